import type { ShapeId } from "../id.ts";
import type { Stamp } from "./edit_entry.ts";
import { type IndexedEdit, stampOf } from "./edit_index.ts";

/** An edit that another one replaced, so that undo can write it again. */
export interface Overwritten {
  readonly id: ShapeId;
  readonly property: string;
  /** Undefined when there was no edit. */
  readonly value: unknown;
  /** The stamp of the replaced edit. */
  readonly before: Stamp;
  /** The stamp of the edit that replaced it: while that one counts, the value may be taken back. */
  after: Stamp;
}

/** What one transaction did to the edits. */
export class EditNews {
  readonly #changed = new Map<string, Set<ShapeId>>();
  readonly #overwritten = new Map<string, Map<ShapeId, Overwritten>>();

  /** The shapes by property whose edit is another one now. */
  get changed(): ReadonlyMap<string, ReadonlySet<ShapeId>> {
    return this.#changed;
  }

  /** What this page replaced, in the order it did so. */
  *allOverwritten(): Generator<Overwritten> {
    for (const edits of this.#overwritten.values()) yield* edits.values();
  }

  note(id: ShapeId, property: string): void {
    const ids = this.#changed.get(property);
    if (ids) ids.add(id);
    else this.#changed.set(property, new Set([id]));
  }

  /** @returns what stood there when the transaction began, and counts as replaced from now on */
  overwritten(id: ShapeId, property: string, latest: IndexedEdit | undefined): Overwritten {
    let edits = this.#overwritten.get(property);
    if (edits === undefined) this.#overwritten.set(property, edits = new Map());
    let edit = edits.get(id);
    if (edit === undefined) {
      const before = stampOf(latest);
      edit = { id, property, value: latest?.value, before, after: latest?.source.stamp ?? before };
      edits.set(id, edit);
    }
    return edit;
  }
}
