import type { Author, EntryOrigin } from "./entry_origin.ts";

/**
 * Durable boards.
 *
 * Guarantees of a store:
 *  - After `append` returns a head, the update is durable: it survives a crash of the process at any later moment.
 *  - `load` returns a board, returns undefined if it is absent, or throws. A failure never looks like an empty board.
 *  - An append and a snapshot are atomic: a crash at any step leaves the old or the new board.
 *  - Several processes may use one store: a process that is not up to date gets "conflict" and reads what it lacks.
 *  - Damaged entries are set aside and never skipped silently: the board is loaded without them, and `damage` names
 *    them. Missing entries are reported the same way.
 *    An update that is intact but cannot be applied can be set aside with `setAside`.
 *  - A deleted board never comes back: a process that still has it open gets `BoardGone`.
 *  - Only entries contained in a snapshot that was read back and verified are deleted.
 */
export interface BoardStore {
  load(board: BoardId): Promise<StoredBoard | undefined>;

  /** Bytes that `load` would read; 0 when the board is absent. Cheap: reads one value. */
  storedBytes(board: BoardId): Promise<number>;

  /** The entries after `head.seq` that other processes appended, and the head after them. */
  loadAfter(board: BoardId, head: Head): Promise<StoredBoard>;

  /** Appends one update after the entry `head.seq`, with the time and its authors. */
  append(
    board: BoardId,
    head: Head,
    update: Uint8Array,
    options?: { readonly authors?: readonly Author[] },
  ): Promise<Head | "conflict">;

  /**
   * Replaces everything up to `head` by one equivalent update, the new snapshot. The previous generation is kept as a
   * fallback.
   *
   * @param update in pieces. They are read twice, and give the same bytes each time
   * @returns the new head; "conflict" when the board no longer has the snapshot that `head` was loaded with; then
   *   nothing was changed
   */
  compact(board: BoardId, head: Head, update: Iterable<Uint8Array>): Promise<Head | "conflict">;

  /**
   * Sets aside the entry or snapshot that `stored.updates[index]` was read from. A mark takes the place of an entry; a
   * snapshot is replaced by the previous generation and the log since then.
   *
   * @returns false when the board has changed since it was loaded; then nothing was changed
   */
  setAside(
    board: BoardId,
    stored: StoredBoard,
    which: { readonly index: number; readonly why: string },
  ): Promise<boolean>;
}

/** Identifies a board in the store. It is never shown to people and never part of a link. */
export type BoardId = string;

/** The position up to which a process knows a board. The store creates it and gets it back unchanged. */
export interface Head {
  /** Number of the newest entry; 0 when there is none. */
  readonly seq: number;
  /** Number of entries since the snapshot, and their bytes; they decide when to compact. */
  readonly entries: number;
  readonly bytes: number;
  /** Bytes of the snapshot. */
  readonly snapshotBytes: number;
  /** Opaque: the version that the store read. */
  readonly mark?: unknown;
}

export interface StoredBoard {
  readonly head: Head;
  /** Yjs updates in the order in which they must be applied. */
  readonly updates: readonly Uint8Array[];
  /** For each update, the number of the newest entry it contains. Used by `setAside`. */
  readonly seqs?: readonly number[];
  /** For each update, when and by whom it was written; undefined for snapshots and for entries of earlier versions. */
  readonly origins?: readonly (EntryOrigin | undefined)[];
  /** Damage that was set aside or is missing, for the log. Lost entries may leave gaps between the updates. */
  readonly damage?: readonly string[];
}

/** The board was deleted. */
export class BoardGone extends Error {
  constructor(board: BoardId) {
    super(`Cannot open board as it was deleted: ${board}`);
  }
}

/** The head of a board that has no entries yet. */
export const EMPTY_HEAD: Head = { seq: 0, entries: 0, bytes: 0, snapshotBytes: 0 };
