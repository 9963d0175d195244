import assert from "node:assert/strict";
import { garbageCollection } from "../../../server/process/garbage_collection.ts";
import { until } from "../../support/until.ts";

Deno.test("garbage can be collected without a flag, and the global scope does not change", () => {
  const collection = garbageCollection();
  assert.ok(collection);
  let garbage: unknown[] | undefined = Array.from({ length: 500_000 }, (_, i) => ({ i }));
  const before = Deno.memoryUsage().heapUsed;
  garbage = undefined;
  assert.equal(garbage, undefined);
  collection.run();
  assert.ok(Deno.memoryUsage().heapUsed < before - 5_000_000);
  assert.equal("gc" in globalThis, false);
});

Deno.test("garbage can be collected in steps", async () => {
  const collection = garbageCollection();
  assert.ok(collection);
  const live = Array.from({ length: 200_000 }, (_, i) => ({ i, list: [i] }));
  let garbage: unknown[] | undefined = Array.from({ length: 200_000 }, (_, i) => ({ i, list: [i] }));
  // A full collection makes everything old, so only another full one frees it.
  collection.run();
  const before = Deno.memoryUsage();
  garbage = undefined;
  assert.equal(garbage, undefined);
  const hasEnded = collection.start();
  assert.equal(hasEnded(), false);
  assert.ok(Deno.memoryUsage().rss < before.rss + 100_000_000, "the request occupies no memory");
  await until("the collection has ended", hasEnded);
  assert.ok(Deno.memoryUsage().heapUsed < before.heapUsed - 5_000_000);
  assert.equal(live.length, 200_000);
});
