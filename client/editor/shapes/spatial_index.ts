import Flatbush from "flatbush";
import { type Box, intersects } from "../../geometry/box.ts";

/** New boxes are searched one by one. Above this number the packed index is rebuilt. */
const LOOSE_MAX = 1_000;

/** Numbers per box: minX, minY, maxX, maxY. */
const STRIDE = 4;

interface Entry<T> {
  thing: T;
  /** Index in the packed index; undefined while the entry is loose, and after deletion. */
  at: number | undefined;
}

/**
 * Things by id and by place. Searches use a packed Hilbert R-tree (flatbush) and a small map of newer entries. The tree
 * is immutable, so entries that have changed are skipped.
 *
 * Packed entries are sorted when they are packed, so that a search sorts numbers and not things. A change of a thing's
 * rank must be reported by `set`.
 *
 * Packed boxes are numbers in one array. As objects they would be a fifth of what the garbage collector traverses on a
 * large board, while somebody draws.
 */
export class SpatialIndex<T extends { readonly id: string }> {
  readonly #compare: (a: T, b: T) => number;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #loose = new Map<Entry<T>, Box>();
  #packed: Flatbush | undefined;
  #packedEntries: Entry<T>[] = [];
  #packedBoxes = new Float64Array();

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.thing;
  }

  box(id: string): Box | undefined {
    const entry = this.#entries.get(id);
    return entry && this.#boxOf(entry);
  }

  *all(): Generator<T> {
    for (const { thing } of this.#entries.values()) yield thing;
  }

  /** @returns the previous box */
  set(thing: T, box: Box): Box | undefined {
    const known = this.#entries.get(thing.id);
    const before = known && this.#boxOf(known);
    const entry: Entry<T> = known ?? { thing, at: undefined };
    if (known === undefined) this.#entries.set(thing.id, entry);
    entry.thing = thing;
    entry.at = undefined;
    this.#loose.set(entry, box);
    return before;
  }

  /** @returns the previous box */
  delete(id: string): Box | undefined {
    const known = this.#entries.get(id);
    if (known === undefined) return undefined;
    const before = this.#boxOf(known);
    this.#entries.delete(id);
    this.#loose.delete(known);
    known.at = undefined;
    return before;
  }

  /** The box around everything; undefined when there is nothing. */
  bounds(): Box | undefined {
    if (this.#entries.size === 0) return undefined;
    let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
    for (const entry of this.#entries.values()) {
      const box = this.#boxOf(entry);
      minX = Math.min(minX, box.minX);
      minY = Math.min(minY, box.minY);
      maxX = Math.max(maxX, box.maxX);
      maxY = Math.max(maxY, box.maxY);
    }
    return { minX, minY, maxX, maxY };
  }

  /** Things whose box intersects this one, sorted. */
  search(within: Box): T[] {
    const packed: T[] = [], loose: T[] = [];
    for (const i of Uint32Array.from(this.#packedIn(within)).sort()) {
      const entry = this.#packedEntries[i];
      if (entry.at === i) packed.push(entry.thing);
    }
    for (const [{ thing }, box] of this.#loose) if (intersects(box, within)) loose.push(thing);
    return loose.length === 0 ? packed : this.#merged(packed, loose.sort(this.#compare));
  }

  /** True when `search` would find nothing. */
  isBlank(within: Box): boolean {
    if (this.#packedIn(within).some((i) => this.#packedEntries[i].at === i)) return false;
    for (const box of this.#loose.values()) if (intersects(box, within)) return false;
    return true;
  }

  /** Merges two sorted lists. */
  #merged(a: readonly T[], b: readonly T[]): T[] {
    const all: T[] = [];
    let i = 0;
    for (const thing of b) {
      while (i < a.length && this.#compare(a[i], thing) <= 0) all.push(a[i++]);
      all.push(thing);
    }
    while (i < a.length) all.push(a[i++]);
    return all;
  }

  /** Indexes in the packed index; some may be outdated. */
  #packedIn({ minX, minY, maxX, maxY }: Box): number[] {
    if (this.#loose.size > Math.max(LOOSE_MAX, this.#packedEntries.length / 8)) this.#pack();
    return this.#packed?.search(minX, minY, maxX, maxY) ?? [];
  }

  #boxOf(entry: Entry<T>): Box {
    if (entry.at === undefined) return this.#loose.get(entry)!;
    const at = STRIDE * entry.at, boxes = this.#packedBoxes;
    return { minX: boxes[at], minY: boxes[at + 1], maxX: boxes[at + 2], maxY: boxes[at + 3] };
  }

  #pack(): void {
    const entries = [...this.#entries.values()].sort((a, b) => this.#compare(a.thing, b.thing));
    const boxes = new Float64Array(STRIDE * entries.length);
    const packed = new Flatbush(entries.length);
    for (const [i, entry] of entries.entries()) {
      const { minX, minY, maxX, maxY } = this.#boxOf(entry);
      const at = STRIDE * i;
      boxes[at] = minX;
      boxes[at + 1] = minY;
      boxes[at + 2] = maxX;
      boxes[at + 3] = maxY;
      packed.add(minX, minY, maxX, maxY);
    }
    packed.finish();
    for (const [i, entry] of entries.entries()) entry.at = i;
    this.#packed = packed;
    this.#packedEntries = entries;
    this.#packedBoxes = boxes;
    this.#loose.clear();
  }
}
