import assert from "node:assert/strict";
import fc from "fast-check";
import { viaOf } from "../../../../board/figure/line/made_via.ts";
import { tie } from "../../../../board/figure/line/tie.ts";
import { FORMS, ROUTES } from "../../../../board/style.ts";
import { among, arrowOf, geoOf } from "../../../support/board/figures.ts";

const middle = { u: 0.5, v: 0.5 };

Deno.test("an arrow between two shapes ends shortly before the edge of each", () => {
  const [a, b] = [geoOf("a"), geoOf("b", { x: 400 })];
  const arrow = arrowOf("c", { start: { x: 0, y: 0, to: "a", ...middle }, end: { x: 0, y: 0, to: "b", ...middle } });
  const tied = tie(arrow, among(a, b));
  assert.deepEqual(tied.trace, [105, 50, 395, 50]);
  assert.deepEqual([tied.x, tied.y, tied.w, tied.h], [105, 50, 290, 0]);
  assert.deepEqual([tied.start.x, tied.end.x], [50, 450]);
});

Deno.test("an arrow follows a shape that is moved and rotated", () => {
  const end = { x: 0, y: 0, to: "b", u: 0, v: 0.5 };
  const arrow = arrowOf("c", { start: { x: 50, y: 500 }, end });
  const upright = tie(arrow, among(geoOf("b", { x: 500, y: 0 })));
  assert.deepEqual([upright.end.x, upright.end.y], [500, 50]);
  const turned = tie(arrow, among(geoOf("b", { x: 500, y: 0, angle: Math.PI / 2 })));
  assert.deepEqual([Math.round(turned.end.x), Math.round(turned.end.y)], [550, 0]);
});

Deno.test("an end that is tied to a missing shape or to an arrow stays at its own position", () => {
  const arrow = arrowOf("c", { end: { x: 70, y: 30, to: "b", ...middle } });
  assert.deepEqual(tie(arrow, among()).trace, [0, 0, 70, 30]);
  assert.deepEqual(tie(arrow, among(arrowOf("b"))).trace, [0, 0, 70, 30]);
});

Deno.test("an arrow that starts inside the shape at its end is not cut off", () => {
  const arrow = arrowOf("c", { start: { x: 50, y: 50 }, end: { x: 0, y: 0, to: "a", u: 0.9, v: 0.5 } });
  assert.deepEqual(tie(arrow, among(geoOf("a"))).trace, [50, 50, 90, 50]);
});

Deno.test("an elbow passes its points while its legs are level or upright, and finds its own way once they are not", () => {
  const ends = { start: { x: 0, y: 0, to: "a", u: 1, v: 0.5, exact: true }, end: { x: 400, y: 350 } };
  const arrow = arrowOf("c", {
    ...ends,
    route: "elbow",
    via: viaOf([{ x: 130, y: 50 }, { x: 130, y: 350 }], { x: 100, y: 50 }, ends.end)!,
  });
  const rounded = (y: number) => tie(arrow, among(geoOf("a", { y }))).trace!.map(Math.round);
  assert.deepEqual(rounded(0), [100, 50, 130, 50, 130, 350, 400, 350]);
  const moved = rounded(90);
  assert.deepEqual(moved.slice(0, 2), [100, 140]);
  for (let i = 2; i < moved.length; i += 2) assert(moved[i] === moved[i - 2] || moved[i + 1] === moved[i - 1]);
});

Deno.test("an elbow has only right angles; the middle of a curve is off the straight line", () => {
  const [a, b] = [geoOf("a"), geoOf("b", { x: 400, y: 300 })];
  const ends = { start: { x: 0, y: 0, to: "a", ...middle }, end: { x: 0, y: 0, to: "b", ...middle } };
  const { trace: elbow = [] } = tie(arrowOf("c", { ...ends, route: "elbow" }), among(a, b));
  for (let i = 2; i < elbow.length; i += 2) {
    assert.ok(elbow[i] === elbow[i - 2] || elbow[i + 1] === elbow[i - 1], `${elbow}`);
  }
  const { trace: curve = [] } = tie(arrowOf("c", { ...ends, route: "curve", bend: 0.3 }), among(a, b));
  assert.equal(curve.length, 6);
  const [x0, y0, cx, cy, x1, y1] = curve;
  assert.ok((x1 - x0) * (cy - y0) - (y1 - y0) * (cx - x0) < -1_000, "to the left of its way");
});

