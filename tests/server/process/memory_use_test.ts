import assert from "node:assert/strict";
import { garbageCollection } from "../../../server/process/garbage_collection.ts";
import { oldBytes } from "../../../server/process/memory_use.ts";

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
