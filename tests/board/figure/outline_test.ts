import assert from "node:assert/strict";
import { outlineOf } from "../../../board/figure/outline.ts";
import { FORMS } from "../../../board/style.ts";

const W = 200, H = 120;

for (const form of FORMS) {
  for (const rounded of [false, true]) {
    Deno.test(`a ${rounded ? "rounded " : ""}${form} is closed and fills its box`, () => {
      const { corners, d } = outlineOf(form, W, H, { rounded });
      assert.deepEqual(corners.slice(-2), corners.slice(0, 2));
      assert.match(d, /^M[-\d. MLCZ]+Z$/);
      const xs = corners.filter((_, i) => i % 2 === 0), ys = corners.filter((_, i) => i % 2 === 1);
      // Rounding cuts off the thin tips of a star. Nothing is outside the box.
      const slack = rounded || form === "cloud" ? 0.12 : 0.005;
      assert.ok(Math.min(...xs) >= -1e-6 && Math.min(...xs) <= slack * W, `left ${Math.min(...xs)}`);
      assert.ok(Math.max(...xs) <= W + 1e-6 && Math.max(...xs) >= W - slack * W, `right ${Math.max(...xs)}`);
      assert.ok(Math.min(...ys) >= -1e-6 && Math.min(...ys) <= slack * H, `top ${Math.min(...ys)}`);
      assert.ok(Math.max(...ys) <= H + 1e-6 && Math.max(...ys) >= H - slack * H, `bottom ${Math.max(...ys)}`);
    });
  }
}

Deno.test("rounding begins at the given distance from a corner, at most in the middle of a side", () => {
  const begins = (corner: number, rounded = true) => outlineOf("rectangle", W, H, { rounded, corner }).corners[1];
  assert.deepEqual([begins(30), begins(0), begins(1e9), begins(30, false)], [30, 0, H / 2, 0]);
});

Deno.test("a form of size 0 has an outline", () => {
  for (const form of FORMS) assert.ok(outlineOf(form, 0, 0, { rounded: true }).corners.every(Number.isFinite), form);
});
