import { isSlug } from "../../../board/id.ts";
import { readName } from "../../../board/name.ts";
import { isRole, type Role } from "../../../board/role.ts";
import { browserMemory, keep, type Memory, recall } from "../page/browser_storage.ts";

/** The slugs of one board that this browser knows, by role. */
export interface Links {
  readonly owner?: string;
  readonly editor?: string;
  readonly viewer?: string;
}

/** A link created here, apart from those that the board was created with. */
export interface MadeLink {
  readonly slug: string;
  readonly role: Role;
  readonly label?: string;
}

/** A board that this browser has opened. */
export interface Visit {
  /** The link to open it with: the strongest known, or else the last one used. */
  readonly slug: string;
  /** The title when the board was last open here. */
  readonly title?: string;
  /** Undefined until the server has sent it. */
  readonly role?: Role;
  readonly links?: Links;
  /** Newest first. */
  readonly made?: readonly MadeLink[];
  /**
   * The links of a requested replacement. Opening the board with one of them shows that the replacement took effect.
   */
  readonly next?: Required<Links>;
  /** Links that were replaced or revoked, newest first. */
  readonly was?: readonly string[];
  /** The temporary slug that a passphrase unlocked, valid for some hours. */
  readonly key?: string;
  /** True for boards that the person wants first in the list. */
  readonly pinned?: true;
  /** When images of it were last copied here, ms since 1970: another board gets their pictures from it. */
  readonly copied?: number;
  /**
   * The key of a board that was begun without a network, until the server has created it. As secret as the owner's link.
   */
  readonly begun?: string;
  /** First and last visit, ms since 1970. */
  readonly since: number;
  readonly at: number;
}

const KEY = "drawbridge.visits";
/** Maximum number of other people's boards; the oldest are dropped. Own and pinned boards are always kept. */
const VISITS_MAX = 200;
const FORMER_MAX = 12;
/** The server's limit per board. */
const MADE_MAX = 100;

/** Visited boards, latest visit first. Never throws, whatever the storage contains. */
export function listVisits(memory: Memory | undefined = browserMemory()): Visit[] {
  const stored = recall(memory, KEY);
  if (!Array.isArray(stored)) return [];
  const visits = stored.map(readVisit).filter((visit) => visit !== undefined);
  return visits.sort((a, b) => b.at - a.at);
}

/**
 * Stores a visit. A board is listed once: a visit through another known link of the same board is merged into its
 * entry. A visit through a link of a requested replacement completes that replacement.
 *
 * @returns false when this browser cannot store it
 */
export function rememberVisit(
  { slug, role, links, at }: Pick<Visit, "slug" | "role" | "links" | "at">,
  memory: Memory | undefined = browserMemory(),
): boolean {
  const known = visitOf(slug, memory);
  const isReplaced = slugsOf(known?.next).includes(slug);
  const own = role === "owner" && known?.key !== slug ? { owner: slug } : undefined;
  const allLinks = isReplaced ? known!.next! : { ...own, ...known?.links, ...links };
  const visit: Visit = {
    slug: known?.key === slug ? known.slug : slug,
    role: role ?? (known?.slug === slug ? known.role : undefined),
    ...strongest(allLinks),
    title: known?.title,
    links: allLinks,
    made: isReplaced ? undefined : known?.made,
    next: isReplaced ? undefined : known?.next,
    was: isReplaced ? everySlugOf({ ...known!, next: undefined }).slice(0, FORMER_MAX) : known?.was,
    key: isReplaced ? undefined : known?.key,
    pinned: known?.pinned,
    copied: known?.copied,
    begun: known?.begun,
    since: known?.since ?? at,
    at,
  };
  return write(visit, known, memory);
}

/** Stores more about the board that the slug opens, if that board is listed. @returns false when it cannot */
export function noteOnVisit(
  slug: string,
  note: Partial<Pick<Visit, "title" | "links" | "made" | "next" | "key" | "pinned" | "copied" | "begun">>,
  memory: Memory | undefined = browserMemory(),
): boolean {
  const known = visitOf(slug, memory);
  if (known === undefined) return false;
  const now = { ...known, ...note };
  const gone = everySlugOf(known).filter((slug) => !everySlugOf(now).includes(slug));
  const was = [...gone, ...known.was ?? []].slice(0, FORMER_MAX);
  return write(gone.length > 0 ? { ...now, was } : now, known, memory);
}

/**
 * The link to open the board of an address with. An owner's browser uses the owner link for every address of the board
 * except those for looking and commenting: the address bar shows a link that can be shared, while the owner link stays in storage.
 *
 * @returns `slug` to connect with, and `lasting`: the permanent link behind a temporary slug, or else the same as
 * `slug`
 */
export function accessBy(
  address: string,
  memory: Memory | undefined = browserMemory(),
): { readonly slug: string; readonly lasting: string } {
  const visit = visitOf(address, memory);
  const own = { slug: address, lasting: address };
  if (visit === undefined) return own;
  if (visit.key === address) return { slug: address, lasting: visit.slug };
  const { links, made = [] } = visit;
  const isToLook = links?.viewer === address ||
    made.some(({ slug, role }) => slug === address && (role === "viewer" || role === "commenter"));
  if (links?.owner === undefined || isToLook || slugsOf(visit.next).includes(address)) return own;
  return { slug: links.owner, lasting: links.owner };
}

