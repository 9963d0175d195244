import assert from "node:assert/strict";
import { boundsOf } from "../../../../board/figure/bounds.ts";
import { traced } from "../../../../board/figure/line/traced.ts";
import { tie } from "../../../../board/figure/line/tie.ts";
import { ARROW } from "../../../../board/kinds/arrow.ts";
import type { ArrowShape } from "../../../../board/shape.ts";

Deno.test("a line bends around its corners from the distance that it is given, at most half-way", () => {
  assert.equal(traced([0, 0, 100, 0, 100, 20], { corner: 16 }).d, "M0 0L84 0C94.67 0 100 3.33 100 10L100 20");
  assert.equal(traced([0, 0, 100, 0], { corner: 16 }).d, "M0 0L100 0");
  assert.equal(traced([0, 0, 0, 0, 9, 0], { corner: 16 }).d, "M0 0L0 0C0 0 1.5 0 4.5 0L9 0");
});

Deno.test("an elbow has round corners when the arrow says so, in its box", () => {
  const ends = { start: { x: 0, y: 0 }, end: { x: 200, y: 100 } };
  const arrow: ArrowShape = {
    ...{ id: "a", order: "a0", kind: "arrow", route: "elbow", color: "black", width: 2, x: 0, y: 0, w: 200, h: 100 },
    ...ends,
  };
  const pathOf = (shape: ArrowShape) => {
    const tied = tie(shape, () => undefined);
    return ARROW.path(tied, tied.w, tied.h);
  };
  const sharp = pathOf(arrow),
    round = pathOf({ ...arrow, rounded: true }),
    small = pathOf({
      ...arrow,
      rounded: true,
      corner: 4,
    });
  assert.match(sharp.d, /^M[^C]*$/);
  assert.match(round.d, /^M0 0L0 84C/);
  assert.match(small.d, /^M0 0L0 96C/);
  assert.deepEqual(boundsOf(round.corners), boundsOf(sharp.corners));
});
