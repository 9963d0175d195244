import * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import { EDIT_COUNT_MAX } from "../limits.ts";
import { addPair, EditBatch, emptyEntry } from "./edit_batch.ts";
import { decodeEntry, encodeEntry, type Stamp } from "./edit_entry.ts";
import { EditIndex, type EditSource, type IndexedEdit, isBefore, isOlder, isSame, stampOf } from "./edit_index.ts";
import { editKey, parseEditKey } from "./edit_key.ts";
import { EditList } from "./edit_list.ts";
import { EditNews, type Overwritten } from "./edit_news.ts";

/** Keys of the map `edits`, which earlier versions write: they count more than any entry. */
const OF_MAP: EditSource = { stamp: { count: Infinity, writer: 0 }, item: undefined, pairs: new Map(), counting: 0 };

/** A document that names more properties than this has some that no version of ours knows. */
const FEW = 64;

/**
 * All later changes of the shapes' properties: the list `changes` and the map `edits` of earlier versions as one.
 * Whatever is overwritten is deleted, so the list holds what counts and at most as much again.
 */
export class Edits {
  readonly #doc: Y.Doc;
  readonly #shapes: Y.Map<unknown>;
  readonly #list: EditList;
  /** Written by earlier versions; read only. */
  readonly #map: Y.Map<unknown>;
  readonly #index = new EditIndex();
  readonly #entries = new Map<Y.Item, EditSource>();
  readonly #news = new WeakMap<Y.Transaction, EditNews>();
  #highest = 0;
  #batch: EditBatch | undefined;

