import assert from "node:assert/strict";
import { garbageCollection } from "../../../server/process/garbage_collection.ts";
import { MemoryReading, oldBytes } from "../../../server/process/memory_use.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const MB = 1024 * 1024;

Deno.test("the heap without new objects is at most the heap in use, and has what survived a collection", () => {
  const collection = garbageCollection();
  collection?.run();
  const before = oldBytes();
  assert.ok(before > MB && before <= Deno.memoryUsage().heapUsed + MB);
  const kept = Array.from({ length: 200_000 }, (_, i) => ({ i }));
  collection?.run();
  if (collection) assert.ok(oldBytes() > before + 4 * MB);
  assert.equal(kept.length, 200_000);
});

Deno.test("the memory is read once for all who ask within 5 ms", () => {
  const clock = new FakeClock();
  let reads = 0;
  const reading = new MemoryReading(clock, () => ({ rss: ++reads, heapTotal: 0, heapUsed: 0, external: 0 }));
  assert.deepEqual([reading.now().rss, reading.now().rss], [1, 1]);
  clock.pass(4);
  assert.equal(reading.now().rss, 1);
  clock.pass(1);
  assert.equal(reading.now().rss, 2);
});
