import { isSlug } from "../../../board/id.ts";
import { readName } from "../../../board/name.ts";
import { isRole, type Role } from "../../../board/role.ts";
import { ask } from "../account/account_api.ts";
import { forgetVisit, type Visit } from "../links/visits.ts";
import { browserMemory, keep, type Memory, recall } from "../page/browser_storage.ts";

/** An entry in the account's list of boards. Times are ms since 1970. */
export interface AccountBoard {
  readonly board: string;
  readonly title: string;
  readonly role: Role | undefined;
  /** The last visit. */
  readonly at: number;
  readonly pinned?: true;
  readonly folder?: string;
  /** While the board is in the bin: the time until which it can be restored. */
  readonly binnedUntil?: number;
  readonly changed?: { readonly at: number; readonly by: readonly string[] };
}

export interface JoinedBoards {
  readonly boards: readonly AccountBoard[];
  /** The board that each slug of this browser opens. */
  readonly boardOf: ReadonlyMap<string, string>;
  /** Whether visits whose links had ended were removed. */
  readonly hasForgotten: boolean;
}

/** A slug that this browser got for a board of the account. */
interface Given {
  readonly slug: string;
  /** Undefined in entries of earlier versions. */
  readonly board?: string;
  readonly account?: string;
}

interface Answer {
  readonly boards: readonly AccountBoard[];
  /** The board that each link opens. */
  readonly known: readonly (string | null)[];
}

export interface JoinOptions {
  /** The id of the account. Slugs that were given to another account in this browser are not used. */
  readonly account: string;
  readonly memory?: Memory;
  readonly request?: typeof fetch;
}

/** They end after some time and are replaced. */
const KEY = "drawbridge.given";
/** The server's limit for one request. */
const AT_ONCE_MAX = 50;
const GIVEN_MAX = 1_000;

/** Adds the boards of this browser to the account. @returns undefined when the server cannot do that now */
export async function joinBoards(
  visits: readonly Visit[],
  { account, memory = browserMemory(), request = fetch }: JoinOptions,
): Promise<JoinedBoards | undefined> {
  const given = readGiven(memory), visited = new Set(visits.map(({ slug }) => slug));
  const own = given.filter((each) => each.account === account && !visited.has(each.slug));
  const asked = [
    ...visits.map(({ slug, title = "", at, pinned }) => ({ slug, title, at, ...(pinned && { pinned }) })),
    // Only to learn whether they still open their boards.
    ...own.map(({ slug }) => ({ slug, title: "", at: 0 })),
  ];
  const boardOf = new Map<string, string>();
  const ended = new Set<string>();
  let hasForgotten = false;
  let answer: Answer | undefined;
  for (let from = 0; from === 0 || from < asked.length; from += AT_ONCE_MAX) {
    const boards = asked.slice(from, from + AT_ONCE_MAX);
    const response = await ask("/boards", "POST", { boards }, request);
    answer = response?.ok ? readAnswer(await response.json().catch(() => undefined)) : undefined;
    if (answer === undefined) return undefined;
    for (const [i, { slug }] of boards.entries()) {
      const board = answer.known[i];
      if (board) boardOf.set(slug, board);
      else if (given.some((each) => each.slug === slug)) {
        ended.add(slug);
        // The account has a new link for it. Other links may have ended for a reason that the person should learn.
        if (visited.has(slug)) hasForgotten = forgetVisit(slug, memory) || hasForgotten;
      }
    }
  }
  if (ended.size > 0) keep(memory, KEY, given.filter(({ slug }) => !ended.has(slug)));
  return { boards: answer!.boards, boardOf, hasForgotten };
}

/** Links to boards of the account for this browser, by board. Those without one are left out. */
export async function linksTo(
  boards: readonly string[],
  { account, memory = browserMemory(), request = fetch }: JoinOptions,
): Promise<Map<string, string>> {
  const own = readGiven(memory).filter((each) => each.account === account);
  const links = new Map(own.flatMap(({ board, slug }) => board !== undefined ? [[board, slug] as const] : []));
  const missing = boards.filter((board) => !links.has(board));
  for (let from = 0; from < missing.length; from += AT_ONCE_MAX) {
    const some = missing.slice(from, from + AT_ONCE_MAX);
    const response = await ask("/boards/open", "POST", { boards: some }, request);
    const slugs = response?.ok ? (await response.json().catch(() => undefined))?.slugs : undefined;
    if (!Array.isArray(slugs)) break;
    const made = some.flatMap((board, i): Given[] => isSlug(slugs[i]) ? [{ board, slug: slugs[i], account }] : []);
    for (const { board, slug } of made) links.set(board!, slug);
    keep(memory, KEY, [...readGiven(memory), ...made].slice(-GIVEN_MAX));
  }
  return new Map([...links].filter(([board]) => boards.includes(board)));
}

/** Earlier versions kept slugs alone. */
function readGiven(memory: Memory | undefined): Given[] {
  const kept = recall(memory, KEY);
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((each): Given[] => {
    if (isSlug(each)) return [{ slug: each }];
    const { slug, board, account } = (typeof each === "object" && each !== null ? each : {}) as Record<string, unknown>;
    if (!isSlug(slug) || typeof board !== "string" || typeof account !== "string") return [];
    return [{ slug, board, account }];
  });
}

function readAnswer(value: unknown): Answer | undefined {
  const { boards, known } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (!Array.isArray(boards) || !Array.isArray(known)) return undefined;
  return {
    boards: boards.map(readBoard).filter((board) => board !== undefined),
    known: known.map((board) => typeof board === "string" ? board : null),
  };
}

function readBoard(value: Record<string, unknown>): AccountBoard | undefined {
  const { board, title, role, at, pinned, folder, binnedUntil, changed } = value;
  if (typeof board !== "string" || typeof at !== "number") return undefined;
  const { at: changedAt, by } = Object(changed);
  return {
    board,
    title: readName(title),
    role: isRole(role) ? role : undefined,
    at,
    ...(pinned === true && { pinned }),
    ...(readName(folder) && { folder: readName(folder) }),
    ...(typeof binnedUntil === "number" && { binnedUntil }),
    ...(typeof changedAt === "number" && Array.isArray(by) && {
      changed: { at: changedAt, by: by.map(readName).filter(Boolean) },
    }),
  };
}
