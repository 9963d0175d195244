import { isSlug } from "../../../board/id.ts";
import { readName } from "../../../board/name.ts";
import { isRole, type Role } from "../../../board/role.ts";
import { ask } from "../account/account_api.ts";
import { forgetVisit, type Visit } from "../links/visits.ts";
import { browserMemory, keep, type Memory, recall } from "../page/browser_storage.ts";

/** An entry in the account's list of boards. */
export interface AccountBoard {
  readonly board: string;
  readonly title: string;
  readonly role: Role | undefined;
  /** The last visit, ms since 1970. */
  readonly at: number;
}

export interface JoinedBoards {
  /** The boards of the account that no link of this browser opens. */
  readonly others: readonly AccountBoard[];
  /** True when visits were removed because their links had ended. */
  readonly hasForgotten: boolean;
}

interface Answer {
  readonly boards: readonly AccountBoard[];
  /** The board that each link opens. */
  readonly known: readonly (string | null)[];
}

/** The slugs that this browser got for boards of the account. They end after some time and are replaced. */
const KEY = "drawbridge.given";
/** The server's limit for one request. */
const AT_ONCE_MAX = 50;

/** Adds the boards of this browser to the account. @returns undefined when the server cannot do that now */
export async function joinBoards(
  visits: readonly Visit[],
  { memory = browserMemory(), request = fetch }: { memory?: Memory; request?: typeof fetch } = {},
): Promise<JoinedBoards | undefined> {
  const opened = new Set<string>();
  const given = givenSlugs(memory);
  let hasForgotten = false;
  let answer: Answer | undefined;
  for (let from = 0; from === 0 || from < visits.length; from += AT_ONCE_MAX) {
    const some = visits.slice(from, from + AT_ONCE_MAX);
    const boards = some.map(({ slug, title = "", at }) => ({ slug, title, at }));
    const response = await ask("/boards", "POST", { boards }, request);
    answer = response?.ok ? readAnswer(await response.json().catch(() => undefined)) : undefined;
    if (answer === undefined) return undefined;
    for (const [i, { slug }] of some.entries()) {
      const board = answer.known[i];
      if (board) opened.add(board);
      // The account has a new link for it. Other links may have ended for a reason that the person should learn.
      else if (given.includes(slug)) hasForgotten = forgetVisit(slug, memory) || hasForgotten;
    }
  }
  return { others: answer!.boards.filter(({ board }) => !opened.has(board)), hasForgotten };
}

/** A link to a board of the account, for this browser; undefined when there is none. */
export async function openBoard(
  board: string,
  { memory = browserMemory(), request = fetch }: { memory?: Memory; request?: typeof fetch } = {},
): Promise<string | undefined> {
  const response = await ask(`/boards/${encodeURIComponent(board)}/open`, "POST", undefined, request);
  const slug = response?.ok ? (await response.json().catch(() => undefined))?.slug : undefined;
  if (!isSlug(slug)) return undefined;
  keep(memory, KEY, [...givenSlugs(memory), slug].slice(-200));
  return slug;
}

function givenSlugs(memory: Memory | undefined): string[] {
  const kept = recall(memory, KEY);
  return Array.isArray(kept) ? kept.filter(isSlug) : [];
}

function readAnswer(value: unknown): Answer | undefined {
  const { boards, known } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (!Array.isArray(boards) || !Array.isArray(known)) return undefined;
  return {
    boards: boards.flatMap(({ board, title, role, at }) =>
      typeof board === "string" && typeof at === "number"
        ? [{ board, title: readName(title), role: isRole(role) ? role : undefined, at }]
        : []
    ),
    known: known.map((board) => typeof board === "string" ? board : null),
  };
}
