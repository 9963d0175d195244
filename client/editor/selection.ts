import { type ReadonlySignal, signal } from "@preact/signals";
import type { ShapeId } from "../../board/id.ts";
import type { Box } from "../geometry/box.ts";
import type { ShapeTable } from "./shape_table.ts";

const NOTHING: ReadonlySet<ShapeId> = new Set();

/** The shapes I have chosen. What vanishes from the board vanishes from it. */
export class Selection {
  readonly #ids = signal<ReadonlySet<ShapeId>>(NOTHING);

  readonly ids: ReadonlySignal<ReadonlySet<ShapeId>> = this.#ids;
  /** The box being drawn to select what is in it. */
  readonly lasso = signal<Box | undefined>(undefined);

  constructor(shapes: Pick<ShapeTable, "onChange">) {
    shapes.onChange((changes) => {
      const ids = this.#ids.peek();
      const gone = ids.size === 0 ? [] : changes.filter(({ id, shape }) => shape === undefined && ids.has(id));
      if (gone.length > 0) this.set(ids.difference(new Set(gone.map(({ id }) => id))));
    });
  }

  set(ids: Iterable<ShapeId>): void {
    const next = new Set(ids);
    const now = this.#ids.peek();
    if (next.size !== now.size || !next.isSubsetOf(now)) this.#ids.value = next;
  }
}
