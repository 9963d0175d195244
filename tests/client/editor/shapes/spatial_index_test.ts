import assert from "node:assert/strict";
import { SpatialIndex } from "../../../../client/editor/shapes/spatial_index.ts";
import { type Box, intersects, union } from "../../../../client/geometry/box.ts";
import { type Random, seeded } from "../../../support/random.ts";

interface Thing {
  readonly id: string;
  readonly version: number;
}

const byVersion = (a: Thing, b: Thing) => a.version - b.version;

function boxAt(random: Random, size: number): Box {
  const minX = random.float() * 1_000, minY = random.float() * 1_000;
  return { minX, minY, maxX: minX + random.float() * size, maxY: minY + random.float() * size };
}

/** Enough entries to rebuild the packed index several times. Each entry is set again or deleted at some time. */
Deno.test("the index equals a sorted linear scan after any sets and deletions", () => {
  const random = seeded(7);
  const index = new SpatialIndex<Thing>(byVersion);
  const known = new Map<string, { thing: Thing; box: Box }>();
  for (let version = 0; version < 12_000; version++) {
    const id = `t.${random.below(4_000)}`;
    if (random.float() < 0.2) {
      index.delete(id);
      known.delete(id);
    } else {
      const thing = { id, version }, box = boxAt(random, 30);
      index.set(thing, box);
      known.set(id, { thing, box });
    }
    if (version % 100 > 0) continue;
    const within = boxAt(random, 60);
    const there = [...known.values()].filter(({ box }) => intersects(box, within)).map(({ thing }) => thing.version);
    const found = index.search(within).map((thing) => thing.version);
    assert.deepEqual(found, there.sort((a, b) => a - b));
    assert.equal(index.isBlank(within), there.length === 0);
  }
  assert.equal(index.size, known.size);
  assert.deepEqual(index.bounds(), [...known.values()].map(({ box }) => box).reduce(union));
  assert.deepEqual(new Set(index.all()), new Set([...known.values()].map(({ thing }) => thing)));
});

Deno.test("an emptied index finds nothing", () => {
  const random = seeded(8);
  const index = new SpatialIndex<Thing>(byVersion);
  for (let i = 0; i < 2_000; i++) index.set({ id: `t.${i}`, version: 0 }, boxAt(random, 30));
  const all = index.bounds()!;
  assert.equal(index.search(all).length, 2_000);
  for (let i = 0; i < 2_000; i++) index.delete(`t.${i}`);
  assert.deepEqual([index.size, index.bounds(), index.search(all), index.isBlank(all)], [0, undefined, [], true]);
});