  constructor(doc: Y.Doc, shapes: Y.Map<unknown>) {
    this.#doc = doc;
    this.#shapes = shapes;
    this.#list = new EditList(doc);
    this.#map = doc.getMap("edits");
    this.#addAll(this.#list.all(), undefined);
    for (const key of this.#map.keys()) this.#readKey(key, undefined);
    doc.on("beforeObserverCalls", (transaction) => this.#follow(transaction));
  }

  /** Runs in one transaction; what it writes becomes as few entries as possible. */
  transact(change: (transaction: Y.Transaction) => void, origin?: unknown): void {
    if (this.#batch) return change(this.#batch.transaction);
    this.#doc.transact((transaction) => {
      const batch = this.#batch = new EditBatch(transaction);
      try {
        change(transaction);
      } finally {
        this.#batch = undefined;
        this.#finish(batch);
      }
    }, origin);
  }

  /** @param standsFor the stamp of the edit that wrote this value before, when undo writes it again */
  write(id: ShapeId, property: string, value: unknown, standsFor?: Stamp): void {
    if (this.#batch === undefined) return this.transact(() => this.write(id, property, value, standsFor));
    const batch = this.#batch;
    const stamp = batch.stamp ?? this.#nextStamp(batch);
    const latest = this.#overwrite(batch, id, property);
    const news = this.newsOf(batch.transaction);
    news.note(id, property);
    news.overwritten(id, property, latest).after = standsFor ?? stamp;
    if (latest && latest.source.item === undefined) {
      latest.value = value;
      latest.standsFor = standsFor;
    } else {
      this.#index.put(id, property, { value, source: batch.add(id, property, value, stamp), standsFor });
    }
  }

  /** Forgets the edits of shapes that are being deleted. */
  remove(ids: ReadonlySet<ShapeId>): void {
    if (this.#batch === undefined) return this.transact(() => this.remove(ids));
    this.#batch.hasRemoved = true;
    const news = this.newsOf(this.#batch.transaction);
    for (const [id, property] of this.#index.of(ids)) {
      news.overwritten(id, property, this.#overwrite(this.#batch, id, property));
    }
  }

  /**
   * Takes back what was overwritten, unless somebody changed it since.
   *
   * @returns true when something was written
   */
  takeBack({ id, property, value, before, after }: Overwritten): boolean {
    const latest = this.#index.latest(id, property);
    const now = stampOf(latest);
    if (!this.#shapes.has(id) || isSame(now, before)) return false;
    if (latest && !isSame(now, after) && !isOlder(latest.source.stamp, after)) return false;
    this.write(id, property, value, before);
    return true;
  }

  /** What the edits say of a shape; undefined is as good as no edit. */
  get(id: ShapeId, property: string): unknown {
    return this.#index.latest(id, property)?.value;
  }

  /** All that the edits say of one shape. @param known the properties that the reader understands */
  *of(id: ShapeId, known: Iterable<string>): Generator<[property: string, value: unknown]> {
    const { properties } = this.#index;
    if (properties.size === 0) return;
    for (const property of properties.size < FEW ? properties.keys() : known) {
      const edit = this.#index.latest(id, property);
      if (edit) yield [property, edit.value];
    }
  }

  /** All edits of shapes that are there, as `id/property` and value. */
  *entries(): Generator<[key: string, value: unknown]> {
    for (const [property, edits] of this.#index.properties) {
      for (const [id, { value }] of edits) {
        if (value !== undefined && this.#shapes.has(id)) yield [editKey(id, property), value];
      }
    }
  }

  /** What each entry of the list says, by the Yjs item that holds it. */
  get items(): Iterable<Y.Item> {
    return this.#entries.keys();
  }

  /** The shapes of which an edit in this item counts. */
  shapesIn(item: Y.Item): ShapeId[] {
    const entry = this.#entries.get(item);
    return entry ? this.#countingOf(entry).map(({ id }) => id) : [];
  }

  /** Which properties of which shapes a transaction changed. */
  newsOf(transaction: Y.Transaction): EditNews {
    let news = this.#news.get(transaction);
    if (news === undefined) this.#news.set(transaction, news = new EditNews());
    return news;
  }

  /** True for what edits are stored in; undo brings them back by `takeBack`, and not item by item. */
  holds(item: Y.Item): boolean {
    return this.#list.has(item) || item.parent === this.#map;
  }

  /** True when a transaction changed anything besides edits. */
  isMoreIn(transaction: Y.Transaction): boolean {
    const map = this.#map as unknown as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>;
    const own = Number(this.#list.isIn(transaction)) + Number(transaction.changed.has(map));
    return transaction.changed.size > own;
  }

  /** @returns the edit of the list that counted until now */
  #overwrite(batch: EditBatch, id: ShapeId, property: string): IndexedEdit | undefined {
    let latest = this.#index.latest(id, property);
    if (latest?.source === OF_MAP) {
      this.newsOf(batch.transaction).overwritten(id, property, latest).after = {
        count: this.#highest,
        writer: Infinity,
      };
      this.#map.delete(editKey(id, property));
      this.#index.drop(id, property, OF_MAP);
      latest = this.#index.latest(id, property);
    }
    if (latest?.source.item) batch.touched.add(latest.source);
    for (const { source } of latest?.below ?? []) if (source.item) batch.touched.add(source);
    return latest;
  }

  #finish(batch: EditBatch): void {
    for (const entry of batch.entries) this.#store(batch, entry);
    for (const entry of batch.touched) {
      if (!batch.hasRemoved && 2 * entry.counting >= sizeOf(entry)) continue;
      const counting = this.#countingOf(entry);
      if (2 * counting.length >= sizeOf(entry)) continue;
      // The rest keeps its stamp: it is neither a newer edit, nor is it that of somebody else now.
      const rest = emptyEntry(entry.stamp);
      for (const { id, property } of counting) addPair(rest, id, property);
      if (counting.length > 0) this.#store(batch, rest, entry);
      this.#drop(entry, batch.transaction);
      entry.item!.delete(batch.transaction);
    }
  }

  /** @param source where the values stand now */
  #store({ transaction }: EditBatch, entry: EditSource, source = entry): void {
    const groups = [];
    for (const [property, all] of entry.pairs) {
      const ids: ShapeId[] = [], values: unknown[] = [];
      for (const id of all) {
        const edit = this.#index.latest(id, property);
        if (edit?.source === source && this.#shapes.has(id)) values[ids.push(id) - 1] = edit.value;
        else this.#index.drop(id, property, entry);
      }
      if (ids.length > 0) groups.push({ property, ids, values });
    }
    entry.pairs.clear();
    if (groups.length === 0) return;
    entry.item = this.#list.add(transaction, encodeEntry(entry.stamp, groups));
    this.#entries.set(entry.item, entry);
    for (const { property, ids, values } of groups) {
      entry.pairs.set(property, ids);
      if (source === entry) continue;
      ids.forEach((id, i) => this.#index.put(id, property, { value: values[i], source: entry, standsFor: undefined }));
    }
  }

  #countingOf(entry: EditSource): { id: ShapeId; property: string }[] {
    return [...entry.pairs].flatMap(([property, ids]) =>
      ids.filter((id) => this.#index.latest(id, property)?.source === entry && this.#shapes.has(id))
        .map((id) => ({ id, property }))
    );
  }

  /** Reads what a transaction added, and forgets what it deleted. */
  #follow(transaction: Y.Transaction): void {
    if (this.#list.isIn(transaction)) {
      this.#addAll(this.#list.addedIn(transaction), transaction);
      Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
        const entry = struct instanceof Y.Item && this.#entries.get(struct);
        if (entry) this.#drop(entry, transaction);
      });
    }
    const keys = transaction.changed.get(this.#map as unknown as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>);
    for (const key of keys ?? []) this.#readKey(key!, transaction);
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
      this.#highest = Math.max(this.#highest, entry.stamp.count);
      added.push({ entry, values: new Map(read.groups.map(({ property, values }) => [property, values])) });
    }
    // In order each edit goes on top of those before, whatever somebody sends.
    added.sort((a, b) => isBefore(a.entry, b.entry) ? -1 : 1);
    for (const { entry, values } of added) {
      for (const [property, ids] of entry.pairs) {
        const all = values.get(property)!;
        ids.forEach((id, i) => {
          const isNews = this.#index.put(id, property, { value: all[i], source: entry, standsFor: undefined });
          if (isNews && transaction) this.newsOf(transaction).note(id, property);
        });
      }
    }
  }

  #drop(entry: EditSource, transaction: Y.Transaction): void {
    this.#entries.delete(entry.item!);
    const news = this.newsOf(transaction);
    for (const [property, ids] of entry.pairs) {
      for (const id of ids) if (this.#index.drop(id, property, entry)) news.note(id, property);
    }
  }

  #readKey(key: string, transaction: Y.Transaction | undefined): void {
    const edit = parseEditKey(key);
    if (edit === undefined) return;
    const { id, property } = edit;
    if (this.#index.latest(id, property)?.source === OF_MAP) this.#index.drop(id, property, OF_MAP);
    if (this.#map.has(key)) {
      this.#index.put(id, property, { value: this.#map.get(key), source: OF_MAP, standsFor: undefined });
    }
    if (transaction) this.newsOf(transaction).note(id, property);
  }

  #nextStamp(batch: EditBatch): Stamp {
    const again = this.#highest >= EDIT_COUNT_MAX ? this.#takeAbsurd(batch.transaction) : [];
    batch.stamp = { count: ++this.#highest, writer: this.#doc.clientID };
    for (const { id, property, value } of again) this.write(id, property, value);
    return batch.stamp;
  }

  /** Somebody wrote with the highest count, so that nothing could count more. @returns what is to be written again */
  #takeAbsurd(transaction: Y.Transaction): { id: ShapeId; property: string; value: unknown }[] {
    const absurd = [...this.#entries.values()].filter(({ stamp }) => stamp.count > EDIT_COUNT_MAX / 2);
    const values = absurd.flatMap((entry) => this.#countingOf(entry))
      .map(({ id, property }) => ({ id, property, value: this.get(id, property) }));
    for (const entry of absurd) {
      this.#drop(entry, transaction);
      entry.item!.delete(transaction);
    }
    this.#highest = 0;
    for (const { stamp } of this.#entries.values()) this.#highest = Math.max(this.#highest, stamp.count);
    return values;
  }
}

function sizeOf({ pairs }: EditSource): number {
  let size = 0;
  for (const ids of pairs.values()) size += ids.length;
  return size;
}
