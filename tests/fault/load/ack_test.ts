import assert from "node:assert/strict";
import { drawTogether } from "./ack_run.ts";

// The long version, which measures times, is `deno task soak:ack`.
Deno.test("everything drawn on many boards at once is acknowledged, in order, and never more than was sent", async () => {
  const { delays, counts, strokes } = await drawTogether(20, 4);
  assert.ok(strokes > 40, `only ${strokes} strokes were drawn`);
  assert.equal(delays.length, strokes);
  for (const confirmed of counts) assert.deepEqual(confirmed, [...new Set(confirmed)].sort((a, b) => a - b));
  assert.equal(counts.reduce((sum, confirmed) => sum + confirmed.at(-1)!, 0), strokes);
});
