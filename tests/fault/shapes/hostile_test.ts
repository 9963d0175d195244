import assert from "node:assert/strict";
import { hostile } from "./hostile_run.ts";

// The long version is `deno task soak:hostile`.
Deno.test("hostile shapes of every kind are read, drawn, hit, selected, changed and exported within their cost", async () => {
  const counts = await hostile({ shapes: 2_000 });
  assert.deepEqual(counts.faults, []);
  assert.deepEqual([...counts.kinds.keys()].sort(), ["arrow", "frame", "geo", "ink", "line", "note", "text"]);
  assert.ok(counts.read > 0.8 * counts.shapes, `only ${counts.read} of ${counts.shapes} could be read`);
  assert.ok(counts.dearest > 10_000, `the dearest cost only ${counts.dearest}, so the test says little of large ones`);
});
