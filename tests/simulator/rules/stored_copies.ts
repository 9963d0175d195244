import * as Y from "yjs";
import { type BoardId, EMPTY_HEAD, type Head } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import type { Database } from "../../../server/database/database.ts";

/** Documents as the database contains them at this moment, read by the product's own store. */
export class StoredCopies {
  readonly #store: KvBoardStore;
  readonly #copies = new Map<BoardId, { readonly doc: Y.Doc; head: Head }>();

  constructor(database: Database) {
    this.#store = new KvBoardStore(database);
  }

  /** The document of a board with everything that is stored. @throws when it cannot be read */
  async read(board: BoardId): Promise<Y.Doc> {
    const copy = this.#copies.get(board) ?? { doc: new Y.Doc(), head: EMPTY_HEAD };
    this.#copies.set(board, copy);
    const { head, updates, damage } = await this.#load(board, copy.head);
    if (damage) throw new Error(`Cannot read the board as it is damaged: ${damage.join()}`);
    for (const update of updates) Y.applyUpdate(copy.doc, update);
    if (copy.doc.store.pendingStructs) throw new Error("Cannot read the board as entries are missing");
    copy.head = head;
    return copy.doc;
  }

  async #load(board: BoardId, head: Head) {
    if (head.seq > 0) return await this.#store.loadAfter(board, head);
    return await this.#store.load(board) ?? { head: EMPTY_HEAD, updates: [], damage: undefined };
  }
}
