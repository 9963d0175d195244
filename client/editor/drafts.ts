import { fitted } from "../../board/figure/lettering.ts";
import { tie } from "../../board/figure/tie.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import type { ShapeTable } from "./shape_table.ts";

const NONE: ReadonlyMap<ShapeId, Shape> = new Map();

/**
 * Shapes under my hand – being made, moved or changed: shown in place of those on the board, and above all others, until
 * the gesture ends. Changes at pointer rate, so it has a listener and no signal.
 */
export class Drafts {
  readonly #shapes: Pick<ShapeTable, "get" | "tiedTo">;
  readonly #listeners = new Set<() => void>();
  #drafts = NONE;

  constructor(shapes: Pick<ShapeTable, "get" | "tiedTo">) {
    this.#shapes = shapes;
  }

  get size(): number {
    return this.#drafts.size;
  }

  get(id: ShapeId): Shape | undefined {
    return this.#drafts.get(id);
  }

  all(): Iterable<Shape> {
    return this.#drafts.values();
  }

  /** Shows these, and the arrows that are tied to them as they run then, and no others. */
  show(shapes: readonly Shape[]): void {
    if (shapes.length === 0 && this.#drafts.size === 0) return;
    const drafts = new Map(shapes.map((shape) => [shape.id, fitted(shape)]));
    const lookUp = (id: ShapeId) => drafts.get(id) ?? this.#shapes.get(id);
    for (const id of this.#shapes.tiedTo(drafts.keys())) {
      const arrow = lookUp(id);
      if (arrow?.kind === "arrow") drafts.set(id, tie(arrow, lookUp));
    }
    for (const shape of shapes) if (shape.kind === "arrow") drafts.set(shape.id, tie(shape, lookUp));
    this.#drafts = drafts;
    for (const listener of this.#listeners) listener();
  }

  /** @returns what ends the subscription */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
