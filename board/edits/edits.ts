import type * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import { EDIT_COUNT_MAX } from "../limits.ts";
import { assertFits, EditBatch, emptyEntry, type OpenEntry } from "./edit_batch.ts";
import { encodeEntry, type Stamp } from "./edit_entry.ts";
import { editIn, type EditSource, type IndexedEdit, isOlder, isSame, stampOf } from "./edit_index.ts";
import { editKey } from "./edit_key.ts";
import type { EditNews, Overwritten } from "./edit_news.ts";
import { OF_MAP, StoredEdits } from "./stored_edits.ts";

/** A document that names more properties than this has some that no version of ours knows. */
const FEW = 64;

/**
 * All later changes of the shapes' properties: the list `changes` and the map `edits` of earlier versions as one.
 * Whatever is overwritten is deleted, so the list holds what counts and at most as much again.
 */
export class Edits {
  readonly #doc: Y.Doc;
  readonly #shapes: Y.Map<unknown>;
  readonly #stored: StoredEdits;
  #batch: EditBatch | undefined;

  constructor(doc: Y.Doc, shapes: Y.Map<unknown>) {
    this.#doc = doc;
    this.#shapes = shapes;
    this.#stored = new StoredEdits(doc, shapes);
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

  /** Forgets the edits of shapes that are being deleted. */
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
   * Takes back what was overwritten, unless somebody changed it since.
   *
   * @returns true when something was written
   */
  takeBack({ id, property, value, before, after }: Overwritten): boolean {
    const latest = this.#stored.index.latest(id, property);
    const now = stampOf(latest);
    if (!this.#shapes.has(id) || isSame(now, before)) return false;
    if (latest && !isSame(now, after) && !isOlder(latest.source.stamp, after)) return false;
    this.write(id, property, value, before);
    return true;
  }

  /** What the edits say of a shape; undefined is as good as no edit. */
  get(id: ShapeId, property: string): unknown {
    return this.#stored.index.latest(id, property)?.value;
  }

  /** All that the edits say of one shape. @param known the properties that the reader understands */
  *of(id: ShapeId, known: Iterable<string>): Generator<[property: string, value: unknown]> {
    const { properties } = this.#stored.index;
    if (properties.size === 0) return;
    for (const property of properties.size < FEW ? properties.keys() : known) {
      const edit = properties.get(property)?.get(id);
      if (edit) yield [property, edit.value];
    }
  }

  /** All edits of shapes that are there, as `id/property` and value. */
  *entries(): Generator<[key: string, value: unknown]> {
    for (const [property, edits] of this.#stored.index.properties) {
      for (const [id, { value }] of edits) {
        if (value !== undefined && this.#shapes.has(id)) yield [editKey(id, property), value];
      }
    }
  }

  /** The Yjs items that hold entries. */
  get items(): Iterable<Y.Item> {
    return this.#stored.entries.keys();
  }

  /** The shapes of which an edit in this item counts. */
  shapesIn(item: Y.Item): ShapeId[] {
    const entry = this.#stored.entries.get(item);
    return entry ? this.#stored.countingOf(entry).map(({ id }) => id) : [];
  }

  /** What a transaction did to the edits. */
  newsOf(transaction: Y.Transaction): EditNews {
    return this.#stored.newsOf(transaction);
  }

  /** True for what edits are stored in; undo brings them back by `takeBack`, and not item by item. */
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
      // The rest keeps its stamp: it is neither a newer edit, nor is it that of somebody else now.
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

  /** Writes an entry into the list, unless all its shapes are gone. */
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
      // Most gestures write several properties of the same shapes: the ids are kept once.
      if (ids.length !== idsBefore.length || ids.some((id, i) => id !== idsBefore[i])) idsBefore = ids.slice();
      source.pairs.set(property, ids = idsBefore);
      if (ids.length > 0) groups.push({ property, ids, values });
      else source.pairs.delete(property);
    }
    if (groups.length > 0) this.#stored.add(transaction, source, encodeEntry(source.stamp, groups));
  }

  #nextStamp(batch: EditBatch): Stamp {
    const again = this.#stored.highest >= EDIT_COUNT_MAX ? this.#takeAbsurd(batch.transaction) : [];
    batch.stamp = { count: ++this.#stored.highest, writer: this.#doc.clientID };
    for (const { id, property, value } of again) this.write(id, property, value);
    return batch.stamp;
  }

  /** Somebody wrote with the highest count, so that nothing could count more. @returns what is to be written again */
  #takeAbsurd(transaction: Y.Transaction): { id: ShapeId; property: string; value: unknown }[] {
    const all = [...this.#stored.entries.values()];
    const absurd = all.filter(({ stamp }) => stamp.count > EDIT_COUNT_MAX / 2);
    const values = absurd.flatMap((entry) => this.#stored.countingOf(entry))
      .map(({ id, property, edit }) => ({ id, property, value: edit.value }));
    for (const entry of absurd) this.#stored.delete(transaction, entry);
    const counts = all.filter((entry) => !absurd.includes(entry)).map(({ stamp }) => stamp.count);
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
