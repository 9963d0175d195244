import type { ShapeId } from "../../../board/id.ts";
import type { ArrowShape } from "../../../board/shape.ts";

/**
 * Stores all arrows, and by shape the arrows tied to it. Arrows are kept as they are in the document: an end is tied
 * again when its deleted shape returns, and arrows are not re-read when only shapes move.
 */
export class Ties {
  readonly #arrows = new Map<ShapeId, ArrowShape>();
  readonly #ending = new Map<ShapeId, Set<ShapeId>>();

  get(arrow: ShapeId): ArrowShape | undefined {
    return this.#arrows.get(arrow);
  }

  set(arrow: ArrowShape): void {
    const { id } = arrow;
    this.delete(id);
    this.#arrows.set(id, arrow);
    for (const to of targetsOf(arrow)) {
      const ending = this.#ending.get(to);
      if (ending) ending.add(id);
      else this.#ending.set(to, new Set([id]));
    }
  }

  delete(id: ShapeId): void {
    const arrow = this.#arrows.get(id);
    if (arrow === undefined) return;
    this.#arrows.delete(id);
    for (const to of targetsOf(arrow)) {
      const ending = this.#ending.get(to);
      ending?.delete(id);
      if (ending?.size === 0) this.#ending.delete(to);
    }
  }

  /** The arrows tied to a shape. */
  of(shape: ShapeId): ReadonlySet<ShapeId> {
    return this.#ending.get(shape) ?? NONE;
  }
}

/** The shapes that an arrow is tied to. */
export function targetsOf({ start, end }: ArrowShape): ShapeId[] {
  return [start.to, end.to].filter((to) => to !== undefined);
}

const NONE: ReadonlySet<ShapeId> = new Set();
