import assert from "node:assert/strict";
import { imageLoop } from "./image_loop.ts";

// The long version is `deno task soak:images`.
Deno.test("a server that is killed while people send pictures loses none that it said to have saved", async () => {
  const { cutOff, ...counts } = await imageLoop({ images: 40, kills: 3, seed: 1 });
  assert.deepEqual(counts, { kills: 3, saved: 40, lost: 0 });
  assert.ok(cutOff > 0, "an upload was under way at a kill");
});
