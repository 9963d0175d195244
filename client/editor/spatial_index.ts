import Flatbush from "flatbush";
import { type Box, intersects } from "../geometry/box.ts";

/** New boxes are looked through one by one until there are this many; then the packed index is built again. */
const LOOSE_MAX = 1_000;

/** A thing in its place. */
interface Entry<T> {
  readonly thing: T;
  readonly box: Box;
  /** Its number in the packed index; undefined while it is loose, and when it is gone. */
  at: number | undefined;
}

/**
 * Things by id and by place. Finds those in a box by a packed Hilbert R-tree (flatbush) for the board as it was loaded –
 * it cannot change, so what left it is skipped – plus a small set of what came since.
 */
export class SpatialIndex<T extends { readonly id: string }> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #loose = new Set<Entry<T>>();
  #packed: Flatbush | undefined;
  #packedEntries: Entry<T>[] = [];

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.thing;
  }

  box(id: string): Box | undefined {
    return this.#entries.get(id)?.box;
  }

  *all(): Generator<T> {
    for (const { thing } of this.#entries.values()) yield thing;
  }

  set(thing: T, box: Box): void {
    const known = this.#entries.get(thing.id);
    if (known) this.#leave(known);
    const entry: Entry<T> = { thing, box, at: undefined };
    this.#entries.set(thing.id, entry);
    this.#loose.add(entry);
  }

  delete(id: string): void {
    const known = this.#entries.get(id);
    if (known === undefined) return;
    this.#leave(known);
    this.#entries.delete(id);
  }

  /** Extent of everything; undefined when there is nothing. */
  bounds(): Box | undefined {
    if (this.#entries.size === 0) return undefined;
    let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
    for (const { box } of this.#entries.values()) {
      minX = Math.min(minX, box.minX);
      minY = Math.min(minY, box.minY);
      maxX = Math.max(maxX, box.maxX);
      maxY = Math.max(maxY, box.maxY);
    }
    return { minX, minY, maxX, maxY };
  }

  /** Those whose box meets this one, in no order. */
  search(within: Box): T[] {
    const found: T[] = [];
    for (const i of this.#packedIn(within)) {
      const entry = this.#packedEntries[i];
      if (entry.at === i) found.push(entry.thing);
    }
    for (const { box, thing } of this.#loose) if (intersects(box, within)) found.push(thing);
    return found;
  }

  /** True when none would be found. */
  isBlank(within: Box): boolean {
    if (this.#packedIn(within).some((i) => this.#packedEntries[i].at === i)) return false;
    for (const { box } of this.#loose) if (intersects(box, within)) return false;
    return true;
  }

  /** Numbers in the packed index; some may be gone. */
  #packedIn({ minX, minY, maxX, maxY }: Box): number[] {
    if (this.#loose.size > Math.max(LOOSE_MAX, this.#packedEntries.length / 8)) this.#pack();
    return this.#packed?.search(minX, minY, maxX, maxY) ?? [];
  }

  #leave(entry: Entry<T>): void {
    entry.at = undefined;
    this.#loose.delete(entry);
  }

  #pack(): void {
    const packed = new Flatbush(this.#entries.size);
    this.#packedEntries = [...this.#entries.values()];
    for (const entry of this.#packedEntries) {
      const { minX, minY, maxX, maxY } = entry.box;
      entry.at = packed.add(minX, minY, maxX, maxY);
    }
    packed.finish();
    this.#packed = packed;
    this.#loose.clear();
  }
}
