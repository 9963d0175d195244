import assert from "node:assert/strict";
import { garbageCollection } from "../../../server/process/garbage_collection.ts";

Deno.test("garbage can be collected without a flag, and the global scope does not change", () => {
  const collect = garbageCollection();
  assert.ok(collect);
  let garbage: unknown[] | undefined = Array.from({ length: 500_000 }, (_, i) => ({ i }));
  const before = Deno.memoryUsage().heapUsed;
  garbage = undefined;
  assert.equal(garbage, undefined);
  collect();
  assert.ok(Deno.memoryUsage().heapUsed < before - 5_000_000);
  assert.equal("gc" in globalThis, false);
});
