import type * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import { EDIT_COUNT_MAX } from "../limits.ts";
import { assertFits, EditBatch, emptyEntry, type OpenEntry } from "./edit_batch.ts";
import { encodeEntry, type Stamp } from "./edit_entry.ts";
import { editIn, type EditSource, type IndexedEdit, isOlder, isSame, stampOf } from "./edit_index.ts";
import { editKey } from "./edit_key.ts";
import type { EditNews, Overwritten } from "./edit_news.ts";
import { OF_MAP, StoredEdits } from "./stored_edits.ts";

/** A document with more property names than this contains some that no version of ours knows. */
const FEW = 64;

/**
 * All later changes of the shapes' properties, from the list `changes` and from the map `edits` of earlier versions.
 * Overwritten edits are deleted, so at most half of the edits in the list are obsolete.
 */
export class Edits {
  readonly #doc: Y.Doc;
  readonly #shapes: Y.Map<unknown>;
  readonly #stored: StoredEdits;
  /** The Yjs client ids of this page's edits. Each lost connection starts a new one. */
  readonly #writers = new Set<number>();
  #batch: EditBatch | undefined;

  constructor(doc: Y.Doc, shapes: Y.Map<unknown>) {
    this.#doc = doc;
    this.#shapes = shapes;
    this.#stored = new StoredEdits(doc, shapes);
  }

  /** Runs in one transaction and writes as few entries as possible. */
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

  /** @param standsFor when undo restores a value, the stamp of the edit that wrote it */
  write(id: ShapeId, property: string, value: unknown, standsFor?: Stamp): void {
    const batch = this.#batch;
    if (batch === undefined) return this.transact(() => this.write(id, property, value, standsFor));
    assertFits(value);
    const stamp = batch.stamp ?? this.#nextStamp(batch);
    const after = standsFor ?? stamp;
    const replaced = this.#stored.index.latest(id, property);
    const latest = replaced?.source === OF_MAP ? this.#stored.deleteKey(id, property) : replaced;
    const news = this.newsOf(batch.transaction);
    news.note(id, property);
    if (latest?.overwritten) {
      latest.value = value;
      latest.standsFor = standsFor;
      latest.overwritten.after = after;
      return;
    }
    batch.touch(latest);
    const overwritten = { id, property, value: replaced?.value, before: stampOf(replaced), after };
    news.noteOverwritten(overwritten);
    const { source, edits } = batch.entryFor(id, value, stamp);
    const edit: IndexedEdit = { value, source, below: undefined, standsFor, overwritten };
    this.#stored.index.putLast(id, property, edit, latest);
    append(source.pairs, property, id);
    append(edits, property, edit);
  }

