import assert from "node:assert/strict";
import { handleAt, handleCursor, handlesOf } from "../../../client/geometry/handles.ts";

const NEAR = { zoom: 1, isCoarse: false };
const pulls = (w: number, h: number, view = NEAR) =>
  handlesOf({ w, h }, view).map(({ pull }) => pull ? `${pull.x},${pull.y}` : "turn");

Deno.test("a large box has eight handles and one to turn it, a flat one none in its short sides", () => {
  assert.equal(pulls(200, 200).length, 9);
  assert.deepEqual(pulls(200, 20).slice(5), ["0,-1", "0,1"]);
  assert.equal(pulls(20, 20).length, 5);
});

Deno.test("what counts is the size on the screen, and for fingers there are fewer", () => {
  assert.equal(pulls(200, 200, { zoom: 0.1, isCoarse: false }).length, 5);
  assert.equal(pulls(100, 100, { zoom: 1, isCoarse: true }).length, 5);
});

Deno.test("a small box is left free in its middle, to be moved by", () => {
  assert.equal(handleAt({ x: 5, y: 5 }, { w: 10, h: 10 }, NEAR), undefined);
  assert.deepEqual(handleAt({ x: -9, y: -9 }, { w: 10, h: 10 }, NEAR)?.pull, { x: -1, y: -1 });
  assert.equal(handleAt({ x: 0, y: 0 }, { w: 0, h: 0 }, NEAR), undefined);
});

Deno.test("cursors point where a handle is pulled, also on a turned box", () => {
  const [turn, corner] = handlesOf({ w: 200, h: 200 }, NEAR);
  assert.equal(handleCursor(turn, 0), "grab");
  assert.equal(handleCursor(corner, 0), "nwse-resize");
  assert.equal(handleCursor(corner, Math.PI / 4), "ns-resize");
  assert.equal(handleCursor(corner, -Math.PI / 4), "ew-resize");
});
