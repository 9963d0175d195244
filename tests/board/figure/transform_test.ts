import assert from "node:assert/strict";
import { changesOf, rotated, scaled } from "../../../board/figure/transform.ts";
import type { ArrowShape, TextShape } from "../../../board/shape.ts";
import { arrowOf, geoOf } from "../../support/board/figures.ts";
import { inkOf } from "../../support/board/shapes.ts";

const NOBODY = () => false;
const BOX = { x: 0, y: 0, w: 200, h: 100 };
const MIDDLE = { x: 100, y: 50 };

Deno.test("mirroring any shape twice restores it", () => {
  const by = { x: -1, y: 1, about: MIDDLE };
  const arrow = arrowOf("c", { start: { x: 0, y: 10 }, end: { x: 50, y: 20 }, route: "curve", bend: 0.3 });
  for (const shape of [geoOf("a", { angle: 0.3 }), inkOf("b", { angle: 1 }), arrow]) {
    const there = scaled(shape, BOX, by, NOBODY);
    assert.notDeepEqual(changesOf(shape, there), {});
    const back = changesOf(shape, scaled(there, BOX, by, NOBODY));
    if ("angle" in back) assert.ok(Math.abs(Number(back.angle) - shape.angle!) < 1e-9);
    assert.deepEqual(Object.keys(back).filter((name) => name !== "angle"), []);
  }
});

Deno.test("a mirrored form is marked as flipped even if it looks the same, so that arrow ends on it are mirrored too", () => {
  const across = { x: -1, y: 1, about: MIDDLE }, down = { x: 1, y: -1, about: MIDDLE };
  assert.deepEqual(changesOf(geoOf("a"), scaled(geoOf("a"), BOX, across, NOBODY)), { x: 100, flipX: true });
  const star = geoOf("a", { form: "star" });
  assert.deepEqual(changesOf(star, scaled(star, BOX, down, NOBODY)), { flipY: true });
  assert.deepEqual(changesOf(inkOf("i"), scaled(inkOf("i"), BOX, across, NOBODY)), { x: 170, flipX: true });
});

Deno.test("mirroring a curve reverses its bend", () => {
  const arrow = arrowOf("c", { route: "curve", bend: 0.3 });
  const there = scaled(arrow, BOX, { x: 1, y: -1, about: MIDDLE }, NOBODY) as ArrowShape;
  assert.deepEqual([there.bend, there.start], [-0.3, { x: 0, y: 100 }]);
});

Deno.test("dragging a text at a corner enlarges its font, at a side changes its wrapping, and mirrored it stays readable", () => {
  const text = { ...geoOf("t"), kind: "text", fontSize: 20 } as unknown as TextShape;
  const by = (x: number, y: number) => changesOf(text, scaled(text, text, { x, y, about: { x: 0, y: 0 } }, NOBODY));
  assert.deepEqual([by(2, 2).fontSize, by(2, 2).wraps], [40, undefined]);
  assert.deepEqual([by(2, 1).fontSize, by(2, 1).wraps, by(2, 1).w], [undefined, true, 200]);
  assert.deepEqual(Object.keys(by(-1, 1)), ["x"]);
});

Deno.test("a shape rotated by a full turn is unchanged and has no angle", () => {
  let shape = geoOf("a");
  for (let i = 0; i < 24; i++) shape = rotated(shape, { x: 300, y: 20 }, Math.PI / 12, NOBODY) as typeof shape;
  assert.equal(shape.angle, undefined);
  assert.ok(Math.hypot(shape.x, shape.y) < 0.5, "rounding of each step");
});

Deno.test("a missing optional property is removed by an edit, and derived properties are never written", () => {
  const before = arrowOf("a", { angle: 1, trace: [0, 0, 1, 1], text: "x" });
  const { angle: _, ...after } = { ...before, trace: [5, 5, 6, 6], x: 5, text: "y" };
  assert.deepEqual(changesOf(before, after), { angle: null });
});
