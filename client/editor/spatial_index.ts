import Flatbush from "flatbush";
import type { ShapeId } from "../../board/id.ts";
import { type Box, intersects } from "../geometry/box.ts";

/** New boxes are looked through one by one until there are this many; then the packed index is built again. */
const LOOSE_MAX = 1_000;

/**
 * Finds the shapes in a box: a packed Hilbert R-tree (flatbush) for the board as it was loaded – it cannot change, so
 * what left it is skipped – plus a small map of what came since.
 */
export class SpatialIndex {
  #boxes = new Map<ShapeId, Box>();
  #loose = new Map<ShapeId, Box>();
  #packed: Flatbush | undefined;
  #packedIds: ShapeId[] = [];
  #packedBoxes = new Map<ShapeId, Box>();

  get size(): number {
    return this.#boxes.size;
  }

  box(id: ShapeId): Box | undefined {
    return this.#boxes.get(id);
  }

  set(id: ShapeId, box: Box): void {
    this.#boxes.set(id, box);
    this.#packedBoxes.delete(id);
    this.#loose.set(id, box);
  }

  delete(id: ShapeId): void {
    this.#boxes.delete(id);
    this.#packedBoxes.delete(id);
    this.#loose.delete(id);
  }

  /** Extent of everything; undefined when there is nothing. */
  bounds(): Box | undefined {
    if (this.#boxes.size === 0) return undefined;
    let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
    for (const box of this.#boxes.values()) {
      minX = Math.min(minX, box.minX);
      minY = Math.min(minY, box.minY);
      maxX = Math.max(maxX, box.maxX);
      maxY = Math.max(maxY, box.maxY);
    }
    return { minX, minY, maxX, maxY };
  }

  search(within: Box): ShapeId[] {
    if (this.#loose.size > Math.max(LOOSE_MAX, this.#packedIds.length / 8)) this.#pack();
    const found: ShapeId[] = [];
    const { minX, minY, maxX, maxY } = within;
    for (const i of this.#packed?.search(minX, minY, maxX, maxY) ?? []) {
      const id = this.#packedIds[i];
      if (this.#packedBoxes.has(id)) found.push(id);
    }
    for (const [id, box] of this.#loose) if (intersects(box, within)) found.push(id);
    return found;
  }

  #pack(): void {
    const packed = new Flatbush(this.#boxes.size);
    this.#packedIds = [...this.#boxes.keys()];
    for (const box of this.#boxes.values()) packed.add(box.minX, box.minY, box.maxX, box.maxY);
    packed.finish();
    this.#packed = packed;
    this.#packedBoxes = new Map(this.#boxes);
    this.#loose.clear();
  }
}
