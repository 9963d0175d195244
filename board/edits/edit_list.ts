import * as Y from "yjs";

/**
 * The Yjs list of edit entries. Its order has no meaning, so each writer appends after its own last entry. Deleted
 * entries of a writer are then adjacent, and Yjs merges them into one struct.
 */
export class EditList {
  readonly #doc: Y.Doc;
  readonly #list: Y.Array<unknown>;
  /** The last entry written under the current Yjs client id. */
  #last: Y.ID | undefined;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#list = doc.getArray("changes");
  }

  /** Adds an entry within a transaction. */
  add(transaction: Y.Transaction, bytes: Uint8Array): Y.Item {
    const { store, clientID } = this.#doc;
    if (this.#last?.client !== clientID) this.#last = this.#findLast(clientID);
    const left = this.#last ? Y.getItemCleanEnd(transaction, store, this.#last) as Y.Item : null;
    const id = Y.createID(clientID, Y.getState(store, clientID));
    const item = new Y.Item(id, left, left && left.lastId, null, null, this.#list, null, new Y.ContentBinary(bytes));
    item.integrate(transaction, 0);
    // Yjs caches positions in a list and is not notified of this insertion.
    if (this.#list._searchMarker) this.#list._searchMarker.length = 0;
    this.#last = id;
    return item;
  }

  *all(): Generator<Y.Item> {
    for (let item = this.#list._start; item !== null; item = item.right) if (!item.deleted) yield item;
  }

  isIn({ changed }: Y.Transaction): boolean {
    return changed.has(this.#list as unknown as Y.AbstractType<Y.YEvent<Y.Array<unknown>>>);
  }

  has(item: Y.Item): boolean {
    return item.parent === this.#list;
  }

  /** The items that a transaction added and did not delete. */
  *addedIn({ beforeState, afterState }: Y.Transaction): Generator<Y.Item> {
    for (const [client, end] of afterState) {
      const from = beforeState.get(client) ?? 0;
      if (from >= end) continue;
      const structs = this.#doc.store.clients.get(client)!;
      for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
        const struct = structs[i];
        if (struct instanceof Y.Item && !struct.deleted && this.has(struct)) yield struct;
      }
    }
  }

  #findLast(client: number): Y.ID | undefined {
    const structs = this.#doc.store.clients.get(client) ?? [];
    const last = structs.findLast((struct) => struct instanceof Y.Item && this.has(struct)) as Y.Item | undefined;
    return last?.lastId;
  }
}
