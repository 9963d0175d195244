import * as Y from "yjs";
import type { Board } from "../../../board/document.ts";
import type { Stamp } from "../../../board/edits/edit_entry.ts";
import type { Overwritten } from "../../../board/edits/edit_news.ts";
import type { ShapeId } from "../../../board/id.ts";

/** Yjs's record of a step. */
export type StackItem = Y.UndoManager["undoStack"][number];

/**
 * Values of one property that one transaction replaced. Grouping takes a quarter of the memory of one object per value
 * (measured with 10,000 values).
 */
interface OverwrittenGroup {
  readonly property: string;
  readonly before: Stamp;
  readonly after: Stamp;
  readonly ids: readonly ShapeId[];
  readonly values: ArrayLike<unknown>;
}

/** Approximate bytes in memory of a group, of a value and of an item that Yjs keeps. */
const GROUP_BYTES = 200;
const VALUE_BYTES = 12;
const ITEM_BYTES = 250;

/** One step of undo or redo. */
export class HistoryStep {
  readonly item: StackItem | undefined;
  readonly #groups: OverwrittenGroup[] = [];
  #editBytes = GROUP_BYTES;
  #keptBytes = 0;

  /** @param item undefined when the step consists of property edits only */
  constructor(item: StackItem | undefined, edits: Iterable<Overwritten>, transaction: Y.Transaction) {
    this.item = item;
    this.goOn(edits, transaction);
  }

  /** Approximate bytes of the earlier values in memory. */
  get editBytes(): number {
    return this.#editBytes;
  }

  /** Approximate bytes of deleted content that Yjs keeps for this step. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  /** Adds another transaction to the step. */
  goOn(edits: Iterable<Overwritten>, transaction: Y.Transaction): void {
    this.#pack(edits);
    if (this.item === undefined) return;
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (struct instanceof Y.Item && struct.keep) this.#keptBytes += ITEM_BYTES + contentBytes(struct.content);
    });
  }

  /** Adds Yjs's record of a later transaction. */
  take({ insertions, deletions }: StackItem): void {
    const { item } = this;
    if (item === undefined) return;
    item.insertions = Y.mergeDeleteSets([item.insertions, insertions]);
    item.deletions = Y.mergeDeleteSets([item.deletions, deletions]);
  }

  /** The edits to undo, last group first. */
  *edits(): Generator<Overwritten> {
    for (const { property, before, after, ids, values } of this.#groups.toReversed()) {
      for (let i = 0; i < ids.length; i++) yield { id: ids[i], property, value: values[i], before, after };
    }
  }

  #pack(edits: Iterable<Overwritten>): void {
    let idsBefore: readonly ShapeId[] = [];
    for (const { property, before, after, ids, values } of grouped(edits)) {
      // Most gestures write several properties of the same shapes, so groups share the array of ids.
      if (ids.length !== idsBefore.length || ids.some((id, i) => id !== idsBefore[i])) idsBefore = ids.slice();
      this.#groups.push({ property, before, after, ids: idsBefore, values: compact(values) });
      this.#editBytes += GROUP_BYTES + VALUE_BYTES * ids.length;
      for (const value of values) this.#editBytes += valueBytes(value);
    }
  }
}

type OpenGroup = OverwrittenGroup & { readonly ids: ShapeId[]; readonly values: unknown[] };

/** In the order of each group's first edit. */
function grouped(edits: Iterable<Overwritten>): OpenGroup[] {
  const groups = new Map<string, OpenGroup>();
  const groupOf = ({ property, before, after }: Overwritten) => {
    const name = [property, before.count, before.writer, after.count, after.writer].join("/");
    let group = groups.get(name);
    if (group === undefined) groups.set(name, group = { property, before, after, ids: [], values: [] });
    return group;
  };
  // Edits of different properties alternate, so the last group of each property is looked up first.
  const last = new Map<string, OpenGroup>();
  for (const edit of edits) {
    let group = last.get(edit.property);
    if (group?.before !== edit.before || group.after !== edit.after) last.set(edit.property, group = groupOf(edit));
    group.ids.push(edit.id);
    group.values.push(edit.value);
  }
  return [...groups.values()];
}

/** Numbers take 8 bytes each in a `Float64Array`, and 16 in an array. */
function compact(values: readonly unknown[]): ArrayLike<unknown> {
  return values.every((value) => typeof value === "number") ? Float64Array.from(values) : values.slice();
}

/** Removes property edits from a stack item. Yjs does not undo them, so it need not keep their deleted values. */
export function withoutEdits(item: StackItem, transaction: Y.Transaction, { edits }: Board): void {
  const kept = Y.createDeleteSet();
  let hasEdits = false;
  Y.iterateDeletedStructs(transaction, item.deletions, (struct) => {
    if (struct instanceof Y.Item && edits.holds(struct)) {
      struct.keep = false;
      hasEdits = true;
      return;
    }
    const { id: { client, clock }, length: len } = struct;
    const ranges = kept.clients.get(client);
    if (ranges) ranges.push({ clock, len });
    else kept.clients.set(client, [{ clock, len }]);
  });
  if (hasEdits) item.deletions = kept;
}

/** Lets Yjs garbage-collect what these steps deleted. */
export function release(doc: Y.Doc, steps: readonly HistoryStep[], isReleased = (_: Y.Item) => true): void {
  const items = steps.flatMap(({ item }) => item ?? []);
  if (items.length === 0) return;
  doc.transact((transaction) => {
    for (const { deletions } of items) {
      Y.iterateDeletedStructs(transaction, deletions, (struct) => {
        if (struct instanceof Y.Item && isReleased(struct)) struct.keep = false;
      });
      Y.tryGc(deletions, doc.store, doc.gcFilter);
    }
  });
}

function valueBytes(value: unknown): number {
  if (typeof value === "string") return 2 * value.length;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return 16 * value.length;
  return typeof value === "object" && value !== null ? 200 : 0;
}

function contentBytes(content: Y.Item["content"]): number {
  if (content instanceof Y.ContentString) return 2 * content.str.length;
  if (content instanceof Y.ContentBinary) return content.content.length;
  return content instanceof Y.ContentAny ? 500 : 0;
}
