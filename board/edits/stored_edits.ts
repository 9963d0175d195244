import * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import { decodeEntry } from "./edit_entry.ts";
import { editIn, EditIndex, type EditSource, type IndexedEdit, isBefore } from "./edit_index.ts";
import { editKey, parseEditKey } from "./edit_key.ts";
import { EditList } from "./edit_list.ts";
import { EditNews } from "./edit_news.ts";

/** Keys of the map `edits`, which earlier versions write. They take precedence over every entry. */
export const OF_MAP: EditSource = {
  stamp: { count: Infinity, writer: 0 },
  item: undefined,
  pairs: new Map(),
  counting: 0,
};

/** The stored edits of a document, with an index that is kept in sync. */
export class StoredEdits {
  readonly index = new EditIndex();
  readonly #shapes: Y.Map<unknown>;
  readonly #list: EditList;
  readonly #map: Y.Map<unknown>;
  readonly #entries = new Map<Y.Item, EditSource>();
  readonly #news = new WeakMap<Y.Transaction, EditNews>();
  /** The highest count of all entries ever seen. */
  highest = 0;

  constructor(doc: Y.Doc, shapes: Y.Map<unknown>) {
    this.#shapes = shapes;
    this.#list = new EditList(doc);
    this.#map = doc.getMap("edits");
    this.#addAll(this.#list.all(), undefined);
    for (const key of this.#map.keys()) this.#readKey(key, undefined);
    doc.on("beforeObserverCalls", (transaction) => this.#follow(transaction));
  }

  get entries(): ReadonlyMap<Y.Item, EditSource> {
    return this.#entries;
  }

  /** The changes that a transaction made. */
  newsOf(transaction: Y.Transaction): EditNews {
    let news = this.#news.get(transaction);
    if (news === undefined) this.#news.set(transaction, news = new EditNews());
    return news;
  }

  /** The latest edits in an entry, of existing shapes. */
  countingOf(entry: EditSource): { id: ShapeId; property: string; edit: IndexedEdit }[] {
    return [...entry.pairs].flatMap(([property, ids]) =>
      ids.flatMap((id) => {
        const edit = this.index.latest(id, property);
        return edit?.source === entry && this.#shapes.has(id) ? { id, property, edit } : [];
      })
    );
  }

  /** Writes an entry that is already in the index. */
  add(transaction: Y.Transaction, entry: EditSource, bytes: Uint8Array): void {
    entry.item = this.#list.add(transaction, bytes);
    this.#entries.set(entry.item, entry);
  }

  delete(transaction: Y.Transaction, entry: EditSource): void {
    this.#drop(entry, transaction);
    entry.item!.delete(transaction);
  }

  /** Deletes a key of the map. @returns the edit that takes effect without it */
  deleteKey(id: ShapeId, property: string): IndexedEdit | undefined {
    this.#map.delete(editKey(id, property));
    this.index.drop(id, property, OF_MAP);
    return this.index.latest(id, property);
  }

  holds(item: Y.Item): boolean {
    return this.#list.has(item) || item.parent === this.#map;
  }

  /** The number of types with edits that a transaction changed. */
  typesIn(transaction: Y.Transaction): number {
    return Number(this.#list.isIn(transaction)) + Number(this.#keysIn(transaction) !== undefined);
  }

  #keysIn({ changed }: Y.Transaction): ReadonlySet<string | null> | undefined {
    return changed.get(this.#map as unknown as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>);
  }

  /** Adds the entries that a transaction added to the index, and removes those that it deleted. */
  #follow(transaction: Y.Transaction): void {
    if (this.#list.isIn(transaction)) {
      this.#addAll(this.#list.addedIn(transaction), transaction);
      Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
        const entry = struct instanceof Y.Item && this.#entries.get(struct);
        if (entry) this.#drop(entry, transaction);
      });
    }
    for (const key of this.#keysIn(transaction) ?? []) {
      // A hostile peer can insert list items into a map. They have no key.
      if (key !== null) this.#readKey(key, transaction);
    }
  }

  #addAll(items: Iterable<Y.Item>, transaction: Y.Transaction | undefined): void {
    const added: { entry: EditSource; values: ReadonlyMap<string, readonly unknown[]> }[] = [];
    for (const item of items) {
      if (this.#entries.has(item)) continue;
      const read = decodeEntry(item.content instanceof Y.ContentBinary && item.content.content);
      if (read === undefined) continue;
      const entry: EditSource = { stamp: read.stamp, item, pairs: new Map(), counting: 0 };
      for (const { property, ids } of read.groups) entry.pairs.set(property, [...ids]);
      this.#entries.set(item, entry);
      this.highest = Math.max(this.highest, entry.stamp.count);
      added.push({ entry, values: new Map(read.groups.map(({ property, values }) => [property, values])) });
    }
    // In order, each edit is added on top of those before it, so the cost does not depend on the order of arrival.
    added.sort((a, b) => isBefore(a.entry, b.entry) ? -1 : 1);
    for (const { entry, values } of added) {
      for (const [property, ids] of entry.pairs) {
        const all = values.get(property)!;
        ids.forEach((id, i) => {
          const isNews = this.index.put(id, property, editIn(entry, all[i]));
          if (isNews && transaction) this.newsOf(transaction).note(id, property);
        });
      }
    }
  }

  #drop(entry: EditSource, transaction: Y.Transaction): void {
    this.#entries.delete(entry.item!);
    const news = this.newsOf(transaction);
    for (const [property, ids] of entry.pairs) {
      for (const id of ids) if (this.index.drop(id, property, entry)) news.note(id, property);
    }
  }

  #readKey(key: string, transaction: Y.Transaction | undefined): void {
    const edit = parseEditKey(key);
    if (edit === undefined) return;
    const { id, property } = edit;
    if (this.index.latest(id, property)?.source === OF_MAP) this.index.drop(id, property, OF_MAP);
    const value = this.#map.get(key);
    if (value !== undefined || this.#map.has(key)) this.index.put(id, property, editIn(OF_MAP, value));
    if (transaction) this.newsOf(transaction).note(id, property);
  }
}
