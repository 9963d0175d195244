import assert from "node:assert/strict";
import { Path } from "../../../board/figure/path.ts";
import { loadSketch, sketched } from "../../../board/figure/sketch.ts";

/** How far a hand-drawn line of 400 units is from level, and how often it begins. */
function lookOf(stray?: number): { off: number; lines: number } {
  const d = sketched(new Path().move(0, 0).line(400, 0), { id: "a", width: 2, stray });
  const numbers = [...d.matchAll(/[-\d.]+/g)].map(Number);
  return {
    off: Math.max(...numbers.filter((_, i) => i % 2 === 1).map(Math.abs)),
    lines: d.match(/M/g)!.length,
  };
}

Deno.test("a hand-drawn line strays as far as it says, and is single when it hardly does", async () => {
  await loadSketch();
  const usual = lookOf(), slight = lookOf(0.3);
  assert.equal(usual.lines, 2);
  assert.equal(slight.lines, 1);
  assert.ok(slight.off < usual.off / 2 && slight.off > 0, `${slight.off} of ${usual.off}`);
  assert.deepEqual(lookOf(1), usual);
});
