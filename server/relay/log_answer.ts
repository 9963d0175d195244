import { QUEUE_SOFT_BYTES } from "../../board/limits.ts";
import { encodeSync, SYNC } from "../../board/wire/protocol.ts";
import type { Session } from "../session/session.ts";
import { type BoardId, type BoardStore, EMPTY_HEAD } from "../store/board_store.ts";
import type { Room } from "./room.ts";

export interface LogAnswerOptions {
  readonly board: BoardId;
  readonly store: Pick<BoardStore, "loadAfter">;
  /** Number of the entry up to which the peer has everything. */
  readonly after: number;
}

/**
 * Sends a member of the room what the log contains after an entry, so that a peer can continue on any instance. Changes
 * that the room has not stored yet are stored first: they were relayed before the session joined.
 *
 * @returns false when the log does not go back that far, or there is much to send: the peer has to ask with its state
 *   vector
 * @throws when the database fails
 */
export async function sendLogAfter(
  room: Room,
  session: Session,
  { board, store, after }: LogAnswerOptions,
): Promise<boolean> {
  await room.flush({ isHasty: true });
  if (after === room.storedSeq) return true;
  if (after > room.storedSeq) return false;
  const { updates, seqs = [], damage } = await store.loadAfter(board, { ...EMPTY_HEAD, seq: after });
  const bytes = updates.reduce((sum, { length }) => sum + length, 0);
  // The log begins with a snapshot when it was compacted beyond `after`.
  if (damage || seqs[0] !== after + 1 || bytes > QUEUE_SOFT_BYTES) return false;
  for (const update of updates) session.sendAlways(encodeSync(SYNC.update, update));
  return true;
}
