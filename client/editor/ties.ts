import type { ShapeId } from "../../board/id.ts";
import type { ArrowShape } from "../../board/shape.ts";

/** Which arrows end on which shapes. */
export class Ties {
  readonly #arrows = new Map<ShapeId, Set<ShapeId>>();
  readonly #targets = new Map<ShapeId, readonly ShapeId[]>();

  set({ id, start, end }: ArrowShape): void {
    this.delete(id);
    const targets = [start.to, end.to].filter((to) => to !== undefined);
    if (targets.length === 0) return;
    this.#targets.set(id, targets);
    for (const to of targets) {
      const arrows = this.#arrows.get(to);
      if (arrows) arrows.add(id);
      else this.#arrows.set(to, new Set([id]));
    }
  }

  delete(arrow: ShapeId): void {
    for (const to of this.#targets.get(arrow) ?? []) {
      const arrows = this.#arrows.get(to);
      arrows?.delete(arrow);
      if (arrows?.size === 0) this.#arrows.delete(to);
    }
    this.#targets.delete(arrow);
  }

  /** The arrows that end on a shape. */
  of(shape: ShapeId): ReadonlySet<ShapeId> {
    return this.#arrows.get(shape) ?? NONE;
  }
}

const NONE: ReadonlySet<ShapeId> = new Set();
