import type { ShapeId } from "../id.ts";
import type { Stamp } from "./edit_entry.ts";

/** An edit that another one replaced. Undo can restore it. */
export interface Overwritten {
  readonly id: ShapeId;
  readonly property: string;
  /** Undefined when there was no edit. */
  readonly value: unknown;
  /** The stamp of the replaced edit. */
  readonly before: Stamp;
  /** The stamp of the replacing edit. The value may be restored while that one is the latest. */
  after: Stamp;
}

/** The changes that one transaction made to the edits. */
export class EditNews {
  readonly #changed = new Map<string, ShapeId[]>();
  readonly #overwritten: Overwritten[] = [];

  /** The shapes whose edit changed, by property. May contain duplicates. */
  get changed(): ReadonlyMap<string, readonly ShapeId[]> {
    return this.#changed;
  }

  /** The edits that this page replaced, in order. */
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
