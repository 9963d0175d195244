import type { Role } from "../../../board/role.ts";
import { ago } from "../page/ago.ts";
import { day } from "../page/dates.ts";
import type { ListedLink } from "./listed_link.ts";

export const ROLE_WORDS: Record<Role, string> = {
  owner: "Owner",
  editor: "Can draw",
  commenter: "Can comment",
  viewer: "View only",
};

const DAY_MS = 86_400_000;

/** The offered lifetimes of a link, in days. */
export const LASTS: readonly (readonly [days: number, words: string])[] = [
  [0, "Never expires"],
  [1, "For a day"],
  [7, "For a week"],
  [30, "For 30 days"],
];

/** @returns ms since 1970; null for a link that never expires */
export function expiryOf(days: number, now: number): number | null {
  return days > 0 ? now + days * DAY_MS : null;
}

/** The name of a link: its label, or else what it allows. */
export function nameOf({ label, role }: ListedLink): string {
  return label || ROLE_WORDS[role];
}

/** Further facts about a link, in one line. */
export function notesOn({ label, role, created, expires, isLocked, isOwn }: ListedLink, now: number): string {
  return [
    label ? ROLE_WORDS[role] : "",
    isOwn ? "you are here with it" : "",
    expires === undefined ? "" : `${expires <= now ? "expired" : "until"} ${day(expires, now)}`,
    isLocked ? "asks for a passphrase" : "",
    `made ${ago(created, now)}`,
  ].filter(Boolean).join(" · ");
}
