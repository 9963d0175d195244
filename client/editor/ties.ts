import type { ShapeId } from "../../board/id.ts";
import type { ArrowShape } from "../../board/shape.ts";

/**
 * All arrows, and which of them end on which shapes. They are kept as they were read: an end whose shape is gone is tied
 * again when that comes back, and when but the shapes move nothing of the arrows need be read anew.
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

  /** The arrows that end on a shape. */
  of(shape: ShapeId): ReadonlySet<ShapeId> {
    return this.#ending.get(shape) ?? NONE;
  }
}

/** What an arrow ends on. */
export function targetsOf({ start, end }: ArrowShape): ShapeId[] {
  return [start.to, end.to].filter((to) => to !== undefined);
}

const NONE: ReadonlySet<ShapeId> = new Set();
