import * as Y from "yjs";
import { bytesOf } from "../../../server/document/stored_document.ts";
import {
  type BoardId,
  type BoardStore,
  EMPTY_HEAD,
  type Head,
  type StoredBoard,
} from "../../../server/store/board_store.ts";

/** Boards in memory. Every call waits for `pause` and fails when it rejects. */
export class SlowStore implements BoardStore {
  readonly boards = new Map<BoardId, Uint8Array[]>();
  /** Number of loads so far, by board. */
  readonly loads = new Map<BoardId, number>();
  pause: () => Promise<void>;

  constructor(pause: () => Promise<void> = () => Promise.resolve()) {
    this.pause = pause;
  }

  /** The names of the stored shapes. */
  shapesOf(board: BoardId): string[] {
    const doc = new Y.Doc();
    for (const update of this.boards.get(board) ?? []) Y.applyUpdate(doc, update);
    return [...doc.getMap("shapes").keys()].sort();
  }

  async load(board: BoardId): Promise<StoredBoard | undefined> {
    this.loads.set(board, (this.loads.get(board) ?? 0) + 1);
    await this.pause();
    const updates = this.boards.get(board);
    return updates && { head: headOf(updates), updates: [...updates], seqs: seqsFrom(0, updates) };
  }

  async storedBytes(board: BoardId): Promise<number> {
    await this.pause();
    return bytesOf(this.boards.get(board) ?? []);
  }

  async loadAfter(board: BoardId, head: Head): Promise<StoredBoard> {
    await this.pause();
    const updates = this.boards.get(board)!;
    const later = updates.slice(head.seq);
    return { head: headOf(updates), updates: later, seqs: seqsFrom(head.seq, later) };
  }

  async append(board: BoardId, head: Head, update: Uint8Array): Promise<Head | "conflict"> {
    await this.pause();
    const updates = this.boards.get(board) ?? [];
    if (updates.length !== head.seq) return "conflict";
    const more = [...updates, update];
    this.boards.set(board, more);
    return headOf(more);
  }

  setAside(): Promise<boolean> {
    throw new Error("Cannot set anything aside as nothing is damaged here");
  }

  compact(): Promise<"conflict"> {
    return Promise.resolve("conflict");
  }
}

function seqsFrom(seq: number, updates: readonly Uint8Array[]): number[] {
  return updates.map((_, i) => seq + i + 1);
}

function headOf(updates: readonly Uint8Array[]): Head {
  return { ...EMPTY_HEAD, seq: updates.length, bytes: bytesOf(updates) };
}
