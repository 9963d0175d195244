import {
  type BoardId,
  type BoardStore,
  EMPTY_HEAD,
  type Head,
  type StoredBoard,
} from "../../server/store/board_store.ts";

/** Boards in memory; every call takes the time that `pause` takes, and fails when it rejects. */
export class SlowStore implements BoardStore {
  readonly boards = new Map<BoardId, Uint8Array[]>();
  /** Loads so far, by board. */
  readonly loads = new Map<BoardId, number>();
  pause: () => Promise<void>;

  constructor(pause: () => Promise<void> = () => Promise.resolve()) {
    this.pause = pause;
  }

  async load(board: BoardId): Promise<StoredBoard | undefined> {
    this.loads.set(board, (this.loads.get(board) ?? 0) + 1);
    await this.pause();
    const updates = this.boards.get(board);
    return updates && { head: headAt(updates.length), updates: [...updates] };
  }

  async storedBytes(board: BoardId): Promise<number> {
    await this.pause();
    return (this.boards.get(board) ?? []).reduce((bytes, update) => bytes + update.length, 0);
  }

  async loadAfter(board: BoardId, head: Head): Promise<StoredBoard> {
    await this.pause();
    const updates = this.boards.get(board)!;
    return { head: headAt(updates.length), updates: updates.slice(head.seq) };
  }

  async append(board: BoardId, head: Head, update: Uint8Array): Promise<Head | "conflict"> {
    await this.pause();
    const updates = this.boards.get(board) ?? [];
    if (updates.length !== head.seq) return "conflict";
    this.boards.set(board, [...updates, update]);
    return headAt(updates.length + 1);
  }

  setAside(): Promise<boolean> {
    throw new Error("Cannot set anything aside as nothing is damaged here");
  }

  compact(): Promise<"conflict"> {
    return Promise.resolve("conflict");
  }
}

function headAt(seq: number): Head {
  return { ...EMPTY_HEAD, seq };
}
