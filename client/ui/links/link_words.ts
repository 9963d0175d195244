import type { Role } from "../../../board/role.ts";
import { ago } from "../page/ago.ts";
import { day } from "../page/dates.ts";
import type { ListedLink } from "./listed_link.ts";
import { LINKS } from "../../messages/en/people/links.ts";

export function roleName(role: Role): string {
  return LINKS[`${role}Role`];
}

/** What a link may allow, in the order in which it is offered. */
export const OFFERED_ROLES: readonly Role[] = ["editor", "commenter", "viewer", "owner"];

const DAY_MS = 86_400_000;

/** The offered lifetimes of a link, in days. 0: it does not expire. */
const LASTS = [0, 1, 7, 30];

/** The offered lifetimes, with their names. */
export function lifetimes(): readonly (readonly [days: number, words: string])[] {
  return LASTS.map((days) => [
    days,
    days === 0 ? LINKS.neverExpires : days === 7 ? LINKS.forWeek : LINKS.forDays({ count: days }),
  ]);
}

/** @returns ms since 1970; null for a link that never expires */
export function expiryOf(days: number, now: number): number | null {
  return days > 0 ? now + days * DAY_MS : null;
}

/** The name of a link: its label, or else what it allows. */
export function nameOf({ label, role }: ListedLink): string {
  return label || roleName(role);
}

/** Further facts about a link, in one line. */
export function notesOn({ label, role, created, expires, isLocked, isOwn }: ListedLink, now: number): string {
  return [
    label ? roleName(role) : "",
    isOwn ? LINKS.thisLink : "",
    expires === undefined ? "" : (expires <= now ? LINKS.expired : LINKS.until)({ date: day(expires, now) }),
    isLocked ? LINKS.locked : "",
    LINKS.created({ ago: ago(created, now) }),
  ].filter(Boolean).join(" · ");
}
