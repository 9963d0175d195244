import type { ShapeId } from "../id.ts";
import type { Stamp } from "./edit_entry.ts";

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
  readonly #changed = new Map<string, ShapeId[]>();
  readonly #overwritten: Overwritten[] = [];

  /** The shapes by property whose edit is another one now; some may be named twice. */
  get changed(): ReadonlyMap<string, readonly ShapeId[]> {
    return this.#changed;
  }

  /** What this page replaced, in the order it did so. */
  get overwritten(): readonly Overwritten[] {
    return this.#overwritten;
  }

  note(id: ShapeId, property: string): void {
    const ids = this.#changed.get(property);
    if (ids) ids.push(id);
    else this.#changed.set(property, [id]);
  }

  noteOverwritten(edit: Overwritten): void {
    this.#overwritten.push(edit);
  }
}
