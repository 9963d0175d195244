import type * as Y from "yjs";
import type { ShapeId } from "../id.ts";
import type { Stamp } from "./edit_entry.ts";
import type { Overwritten } from "./edit_news.ts";

/** The entry or map that contains edits. */
export interface EditSource {
  readonly stamp: Stamp;
  /** The list item; undefined while the entry is being written, and for keys of the map `edits`. */
  item: Y.Item | undefined;
  /** The shapes in the entry by property. */
  readonly pairs: Map<string, ShapeId[]>;
  /** The number of latest edits in this entry. */
  counting: number;
}

/** One edit of one property of one shape. */
export interface IndexedEdit {
  value: unknown;
  readonly source: EditSource;
  /** Earlier edits in ascending order. The last one takes effect when this edit is removed. */
  below: IndexedEdit[] | undefined;
  /** The stamp of the earlier edit whose value undo restored with this edit. Known only to the page that undid. */
  standsFor: Stamp | undefined;
  /** The edit that it replaced, while its entry is being written. */
  overwritten: Overwritten | undefined;
}

export function editIn(source: EditSource, value: unknown): IndexedEdit {
  return { value, source, below: undefined, standsFor: undefined, overwritten: undefined };
}

/** The stamp when there is no edit and the record counts. */
export const NO_EDIT: Stamp = { count: 0, writer: 0 };

/** The stamp of an edit, or of the edit that it restored. */
export function stampOf(edit: IndexedEdit | undefined): Stamp {
  return edit === undefined ? NO_EDIT : edit.standsFor ?? edit.source.stamp;
}

export function isSame(a: Stamp, b: Stamp): boolean {
  return a.count === b.count && a.writer === b.writer;
}

export function isOlder(a: Stamp, b: Stamp): boolean {
  return a.count < b.count || a.count === b.count && a.writer < b.writer;
}

/** All edits of a document by property and shape. The latest edit of each property of a shape takes effect. */
export class EditIndex {
  readonly #edits = new Map<string, Map<ShapeId, IndexedEdit>>();

  get properties(): ReadonlyMap<string, ReadonlyMap<ShapeId, IndexedEdit>> {
    return this.#edits;
  }

  latest(id: ShapeId, property: string): IndexedEdit | undefined {
    return this.#edits.get(property)?.get(id);
  }

  /** Adds an edit that is newer than the latest one. */
  putLast(id: ShapeId, property: string, edit: IndexedEdit, latest: IndexedEdit | undefined): void {
    if (latest) {
      edit.below = latest.below ?? [];
      edit.below.push(latest);
      latest.below = undefined;
      latest.source.counting--;
    }
    edit.source.counting++;
    const edits = this.#edits.get(property);
    if (edits) edits.set(id, edit);
    else this.#edits.set(property, new Map([[id, edit]]));
  }

  /** @returns true when another edit takes effect */
  put(id: ShapeId, property: string, edit: IndexedEdit): boolean {
    const latest = this.latest(id, property);
    const isCopy = latest !== undefined && isSame(latest.source.stamp, edit.source.stamp);
    if (isCopy) edit.standsFor = latest.standsFor;
    if (latest === undefined || isBefore(latest.source, edit.source)) {
      this.putLast(id, property, edit, latest);
      return !isCopy;
    }
    const below = latest.below ??= [];
    below.splice(placeIn(below, edit.source), 0, edit);
    return false;
  }

  /** @returns true when another edit or none takes effect */
  drop(id: ShapeId, property: string, source: EditSource): boolean {
    const edits = this.#edits.get(property);
    const latest = edits?.get(id);
    if (edits === undefined || latest === undefined) return false;
    const { below } = latest;
    if (latest.source !== source) {
      const at = below ? placeIn(below, source) : 0;
      if (below?.[at]?.source === source) below.splice(at, 1);
      return false;
    }
    const next = below?.pop();
    source.counting--;
    if (next) {
      next.source.counting++;
      next.below = below;
      edits.set(id, next);
    } else if (edits.delete(id) && edits.size === 0) {
      this.#edits.delete(property);
    }
    return next === undefined || !isSame(next.source.stamp, source.stamp);
  }

  /** The latest edits of these shapes. */
  *of(ids: ReadonlySet<ShapeId>): Generator<[id: ShapeId, property: string, edit: IndexedEdit]> {
    for (const [property, edits] of [...this.#edits]) {
      // Iterates over the smaller set, because a document may contain any number of properties.
      for (const id of edits.size < ids.size ? [...edits.keys()] : ids) {
        const edit = ids.has(id) ? edits.get(id) : undefined;
        if (edit) yield [id, property, edit];
      }
    }
  }
}

/** A total order that is the same in every copy: Yjs ids distinguish two entries with the same stamp. */
export function isBefore(a: EditSource, b: EditSource): boolean {
  if (!isSame(a.stamp, b.stamp)) return isOlder(a.stamp, b.stamp);
  if (a.item === undefined || b.item === undefined) return a.item !== undefined;
  const [one, other] = [a.item.id, b.item.id];
  return one.client < other.client || one.client === other.client && one.clock < other.clock;
}

/** The number of edits before one of this source. */
function placeIn(edits: readonly IndexedEdit[], source: EditSource): number {
  let [from, to] = [0, edits.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBefore(edits[middle].source, source)) from = middle + 1;
    else to = middle;
  }
  return from;
}
