import type { BoardId, BoardStore, Head, StoredBoard } from "../../../server/store/board_store.ts";
import { DatabaseFault } from "./faulty_database.ts";

/** A store on a database that sometimes fails. It retries each call until it succeeds, and applies it only once. */
export class PatientStore implements BoardStore {
  readonly #store: BoardStore;

  constructor(store: BoardStore) {
    this.#store = store;
  }

  load(board: BoardId): Promise<StoredBoard | undefined> {
    return untilDone(() => this.#store.load(board));
  }

  storedBytes(board: BoardId): Promise<number> {
    return untilDone(() => this.#store.storedBytes(board));
  }

  loadAfter(board: BoardId, head: Head): Promise<StoredBoard> {
    return untilDone(() => this.#store.loadAfter(board, head));
  }

  /** A conflict after a lost answer may be caused by our own append: the entry shows it. */
  async append(...[board, head, update, options]: Parameters<BoardStore["append"]>): Promise<Head | "conflict"> {
    let hasFailed = false;
    const appended = await untilDone(() => this.#store.append(board, head, update, options), () => hasFailed = true);
    if (appended !== "conflict" || !hasFailed) return appended;
    const { head: now, updates } = await this.loadAfter(board, head);
    return now.seq === head.seq + 1 && isSame(updates[0], update) ? now : "conflict";
  }

  setAside(board: BoardId, stored: StoredBoard, which: { index: number; why: string }): Promise<boolean> {
    return untilDone(() => this.#store.setAside(board, stored, which));
  }

  /** A conflict after a lost answer means our own snapshot, because nobody else uses the board. */
  async compact(board: BoardId, head: Head, update: Iterable<Uint8Array>): Promise<Head | "conflict"> {
    let hasFailed = false;
    const compacted = await untilDone(() => this.#store.compact(board, head, update), () => hasFailed = true);
    return compacted === "conflict" && hasFailed ? (await this.load(board))!.head : compacted;
  }
}

async function untilDone<T>(action: () => Promise<T>, failed: () => void = () => {}): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof DatabaseFault)) throw error;
      failed();
    }
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
