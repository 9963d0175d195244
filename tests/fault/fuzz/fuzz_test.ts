import assert from "node:assert/strict";
import { fuzz } from "./fuzz_run.ts";

// The long version is `deno task soak:fuzz`.
Deno.test("hostile frames cause no crash, and every copy of every board equals the stored one", async () => {
  const counts = await fuzz({ frames: 30_000 });
  assert.deepEqual(counts.crashes, []);
  assert.deepEqual(counts.differences, []);
  assert.ok(counts.refused > 10_000, `only ${counts.refused} frames were refused`);
  assert.ok(counts.frames - counts.refused > 10_000, "most were refused, so the test says little of those that pass");
  assert.deepEqual([...counts.causes], [], "what Yjs stumbles over is refused before it is tried");
});
