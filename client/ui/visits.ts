import { isSlug } from "../../board/id.ts";
import { isRole, type Role } from "../../board/role.ts";
import { browserMemory, keep, type Memory, recall } from "./memory.ts";

/** The slugs of one board that this browser knows, by what they allow. */
export interface Links {
  readonly owner?: string;
  readonly editor?: string;
  readonly viewer?: string;
}

/** A board that this browser has been to. */
export interface Visit {
  /** The link to open it with: the strongest known, else the one it was last opened with. */
  readonly slug: string;
  /** Undefined until the server has said it. */
  readonly role?: Role;
  readonly links?: Links;
  /** First and last time here, ms since 1970. */
  readonly since: number;
  readonly at: number;
}

const KEY = "drawbridge.visits";
/** More would only be scrolled past; the oldest are forgotten. */
const VISITS_MAX = 200;

/** Boards this browser has been to, last visited first. Never throws, whatever the memory holds. */
export function listVisits(memory: Memory | undefined = browserMemory()): Visit[] {
  const stored = recall(memory, KEY);
  if (!Array.isArray(stored)) return [];
  const visits = stored.map(readVisit).filter((visit) => visit !== undefined);
  return visits.sort((a, b) => b.at - a.at);
}

/**
 * Notes a visit. A board is listed once: a visit through another link of the same board (as far as this browser knows
 * its links) joins what is known of it.
 *
 * @returns false when this browser cannot remember it
 */
export function rememberVisit(
  { slug, role, links, at }: Omit<Visit, "since">,
  memory: Memory | undefined = browserMemory(),
): boolean {
  const visits = listVisits(memory);
  const known = visits.find((visit) => isOf(visit, slug));
  const allLinks = { ...known?.links, ...links };
  const visit: Visit = {
    ...strongest(allLinks) ?? { slug, role: role ?? (known?.slug === slug ? known.role : undefined) },
    links: allLinks,
    since: known?.since ?? at,
    at,
  };
  return keep(memory, KEY, [visit, ...visits.filter((other) => other !== known)].slice(0, VISITS_MAX));
}

/** The links this browser knows of the board that the slug opens; empty when it knows none but that. */
export function linksFor(slug: string, memory: Memory | undefined = browserMemory()): Links {
  return listVisits(memory).find((visit) => isOf(visit, slug))?.links ?? {};
}

/** Forgets the board that the slug opens. The board itself is not touched. */
export function forgetVisit(slug: string, memory: Memory | undefined = browserMemory()): boolean {
  return keep(memory, KEY, listVisits(memory).filter((visit) => !isOf(visit, slug)));
}

/** Reads links distrustfully: what is not a slug is left out. */
export function readLinks(value: unknown): Links {
  const { owner, editor, viewer } = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  return {
    ...(isSlug(owner) && { owner }),
    ...(isSlug(editor) && { editor }),
    ...(isSlug(viewer) && { viewer }),
  };
}

/** Who tries their own view-only link must not find their board listed as view only. */
function strongest({ owner, editor }: Links): { slug: string; role: Role } | undefined {
  if (owner !== undefined) return { slug: owner, role: "owner" };
  return editor === undefined ? undefined : { slug: editor, role: "editor" };
}

function isOf({ slug, links }: Visit, other: string): boolean {
  return slug === other || Object.values(links ?? {}).includes(other);
}

function readVisit(value: unknown): Visit | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { slug, role, links, since, at } = value as Record<string, unknown>;
  if (!isSlug(slug) || !isTime(at)) return undefined;
  return {
    slug,
    role: isRole(role) ? role : undefined,
    links: readLinks(links),
    since: isTime(since) ? since : at,
    at,
  };
}

/** What `Date` can show. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 8.64e15;
}
