import { type FrameSites, readFrameSites } from "../../board/embed/frame_sites.ts";
import { isSlug, SECRET_CHARS } from "../../board/id.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { isRole, type Role } from "../../board/role.ts";

/** The fields of a link that a request may set. */
export interface LinkFields {
  readonly role?: Role;
  readonly label?: string;
  readonly expires?: number | null;
  readonly passphrase?: string | null;
}

/** Undefined when the body says nothing about sites; null when it says something that they cannot be. */
export function readSites(body: Body): FrameSites | null | undefined {
  return body?.sites === undefined ? undefined : readFrameSites(body.sites) ?? null;
}

/** The secrets of the three links that replace all others. */
export interface Replacement {
  readonly owner: string;
  readonly editor: string;
  readonly viewer: string;
}

const PASSPHRASE_MAX = 200;
const TIME_MAX = 8.64e15;

type Body = Record<string, unknown> | undefined;

/** Undefined when there is no body or a field is invalid. */
export function readFields(body: Body): LinkFields | undefined {
  if (body === undefined) return undefined;
  const { role, label, expires, passphrase } = body;
  const isGood = (role === undefined || isRole(role)) &&
    (label === undefined || (typeof label === "string" && label.length <= NAME_MAX)) &&
    (expires === undefined || expires === null || isTime(expires)) &&
    (passphrase === undefined || passphrase === null || isPassphrase(passphrase));
  return isGood ? { role, label, expires, passphrase } as LinkFields : undefined;
}

export function isPassphrase(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= PASSPHRASE_MAX;
}

/** Undefined unless the body has three different secrets. */
export function readReplacement(body: Body): Replacement | undefined {
  const { owner, editor, viewer } = (body?.links ?? {}) as Record<string, unknown>;
  const isGood = [owner, editor, viewer].every((slug) => isSlug(slug) && slug.length === SECRET_CHARS) &&
    new Set([owner, editor, viewer]).size === 3;
  return isGood ? { owner, editor, viewer } as Replacement : undefined;
}

function isTime(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value <= TIME_MAX;
}
