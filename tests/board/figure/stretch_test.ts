import assert from "node:assert/strict";
import { contourOf } from "../../../board/figure/contour.ts";
import { inkOf, stretch } from "../../../board/figure/stretch.ts";
import type { LineShape } from "../../../board/shape.ts";
import { geoOf } from "../../support/board/figures.ts";
import * as stroke from "../../support/board/shapes.ts";

Deno.test("ink is stretched to its box and mirrored when flipped; its pressure does not change", () => {
  const shape = stroke.inkOf("s", { w: 30, h: 10 });
  assert.deepEqual([...inkOf(shape)!.points], [0, 0, 0.5, 30, 10, 0.5]);
  assert.deepEqual([...inkOf({ ...shape, w: 60, h: 5 })!.points], [0, 0, 0.5, 60, 5, 0.5]);
  assert.deepEqual([...inkOf({ ...shape, w: 60, flipX: true })!.points], [60, 0, 0.5, 0, 10, 0.5]);
});

Deno.test("a line without width is not stretched, and a rounding error does not stretch", () => {
  const points = [0, 0, 0, 40];
  stretch(points, 2, { w: 80, h: 40.01 });
  assert.deepEqual(points, [0, 0, 0, 40]);
});

Deno.test("lines and forms are mirrored within their box", () => {
  const shape = { ...geoOf("l"), kind: "line", points: [0, 0, 50, 100] } as unknown as LineShape;
  assert.deepEqual(contourOf({ ...shape, flipY: true }).path.corners, [0, 100, 100, 0]);
  const triangle = geoOf("t", { form: "triangle", flipY: true });
  assert.deepEqual(contourOf(triangle).path.corners, [50, 100, 100, 0, 0, 0, 50, 100]);
});
