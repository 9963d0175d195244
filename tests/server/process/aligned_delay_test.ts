import assert from "node:assert/strict";
import { alignedDelay } from "../../../server/process/aligned_delay.ts";

Deno.test("a timer that fires a little early or late stays aligned, and never fires twice for one interval", () => {
  assert.deepEqual([600, 601, 599, 700, 751].map((now) => alignedDelay(now, 300)), [300, 299, 301, 200, 149]);
});
