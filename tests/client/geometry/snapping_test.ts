import assert from "node:assert/strict";
import { Snapping } from "../../../client/geometry/snapping.ts";

const box = (minX: number, minY: number, w = 100, h = 100) => ({ minX, minY, maxX: minX + w, maxY: minY + h });
const BOTH = { x: true, y: true };

Deno.test("the nearest of edges and middles pulls, as far as the reach and no further", () => {
  const snapping = new Snapping([box(0, 0)]);
  assert.deepEqual(snapping.move(box(104, 300), 6, BOTH).dx, -4, "left to right");
  assert.deepEqual(snapping.move(box(47, 300, 10), 6, BOTH).dx, -2, "middle to middle");
  assert.deepEqual(snapping.move(box(107, 300), 6, BOTH).dx, 0);
  assert.deepEqual(snapping.move(box(104, 300), 6, { x: false, y: true }).dx, 0);
});

Deno.test("guides run along all that lies on one line", () => {
  const { guides } = new Snapping([box(0, 0), box(0, 500), box(250, 0)]).move(box(2, 200, 60), 6, BOTH);
  assert.deepEqual(guides.filter(({ x1, x2 }) => x1 === 0 && x2 === 0), [{
    kind: "edge",
    x1: 0,
    y1: 0,
    x2: 0,
    y2: 600,
  }]);
});

Deno.test("between two it is pulled to the middle of the gap, beside them to a gap as wide as theirs", () => {
  const row = new Snapping([box(0, 0), box(400, 0)]);
  const between = row.move(box(203, 30, 100, 30), 6, { x: true, y: false });
  assert.equal(between.dx, -3);
  assert.equal(between.guides.filter(({ kind }) => kind === "gap").length, 2);
  const beside = new Snapping([box(0, 0), box(140, 0)]).move(box(283, 20, 61, 37), 6, { x: true, y: false });
  assert.equal(beside.dx, -3);
  assert.deepEqual(beside.guides.filter(({ kind }) => kind === "gap").map(({ x1, x2 }) => [x1, x2]), [[240, 280], [
    100,
    140,
  ]]);
});

Deno.test("what is not in the row makes no gaps", () => {
  const snapping = new Snapping([box(0, 500), box(400, 500)]);
  assert.equal(snapping.move(box(203, 30, 70, 30), 6, BOTH).dx, 0);
});

Deno.test("only the sides that are pulled are pulled on", () => {
  const snapping = new Snapping([box(0, 0)]);
  const { dx, dy } = snapping.pull(box(2, 300, 95), 6, { x: 1, y: 0 });
  assert.deepEqual([dx, dy], [3, 0]);
});