  /** Removes the edits of shapes that are being deleted. */
  remove(ids: ReadonlySet<ShapeId>): void {
    const batch = this.#batch;
    if (batch === undefined) return this.transact(() => this.remove(ids));
    batch.hasRemoved = true;
    const news = this.newsOf(batch.transaction);
    for (const [id, property, edit] of this.#stored.index.of(ids)) {
      const { value, source: { stamp } } = edit;
      const isOfMap = edit.source === OF_MAP;
      const after = isOfMap ? { count: this.#stored.highest, writer: Infinity } : stamp;
      if (!edit.overwritten) news.noteOverwritten({ id, property, value, before: stampOf(edit), after });
      batch.touch(isOfMap ? this.#stored.deleteKey(id, property) : edit);
    }
  }

  /**
   * Restores an overwritten value, unless another person has changed it since, or at the same time: that change counts
   * once the one that is taken back is gone.
   *
   * @returns true when something was written
   */
  takeBack({ id, property, value, before, after }: Overwritten): boolean {
    const latest = this.#stored.index.latest(id, property);
    const now = stampOf(latest);
    if (!this.#shapes.has(id) || isSame(now, before)) return false;
    if (latest && !isSame(now, after)) {
      const { stamp } = latest.source;
      if (!isOlder(stamp, after) || !this.#writers.has(stamp.writer) && !isOlder(now, before)) return false;
    }
    this.write(id, property, value, before);
    return true;
  }

  /** The edited value of a property; undefined is equivalent to no edit. */
  get(id: ShapeId, property: string): unknown {
    return this.#stored.index.latest(id, property)?.value;
  }

  /** All edits of one shape. @param known the properties that the reader knows */
  *of(id: ShapeId, known: Iterable<string>): Generator<[property: string, value: unknown]> {
    const { properties } = this.#stored.index;
    if (properties.size === 0) return;
    for (const property of properties.size < FEW ? properties.keys() : known) {
      const edit = properties.get(property)?.get(id);
      if (edit) yield [property, edit.value];
    }
  }

  /** All edits of existing shapes, as `id/property` and value. */
  *entries(): Generator<[key: string, value: unknown]> {
    for (const [property, edits] of this.#stored.index.properties) {
      for (const [id, { value }] of edits) {
        if (value !== undefined && this.#shapes.has(id)) yield [editKey(id, property), value];
      }
    }
  }

  /** The Yjs items that contain entries. */
  get items(): Iterable<Y.Item> {
    return this.#stored.entries.keys();
  }

  /** The shapes for which this item contains the latest edit of a property. */
  shapesIn(item: Y.Item): ShapeId[] {
    const entry = this.#stored.entries.get(item);
    return entry ? this.#stored.countingOf(entry).map(({ id }) => id) : [];
  }

  /** The changes that a transaction made to the edits. */
  newsOf(transaction: Y.Transaction): EditNews {
    return this.#stored.newsOf(transaction);
  }

  /** Whether an item stores edits. Undo restores these with `takeBack` and not item by item. */
  holds(item: Y.Item): boolean {
    return this.#stored.holds(item);
  }

  /** True when a transaction changed anything besides edits. */
  isMoreIn(transaction: Y.Transaction): boolean {
    return transaction.changed.size > this.#stored.typesIn(transaction);
  }

  #finish(batch: EditBatch): void {
    for (const entry of batch.entries) this.#store(batch, entry);
    for (const entry of batch.touched) {
      const size = sizeOf(entry);
      if (!batch.hasRemoved && 2 * entry.counting >= size) continue;
      const counting = this.#stored.countingOf(entry);
      if (2 * counting.length >= size) continue;
      // The remaining edits keep their stamp, because they are neither newer nor written by another person.
      const rest: OpenEntry = { source: emptyEntry(entry.stamp), edits: new Map() };
      for (const { id, property, edit } of counting) {
        append(rest.source.pairs, property, id);
        append(rest.edits, property, editIn(rest.source, edit.value));
      }
      this.#store(batch, rest);
      for (const [property, edits] of rest.edits) {
        rest.source.pairs.get(property)!.forEach((id, i) => this.#stored.index.put(id, property, edits[i]));
      }
      this.#stored.delete(batch.transaction, entry);
    }
  }

  /** Writes an entry to the list, unless all its shapes are gone. */
  #store({ transaction, hasRemoved }: EditBatch, { source, edits }: OpenEntry): void {
    const groups = [];
    let idsBefore: ShapeId[] = [];
    for (const [property, written] of edits) {
      let ids = source.pairs.get(property)!;
      const values = [];
      for (const [i, edit] of written.entries()) {
        edit.overwritten = undefined;
        if (!hasRemoved || this.#shapes.has(ids[i])) values.push(edit.value);
        else this.#stored.index.drop(ids[i], property, source);
      }
      if (values.length < ids.length) ids = ids.filter((id) => this.#shapes.has(id));
      // Most gestures write several properties of the same shapes, so their ids are stored once.
      if (ids.length !== idsBefore.length || ids.some((id, i) => id !== idsBefore[i])) idsBefore = ids.slice();
      source.pairs.set(property, ids = idsBefore);
      if (ids.length > 0) groups.push({ property, ids, values });
      else source.pairs.delete(property);
    }
    if (groups.length > 0) this.#stored.add(transaction, source, encodeEntry(source.stamp, groups));
  }

  #nextStamp(batch: EditBatch): Stamp {
    const again = this.#stored.highest >= EDIT_COUNT_MAX ? this.#takeExcessive(batch.transaction) : [];
    batch.stamp = { count: ++this.#stored.highest, writer: this.#doc.clientID };
    this.#writers.add(this.#doc.clientID);
    for (const { id, property, value } of again) this.write(id, property, value);
    return batch.stamp;
  }

  /**
   * Removes entries whose count is so high that no later edit could exceed it.
   *
   * @returns their values, to be written again
   */
  #takeExcessive(transaction: Y.Transaction): { id: ShapeId; property: string; value: unknown }[] {
    const all = [...this.#stored.entries.values()];
    const excessive = all.filter(({ stamp }) => stamp.count > EDIT_COUNT_MAX / 2);
    const values = excessive.flatMap((entry) => this.#stored.countingOf(entry))
      .map(({ id, property, edit }) => ({ id, property, value: edit.value }));
    for (const entry of excessive) this.#stored.delete(transaction, entry);
    const counts = all.filter((entry) => !excessive.includes(entry)).map(({ stamp }) => stamp.count);
    this.#stored.highest = counts.reduce((a, b) => Math.max(a, b), 0);
    return values;
  }
}

function sizeOf({ pairs }: EditSource): number {
  let size = 0;
  for (const ids of pairs.values()) size += ids.length;
  return size;
}

function append<Value>(to: Map<string, Value[]>, property: string, value: Value): void {
  const values = to.get(property);
  if (values) values.push(value);
  else to.set(property, [value]);
}
