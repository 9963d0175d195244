/**
 * Durable boards.
 *
 * What a store promises:
 *  - `append` that returned a head is durable: it survives the loss of the process at any later moment.
 *  - `load` is found, absent (undefined) or failed (throws). It never makes an empty board out of a failure.
 *  - An append and a snapshot happen whole or not at all; a crash at any step leaves the old or the new board.
 *  - Several processes may use one store: whoever is not up to date gets "conflict" and reads what it lacks.
 *  - What is damaged is set aside, never skipped in silence: the board is loaded without it, and `damage` says so. The
 *    same goes for entries that are missing.
 *    Whoever finds that an update cannot be applied, though it is as it was written, has it set aside the same way.
 *  - A board that was deleted never comes back: whoever still has it open gets `BoardGone`.
 *  - Nothing is deleted that is not contained in a snapshot which was read back and verified.
 */
export interface BoardStore {
  load(board: BoardId): Promise<StoredBoard | undefined>;

  /** Bytes that `load` would read; 0 when the board is absent. Cheap: reads one value. */
  storedBytes(board: BoardId): Promise<number>;

  /** The entries (head.seq, …] that others appended, and the head after them. */
  loadAfter(board: BoardId, head: Head): Promise<StoredBoard>;

  /** Adds one update behind the entry `head` names. */
  append(board: BoardId, head: Head, update: Uint8Array): Promise<Head | "conflict">;

  /**
   * Replaces all that was loaded with `head` by one update that says the same. The generation before is kept as a
   * fallback.
   *
   * @returns the head after it; "conflict" when the board has another snapshot than when `head` was loaded, and nothing
   *   changed
   */
  compact(board: BoardId, head: Head, update: Uint8Array): Promise<Head | "conflict">;

  /**
   * Sets aside what `stored.updates[index]` was read from: an entry leaves a mark, a snapshot makes way for the
   * generation before and the log since.
   *
   * @returns false when the board has changed since it was loaded, and nothing happened
   */
  setAside(
    board: BoardId,
    stored: StoredBoard,
    which: { readonly index: number; readonly why: string },
  ): Promise<boolean>;
}

/** Names a board in the store; never shown to people, never part of a link. */
export type BoardId = string;

/** How far a process knows a board. Comes from the store and is given back to it. */
export interface Head {
  /** Number of the newest entry; 0 when there is none. */
  readonly seq: number;
  /** Entries since the snapshot, and their bytes: when to compact. */
  readonly entries: number;
  readonly bytes: number;
  /** Bytes of the snapshot. */
  readonly snapshotBytes: number;
  /** The store's own mark of the version read; nobody else looks into it. */
  readonly mark?: unknown;
}

export interface StoredBoard {
  readonly head: Head;
  /** Yjs updates in the order they are to be applied. */
  readonly updates: readonly Uint8Array[];
  /** Number of the newest entry that each of them holds; the store's own, for `setAside`. */
  readonly seqs?: readonly number[];
  /** What could not be read and was set aside, for the log. Without entries that are lost the updates may leave holes. */
  readonly damage?: readonly string[];
}

/** The board was deleted. */
export class BoardGone extends Error {
  constructor(board: BoardId) {
    super(`Cannot open board as it was deleted: ${board}`);
  }
}

/** A head for a board nobody has written to yet. */
export const EMPTY_HEAD: Head = { seq: 0, entries: 0, bytes: 0, snapshotBytes: 0 };
