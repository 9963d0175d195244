import assert from "node:assert/strict";
import { garbageCollection, V8Steps } from "../../../server/process/garbage_collection.ts";
import { until } from "../../support/until.ts";

/** Contexts of Deno 2.5 do not get `gc`: such a server collects in steps only. */
const IS_AT_ONCE = !Deno.version.deno.startsWith("2.5.");

Deno.test("garbage can be collected at once without a flag, except on Deno 2.5, and the global scope does not change", () => {
  const collection = garbageCollection();
  assert.equal("gc" in globalThis, false);
  if (!IS_AT_ONCE) return assert.equal(collection, undefined);
  assert.ok(collection);
  let garbage: unknown[] | undefined = Array.from({ length: 500_000 }, (_, i) => ({ i }));
  const before = Deno.memoryUsage().heapUsed;
  garbage = undefined;
  assert.equal(garbage, undefined);
  collection.run();
  assert.ok(Deno.memoryUsage().heapUsed < before - 5_000_000);
});

Deno.test("garbage can be collected in steps", async () => {
  const collection = new V8Steps();
  const live = Array.from({ length: 200_000 }, (_, i) => ({ i, list: [i] }));
  let garbage: unknown[] | undefined = Array.from({ length: 200_000 }, (_, i) => ({ i, list: [i] }));
  // A full collection makes everything old, so only another full one frees it.
  await ended(collection);
  const before = Deno.memoryUsage();
  garbage = undefined;
  assert.equal(garbage, undefined);
  const hasEnded = collection.start();
  assert.equal(hasEnded(), false);
  assert.ok(Deno.memoryUsage().rss < before.rss + 100_000_000, "the request occupies no memory");
  await ended(collection, hasEnded);
  assert.ok(Deno.memoryUsage().heapUsed < before.heapUsed - 5_000_000);
  assert.equal(live.length, 200_000);
});

/** V8 ignores a request during a collection of its own. So this asks again until a collection has ended. */
function ended(collection: V8Steps, hasEnded = collection.start()): Promise<void> {
  return until("a collection has ended", () => hasEnded() || (collection.start(), false));
}
