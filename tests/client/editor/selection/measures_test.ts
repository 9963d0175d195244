import assert from "node:assert/strict";
import { isTarget, kindOf, registerKind } from "../../../../board/kinds/kinds.ts";
import type { Shape } from "../../../../board/shape.ts";
import { linkFrom } from "../../../../client/editor/text/link_text.ts";
import { measured } from "../../../../client/editor/selection/measured.ts";
import { measuresOf } from "../../../../client/editor/selection/measures.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";

Deno.test("one shape has position, size and angle; several have the position of their common box", () => {
  assert.deepEqual(measuresOf([geoOf("a", { x: 1, y: 2, angle: Math.PI })]), {
    x: 1,
    y: 2,
    w: 100,
    h: 100,
    angle: 180,
    corner: 0,
  });
  assert.deepEqual(measuresOf([geoOf("a", { x: 50 }), geoOf("b", { y: -20 })]), { x: 0, y: -20 });
  assert.deepEqual(Object.keys(measuresOf([arrowOf("a")])!), ["x", "y"]);
  assert.equal(measuresOf([]), undefined);
});

Deno.test("the definition of a kind decides whether its shapes have a size and an angle", () => {
  const kind = "house" as Shape["kind"];
  const house = { ...geoOf("a"), kind } as Shape;
  for (
    const [abilities, keys] of [[{ isSized: true }, ["x", "y", "w", "h", "angle"]], [{ isConnector: true }, [
      "x",
      "y",
    ]]] as const
  ) {
    using _kind = registerKind({ ...kindOf(geoOf("a")), isSized: false, ...abilities, kind });
    assert.deepEqual(Object.keys(measuresOf([house])!), keys);
    assert.equal(isTarget(house), !("isConnector" in abilities));
  }
});

Deno.test("several shapes move as one to a typed position", () => {
  const changes = measured([geoOf("a", { x: 50 }), geoOf("b", { x: 10 })], "x", 0);
  assert.deepEqual([...changes], [["a", { x: 40 }], ["b", { x: 0 }]]);
});

Deno.test("an angle is normalised to one turn, and 0 removes the property", () => {
  assert.deepEqual([...measured([geoOf("a")], "angle", -90)], [["a", { angle: 270 * Math.PI / 180 }]]);
  assert.deepEqual([...measured([geoOf("a", { angle: 1 })], "angle", 720)], [["a", { angle: null }]]);
});

Deno.test("corners have the radius that a person types, as far as it is seen", () => {
  const form = geoOf("a", { w: 200, h: 100 });
  const typed = (radius: number) => measured([form], "corner", radius).get("a");
  assert.deepEqual(typed(30), { rounded: true, corner: 30 });
  assert.deepEqual(typed(9_999), { rounded: true, corner: 100 });
  for (const none of [0, -3]) assert.deepEqual(typed(none), { rounded: null, corner: null });
  assert.equal(measured([form], "corner", NaN).size, 0);
  assert.equal(measuresOf([{ ...form, rounded: true }])!.corner, 16, "the usual one");
  assert.equal(measuresOf([{ ...form, rounded: true, corner: 7 }])!.corner, 7);
  for (const without of [geoOf("a", { form: "ellipse" }), arrowOf("a")]) {
    assert.equal(measuresOf([without])!.corner, undefined);
    assert.equal(measured([without], "corner", 5).size, 0);
  }
});

Deno.test("measures out of range change nothing", () => {
  for (const value of [NaN, Infinity, 1e300]) assert.equal(measured([geoOf("a")], "x", value).size, 0);
  assert.deepEqual([...measured([geoOf("a")], "w", -5)], [["a", { w: 1 }]]);
});

Deno.test("typed links become web or mail addresses", () => {
  assert.equal(linkFrom(" example.org/a?b#c "), "https://example.org/a?b#c");
  assert.equal(linkFrom("a@b.org"), "mailto:a@b.org");
  assert.equal(linkFrom("http://127.0.0.1:8000/"), "http://127.0.0.1:8000/");
  assert.equal(linkFrom("  "), null);
  for (
    const text of [
      "javascript:alert(1)",
      "JavaScript:alert(1)//x.y",
      "data:text/html,x.y",
      "file:///etc/a.b",
      "words",
      "a b.c",
    ]
  ) {
    assert.equal(linkFrom(text), undefined, text);
  }
});
