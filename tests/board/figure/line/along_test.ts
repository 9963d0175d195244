import assert from "node:assert/strict";
import { partAlong, placeAlong } from "../../../../board/figure/line/along.ts";
import { placeOfLabel } from "../../../../board/figure/line/arrow_label.ts";
import { letteringOf } from "../../../../board/figure/text/shape_text.ts";
import { tie } from "../../../../board/figure/line/tie.ts";
import { ROUTES } from "../../../../board/style.ts";
import { among, arrowOf, geoOf } from "../../../support/board/figures.ts";

Deno.test("placeAlong returns the point at a fraction of a line's length", () => {
  const line = [0, 0, 100, 0, 100, 100];
  assert.deepEqual([0, 0.25, 0.5, 0.75, 1].map((part) => placeAlong(line, part)), [
    { x: 0, y: 0 },
    { x: 50, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 50 },
    { x: 100, y: 100 },
  ]);
  assert.deepEqual(placeAlong([3, 3, 3, 3], 0.5), { x: 3, y: 3 });
  assert.deepEqual(placeAlong([], 0.5), { x: 0, y: 0 });
});

Deno.test("partAlong returns the fraction at which a line is closest to a point", () => {
  const line = [0, 0, 100, 0, 100, 100];
  for (const part of [0, 0.2, 0.5, 0.9, 1]) assert.equal(partAlong(line, placeAlong(line, part)), part);
  assert.equal(partAlong(line, { x: 160, y: 50 }), 0.75);
  assert.equal(partAlong(line, { x: -50, y: -50 }), 0);
  assert.equal(partAlong([3, 3, 3, 3], { x: 0, y: 0 }), 0);
});

for (const route of ROUTES) {
  Deno.test(`the label of a ${route} arrow is on its line at every position`, () => {
    const [a, b] = [geoOf("a"), geoOf("b", { x: 500, y: 300 })];
    const ends = {
      start: { x: 0, y: 0, to: "a", u: 0.5, v: 0.5 },
      end: { x: 0, y: 0, to: "b", u: 0.5, v: 0.5 },
    };
    for (const labelAt of [0, 0.1, 0.25, 0.5, 0.8, 1]) {
      const arrow = tie(arrowOf("c", { ...ends, route, labelAt, text: "why" }), among(a, b));
      const { x, y } = placeOfLabel(arrow);
      const lettering = letteringOf(arrow)!;
      const middle = [
        arrow.x + lettering.x + lettering.layout.w / 2,
        arrow.y + lettering.y + lettering.layout.h / 2,
      ];
      assert.ok(Math.hypot(middle[0] - x, middle[1] - y) < 1e-6);
      assert.ok(offLine(route, arrow.trace!, x, y) < 1, `${route} at ${labelAt}`);
    }
  });
}

/** Distance of a point from the line of a trace, measured in small steps. */
function offLine(route: string, trace: readonly number[], x: number, y: number): number {
  let nearest = Infinity;
  for (let i = 0; i <= 4_000; i++) {
    const t = i / 4_000, s = 1 - t;
    const at = route === "curve"
      ? [0, 1].map((axis) => s * s * trace[axis] + 2 * s * t * trace[2 + axis] + t * t * trace[4 + axis])
      : Object.values(placeAlong(trace, t));
    nearest = Math.min(nearest, Math.hypot(at[0] - x, at[1] - y));
  }
  return nearest;
}