/**
 * The slug for the address bar. Never the owner link if an editor link is known, since people copy addresses from
 * there.
 */
export function addressOf({ slug, role, links, key }: Visit): string {
  return key ?? (role === "owner" ? links?.editor : undefined) ?? slug;
}

/** The new link of a board whose old link is no longer valid, if this browser knows it. */
export function movedTo(slug: string, memory: Memory | undefined = browserMemory()): string | undefined {
  const visit = visitOf(slug, memory);
  if (visit === undefined) return undefined;
  if (visit.key === slug || visit.was?.includes(slug)) return visit.slug;
  return visit.next && !slugsOf(visit.next).includes(slug) && visit.slug === slug ? visit.next.owner : undefined;
}

/** The board from which images were last copied in this browser. */
export function copiedVisit(memory: Memory | undefined = browserMemory()): Visit | undefined {
  return listVisits(memory).filter(({ copied }) => copied !== undefined).sort((a, b) => b.copied! - a.copied!)[0];
}

/** The visited board that the slug opens. */
export function visitOf(slug: string, memory: Memory | undefined = browserMemory()): Visit | undefined {
  return listVisits(memory).find((visit) => isOf(visit, slug));
}

/** All links of a board that this browser has known. Local data of the board is stored under one of them. */
export function everySlugOf({ slug, links, made = [], next, was = [], key }: Visit): string[] {
  const given = key === undefined ? [] : [key];
  return [slug, ...slugsOf(links), ...made.map(({ slug }) => slug), ...slugsOf(next), ...was, ...given];
}

/** The known links of the board that the slug opens; empty when the board is not listed. */
export function linksFor(slug: string, memory: Memory | undefined = browserMemory()): Links {
  return visitOf(slug, memory)?.links ?? {};
}

/** Removes the board that the slug opens from the list. The board itself is not changed. */
export function forgetVisit(slug: string, memory: Memory | undefined = browserMemory()): boolean {
  return keep(memory, KEY, listVisits(memory).filter((visit) => !isOf(visit, slug)));
}

/** Lists a removed board again. @returns false when this browser cannot store it */
export function restoreVisit(visit: Visit, memory: Memory | undefined = browserMemory()): boolean {
  return write(visit, visitOf(visit.slug, memory), memory);
}

/** Reads links from untrusted data. Values that are not slugs are left out. */
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

/** Owners who open their own view-only link must not find the board listed as view only. */
function strongest({ owner, editor }: Links): { slug: string; role: Role } | undefined {
  if (owner !== undefined) return { slug: owner, role: "owner" };
  return editor === undefined ? undefined : { slug: editor, role: "editor" };
}

function write(visit: Visit, known: Visit | undefined, memory: Memory | undefined): boolean {
  const others = listVisits(memory).filter((other) => known === undefined || other.slug !== known.slug);
  let room = VISITS_MAX;
  return keep(memory, KEY, [visit, ...others].filter((each) => each.pinned || isOwned(each) || room-- > 0));
}

/** True for boards whose owner link may exist nowhere else. */
export function isOwned({ role, links, next }: Visit): boolean {
  return role === "owner" || links?.owner !== undefined || next !== undefined;
}

function isOf(visit: Visit, slug: string): boolean {
  return everySlugOf(visit).includes(slug);
}

function slugsOf(links: Links | undefined): string[] {
  return Object.values(links ?? {});
}

function readNext(value: unknown): Required<Links> | undefined {
  const { owner, editor, viewer } = readLinks(value);
  return owner && editor && viewer ? { owner, editor, viewer } : undefined;
}

function readMade(value: unknown): MadeLink | undefined {
  const { slug, role, label } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (!isSlug(slug) || !isRole(role)) return undefined;
  return { slug, role, ...(typeof label === "string" && label !== "" && { label }) };
}

function readVisit(value: unknown): Visit | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { slug, title, role, links, made, next, was, key, pinned, copied, begun, since, at } = value as Record<
    string,
    unknown
  >;
  if (!isSlug(slug) || !isTime(at)) return undefined;
  const wanted = readNext(next), named = readName(title);
  return {
    slug,
    ...(named && { title: named }),
    role: isRole(role) ? role : undefined,
    links: readLinks(links),
    ...(Array.isArray(made) && { made: made.map(readMade).filter((link) => link !== undefined).slice(0, MADE_MAX) }),
    ...(wanted && { next: wanted }),
    ...(Array.isArray(was) && { was: was.filter(isSlug).slice(0, FORMER_MAX) }),
    ...(isSlug(key) && { key }),
    ...(pinned === true && { pinned }),
    ...(isTime(copied) && { copied }),
    ...(typeof begun === "string" && { begun }),
    since: isTime(since) ? since : at,
    at,
  };
}

/** True for times that `Date` can represent. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 8.64e15;
}