Deno.test("an arrow that is tied to any shape has a finite trace inside its box", () => {
  const number = fc.double({ min: -1_000, max: 1_000, noNaN: true });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const shape = fc.record({
    x: number,
    y: number,
    w: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })),
    h: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })),
    angle: fc.double({ min: -7, max: 7, noNaN: true }),
    form: fc.constantFrom(...FORMS),
    rounded: fc.boolean(),
  });
  const end = (to: string) =>
    fc.oneof(
      fc.record({ x: number, y: number }),
      fc.record({ x: number, y: number, u: part, v: part, to: fc.constant(to) }),
    );
  const arrow = fc.record({
    start: end("a"),
    end: end("b"),
    route: fc.constantFrom(...ROUTES),
    bend: fc.double({ min: -2, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(shape, shape, arrow, (a, b, rest) => {
      const { trace = [], x, y, w, h } = tie(arrowOf("c", rest), among(geoOf("a", a), geoOf("b", b)));
      assert.ok(trace.length >= 4 && trace.every(Number.isFinite), `${trace}`);
      for (let i = 0; i < trace.length; i += 2) {
        assert.ok(trace[i] >= x && trace[i] <= x + w + 1e-6 && trace[i + 1] >= y && trace[i + 1] <= y + h + 1e-6);
      }
    }),
    { seed: 5, numRuns: 2_000 },
  );
});

Deno.test("an end whose shape was deleted keeps its last position, unless it was tied to another shape meanwhile", () => {
  const end = { x: 70, y: 30, to: "b", ...middle }, endLeft = { ...end, x: 500, y: 40 };
  const left = tie(arrowOf("c", { end, endLeft }), among());
  assert.deepEqual([left.end, left.trace], [{ x: 500, y: 40 }, [0, 0, 500, 40]]);
  const retied = tie(arrowOf("c", { end: { ...end, to: "a" }, endLeft }), among(geoOf("a", { x: 200, y: 0 })));
  assert.deepEqual([retied.end.to, retied.end.x, retied.end.y], ["a", 250, 50]);
});

Deno.test("a curve without a bend has the default bend, and one with bend 0 is straight", () => {
  assert.equal(tie(arrowOf("c", { route: "curve" }), among()).trace?.length, 6);
  assert.deepEqual(tie(arrowOf("c", { route: "curve", bend: 0 }), among()).trace, [0, 0, 100, 0]);
});

Deno.test("an end stays at its corner when the form is mirrored", () => {
  const right = { x: 0, y: 0, to: "a", u: 0.75, v: 0.5 };
  const triangle = geoOf("a", { form: "triangle" });
  assert.equal(tie(arrowOf("c", { end: right }), among(triangle)).end.x, 75);
  assert.equal(tie(arrowOf("c", { end: right }), among({ ...triangle, flipX: true })).end.x, 25);
});

Deno.test("an elbow that starts at the middle of a side leaves at a right angle to it", () => {
  const [a, b] = [geoOf("a"), geoOf("b", { x: 400, y: 300 })];
  const start = { x: 0, y: 0, to: "a", u: 0.5, v: 0 }, end = { x: 0, y: 0, to: "b", u: 0.5, v: 1 };
  const { trace = [] } = tie(arrowOf("c", { route: "elbow", start, end }), among(a, b));
  assert.deepEqual(trace.slice(0, 2), [50, -5]);
  assert.ok(trace[2] === 50 && trace[3] < -5, `up: ${trace}`);
  assert.deepEqual(trace.slice(-2), [450, 405]);
});
