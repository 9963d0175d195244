import { ROLES } from "../../../board/role.ts";
import type { Visit } from "../links/visits.ts";
import type { AccountBoard, JoinedBoards } from "../start/joined_boards.ts";

/** A board that is the person's: known to this browser, to the account, or to both. */
export interface BoardEntry {
  /** The id of the board, or its slug while the id is not known. */
  readonly key: string;
  readonly visit: Visit;
  /** Undefined while the account does not know the board. */
  readonly account?: AccountBoard;
  /** True when this browser has opened the board. */
  readonly isVisited: boolean;
}

export const ORDERS = ["opened", "changed", "title"] as const;
export type Order = typeof ORDERS[number];

/**
 * All boards, each once.
 *
 * @param visits latest visit first
 * @param joined undefined while the account's list is not known
 * @param links links of the boards that only the account knows
 */
export function entriesOf(
  visits: readonly Visit[],
  joined: JoinedBoards | undefined,
  links: ReadonlyMap<string, string>,
): BoardEntry[] {
  const known = new Map(joined?.boards.map((board) => [board.board, board]));
  const entries = new Map<string, BoardEntry>();
  for (const visit of visits) {
    const key = joined?.boardOf.get(visit.slug) ?? visit.slug;
    if (entries.has(key)) continue;
    const account = known.get(key);
    entries.set(key, { key, visit: account ? joinedVisit(visit, account) : visit, account, isVisited: true });
  }
  for (const account of known.values()) {
    const slug = links.get(account.board);
    if (entries.has(account.board) || slug === undefined) continue;
    const { title, role, at, pinned } = account;
    entries.set(account.board, {
      key: account.board,
      visit: { slug, title, role, links: {}, since: at, at, ...(pinned && { pinned }) },
      account,
      isVisited: false,
    });
  }
  return [...entries.values()];
}

/** The names of all folders, in the order of the alphabet. */
export function foldersOf(entries: readonly BoardEntry[], language: string): string[] {
  const names = new Set(entries.flatMap(({ account }) => account?.folder ?? []));
  return [...names].sort(new Intl.Collator(language, { numeric: true }).compare);
}

/** Pinned boards first, then in this order. */
export function sorted(
  entries: readonly BoardEntry[],
  order: Order,
  { titleOf, language }: { titleOf: (visit: Visit) => string; language: string },
): BoardEntry[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const compare = {
    opened: (a: BoardEntry, b: BoardEntry) => b.visit.at - a.visit.at,
    changed: (a: BoardEntry, b: BoardEntry) => changedAt(b) - changedAt(a) || b.visit.at - a.visit.at,
    title: (a: BoardEntry, b: BoardEntry) => collator.compare(titleOf(a.visit), titleOf(b.visit)),
  }[order];
  const pin = ({ visit }: BoardEntry) => visit.pinned ? 0 : 1;
  return [...entries].sort((a, b) => pin(a) - pin(b) || compare(a, b));
}

function changedAt({ account }: BoardEntry): number {
  return account?.changed?.at ?? 0;
}

/** What both know. The account has heard of all devices; a link of this browser may allow more. */
function joinedVisit(visit: Visit, { title, role, at, pinned }: AccountBoard): Visit {
  const rank = (role: Visit["role"]) => role === undefined ? ROLES.length : ROLES.indexOf(role);
  const { pinned: _, ...rest } = visit;
  return {
    ...rest,
    title: title || visit.title,
    role: rank(role) < rank(visit.role) ? role : visit.role,
    at: Math.max(at, visit.at),
    ...(pinned && { pinned }),
  };
}
