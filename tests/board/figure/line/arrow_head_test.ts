import assert from "node:assert/strict";
import { boundsOf } from "../../../../board/figure/bounds.ts";
import { headOf, HEADS } from "../../../../board/figure/line/arrow_head.ts";
import { ARROW } from "../../../../board/kinds/arrow.ts";
import type { ArrowShape } from "../../../../board/shape.ts";

/** How far the longest head reaches behind its tip, in lengths of the head. */
const REACH = 1.8;

/** The larger side of the box around a head that points to the right. */
function extentOf(head: typeof HEADS[number], options: { width: number; size?: number }): number {
  const figure = headOf(head, { x: 0, y: 0, angle: 0, ...options });
  const { minX, maxX, minY, maxY } = boundsOf(figure?.path.corners ?? [0, 0]);
  return Math.max(maxX - minX, maxY - minY);
}

Deno.test("heads are as large as the arrow says, or else as its width asks for", () => {
  for (const head of HEADS) {
    const usual = extentOf(head, { width: 4 });
    assert.equal(extentOf(head, { width: 1, size: 16 }), usual, head);
    assert.ok(Math.abs(extentOf(head, { width: 4, size: 32 }) - 2 * usual) < 1e-9, head);
  }
});

Deno.test("heads are filled with their colour, outlines and circles with that of the paper, lines not at all", () => {
  const tints = new Map(HEADS.map((head) => [head, headOf(head, { x: 0, y: 0, angle: 0, width: 1 })?.tint]));
  for (const head of ["triangle", "dot", "diamond", "square", "inverted"] as const) {
    assert.equal(tints.get(head), 1, head);
    assert.equal(tints.get(`${head}-outline`), 0, head);
  }
  for (const head of ["zero-or-one", "zero-or-many"] as const) assert.equal(tints.get(head), 0, head);
  for (const head of ["none", "arrow", "bar", "one", "exactly-one", "many", "one-or-many"] as const) {
    assert.equal(tints.get(head), undefined, head);
  }
});

Deno.test("a head lies behind its tip, on both sides of the line", () => {
  for (const head of HEADS) {
    const figure = headOf(head, { x: 100, y: 50, angle: Math.PI / 2, width: 1, size: 20 });
    if (figure === undefined) continue;
    const { minX, maxX, minY, maxY } = boundsOf(figure.path.corners);
    assert.ok(maxY <= 50.01 && minY >= 50 - 20 * REACH - 0.01, head);
    assert.ok(Math.abs(minX + maxX - 200) < 1e-6, head);
  }
});

Deno.test("large heads are within the margin of the arrow", () => {
  const arrow = { width: 1, headSize: 300 } as ArrowShape;
  assert.ok(ARROW.margin(arrow) >= 300);
  assert.ok(ARROW.margin({ ...arrow, startHead: "zero-or-many" }) >= REACH * 300);
  for (const width of [0.1, 1, 2, 2.5, 4, 16, 512]) {
    assert.ok(ARROW.margin({ width } as ArrowShape) >= REACH * Math.max(10, 4 * width), `${width}`);
  }
});
