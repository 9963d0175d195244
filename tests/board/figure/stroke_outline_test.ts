import assert from "node:assert/strict";
import { meanWidth, strokeOutline } from "../../../board/figure/stroke_outline.ts";
import { penLine } from "../../support/board/pen_line.ts";
import { seeded } from "../../support/random.ts";

/** A straight stroke to the right at constant pressure. */
function straight(pressure: number): number[] {
  return Array.from({ length: 60 }, (_, i) => [i * 3, 0, pressure]).flat();
}

function heightOf(outline: Float32Array): number {
  const y = outline.filter((_, i) => i % 2 === 1);
  return Math.max(...y) - Math.min(...y);
}

Deno.test("strokeOutline is as wide as the pen at full pressure, and thinner at less pressure", () => {
  const full = heightOf(strokeOutline(straight(1), { width: 8, pressure: true }));
  const light = heightOf(strokeOutline(straight(0.2), { width: 8, pressure: true }));
  assert.ok(Math.abs(full - 8) < 0.5, `full pressure: ${full}`);
  assert.ok(light < 0.6 * full, `light pressure: ${light}`);
});

Deno.test("strokeOutline stays within twice the width of its samples", () => {
  const random = seeded(4);
  for (let run = 0; run < 100; run++) {
    const points = penLine(random, 1 + Math.floor(random.float() * 120));
    const pressure = run % 2 === 0;
    const outline = strokeOutline(points, { width: 4, pressure });
    const xs = points.filter((_, i) => i % 3 === 0), ys = points.filter((_, i) => i % 3 === 1);
    for (let i = 0; i < outline.length; i += 2) {
      assert.ok(outline[i] >= Math.min(...xs) - 5 && outline[i] <= Math.max(...xs) + 5);
      assert.ok(outline[i + 1] >= Math.min(...ys) - 5 && outline[i + 1] <= Math.max(...ys) + 5);
    }
  }
});

Deno.test("strokeOutline does not depend on the origin", () => {
  const points = Array.from(penLine(seeded(5)));
  const moved = points.map((value, i) => i % 3 === 2 ? value : value + 4096);
  const options = { width: 4, pressure: true };
  const here = strokeOutline(points, options);
  const there = strokeOutline(moved, { ...options, x: 4096, y: 4096 });
  assert.equal(here.length, there.length);
  here.forEach((value, i) => assert.ok(Math.abs(value - there[i]) < 1e-3));
});

Deno.test("strokeOutline draws a dot for one sample and nothing without samples", () => {
  assert.ok(heightOf(strokeOutline([5, 5, 0.5], { width: 4, pressure: true })) > 1);
  assert.equal(strokeOutline([], { width: 4, pressure: true }).length, 0);
});

Deno.test("meanWidth depends on pressure as the outline does", () => {
  for (const pressure of [0.1, 0.5, 1]) {
    const drawn = heightOf(strokeOutline(straight(pressure), { width: 8, pressure: true }));
    const mean = meanWidth(straight(pressure), { width: 8, pressure: true });
    assert.ok(Math.abs(mean - drawn) < 0.8, `pressure ${pressure}: mean ${mean}, drawn ${drawn}`);
  }
});
