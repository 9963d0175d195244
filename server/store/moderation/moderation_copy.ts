import type { BoardState, ModerationEntry } from "../../../board/moderation.ts";
import { Commit, type Database, entries } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import {
  type ModerationHead,
  NOTHING_DONE,
  VISITOR_MS,
  type VisitorId,
  type VisitorRecord,
} from "../moderation_store.ts";

/** A visitor's state outside the database. */
export type VisitorCopy = VisitorRecord & { readonly visitor: VisitorId };

/** What owners set to keep order on a board, and the list of what they did. Who waits is not in it. */
export interface ModerationCopy {
  readonly state: BoardState;
  /** The number of the newest entry. */
  readonly last: number;
  /** Those whose state still means something. */
  readonly visitors: readonly VisitorCopy[];
  /** In the order of their numbers. */
  readonly done: readonly ModerationEntry[];
}

/** With keys of the longest names of boards, a tenth of what a commit may have. */
const ENTRIES_PER_COMMIT = 100;

/** @returns undefined when no owner has done anything */
export async function readModeration(
  database: Database,
  board: BoardId,
  now: number,
): Promise<ModerationCopy | undefined> {
  const head = (await database.get<ModerationHead>(KEY.moderation(board))).value;
  const visitors = await Array.fromAsync(
    entries<VisitorRecord>(database, { prefix: KEY.visitors(board) }),
    ({ key, value }) => ({ ...value, visitor: key.at(-1) as VisitorId }),
  );
  const lasting = visitors.filter((visitor) => isLasting(visitor, now));
  if (head === null && lasting.length === 0) return undefined;
  const { last, ...state } = head ?? NOTHING_DONE;
  const range = { prefix: KEY.done(board), end: KEY.doneEntry(board, last + 1) };
  const done = await Array.fromAsync(entries<ModerationEntry>(database, range), ({ value }) => value);
  return { state, last, visitors: lasting, done };
}

/** Adds to a commit what holds for everybody on a board: a frozen board is at no moment open. */
export function addModerationHead(commit: Commit, board: BoardId, copy: ModerationCopy | undefined): void {
  if (copy === undefined) commit.delete(KEY.moderation(board));
  else commit.set(KEY.moderation(board), { ...copy.state, last: copy.last } satisfies ModerationHead);
  commit.set(KEY.moderationNews(), true);
}

/**
 * Writes the rest to a board that has none of it. How long a mute has lasted is not known: it lasts its whole time again.
 */
export async function writeModeration(
  database: Database,
  board: BoardId,
  { visitors, done }: ModerationCopy,
  now: number,
): Promise<void> {
  const lasting = visitors.filter((visitor) => isLasting(visitor, now));
  for (let from = 0; from < lasting.length; from += ENTRIES_PER_COMMIT) {
    const commit = new Commit();
    for (const { visitor, ...record } of lasting.slice(from, from + ENTRIES_PER_COMMIT)) {
      commit.set(KEY.visitor(board, visitor), record, { expireIn: VISITOR_MS });
    }
    await database.commit(commit.set(KEY.moderationNews(), true));
  }
  for (let from = 0; from < done.length; from += ENTRIES_PER_COMMIT) {
    const commit = new Commit();
    for (const entry of done.slice(from, from + ENTRIES_PER_COMMIT)) {
      commit.set(KEY.doneEntry(board, entry.number), entry);
    }
    await database.commit(commit);
  }
}

function isLasting({ isMuted, removedUntil = 0, admittedUntil = 0 }: VisitorRecord, now: number): boolean {
  return isMuted === true || removedUntil > now || admittedUntil > now;
}
