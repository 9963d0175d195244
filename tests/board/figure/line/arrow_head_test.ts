import assert from "node:assert/strict";
import { boundsOf } from "../../../../board/figure/bounds.ts";
import { headOf } from "../../../../board/figure/line/arrow_head.ts";
import { ARROW } from "../../../../board/kinds/arrow.ts";
import { HEADS } from "../../../../board/style.ts";
import type { ArrowShape } from "../../../../board/shape.ts";

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

Deno.test("large heads are within the margin of the arrow", () => {
  const arrow = { width: 1, headSize: 300 } as ArrowShape;
  assert.ok(ARROW.margin(arrow) >= 300);
});
