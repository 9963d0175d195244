import assert from "node:assert/strict";
import { figureOf } from "../../../../board/figure/figure.ts";
import { pathDataOf } from "../../../../board/figure/part.ts";
import { fitted, letteringOf } from "../../../../board/figure/text/shape_text.ts";
import { tie } from "../../../../board/figure/line/tie.ts";
import { inkOfText } from "../../../../board/figure/text/text_block.ts";
import { COLORS, contrast, hexOf } from "../../../../board/palette.ts";
import type { ArrowShape, GeoShape } from "../../../../board/shape.ts";
import { FORMS } from "../../../../board/style.ts";
import { arrowOf, frameOf, geoOf, noteOf, textOf } from "../../../support/board/figures.ts";

const BOX = { order: "a0", x: 10, y: 20 };
const LONG = "many words that need more than one line, and then some more of them";

Deno.test("a text is as large as its layout; with a fixed width it grows only downwards", () => {
  const free = fitted(textOf("t", { text: LONG }));
  assert.equal(free.h, 26);
  assert.ok(free.w > 300);
  const wrapped = fitted(textOf("t", { text: LONG, wraps: true, w: 150 }));
  assert.equal(wrapped.w, 150);
  assert.ok(wrapped.h > 100);
  assert.deepEqual(fitted(textOf("t", { text: "ab", x: 10 })).x, 10);
});

Deno.test("a note grows downwards with its text, and returns to its own size without text", () => {
  assert.equal(fitted(noteOf("n")).h, 200);
  assert.equal(fitted(noteOf("n", { text: "short" })).h, 200);
  const grown = fitted(noteOf("n", { text: LONG.repeat(4) }));
  assert.ok(grown.h > 300);
  assert.equal(grown.w, 200);
  const { y, layout } = letteringOf(grown)!;
  assert.ok(y >= 16 && y + layout.h <= grown.h - 15.9);
});

Deno.test("a label can be read on the solid fill of its shape in both themes, and keeps a colour chosen for it", () => {
  for (const theme of ["light", "dark"] as const) {
    const ink = (rest: Partial<GeoShape>) => inkOfText(letteringOf(geoOf("g", { text: "ab", ...rest }))!, theme);
    for (const color of COLORS) {
      assert.ok(contrast(ink({ color, fill: "solid" }), hexOf(color, theme)) >= 4.5, `${color} in ${theme}`);
      assert.equal(ink({ color, fill: "semi" }), hexOf(color, theme));
      assert.equal(ink({ color, fill: "solid", textColor: color }), hexOf(color, theme));
    }
    const far = { light: "#ffffff", dark: "#101010" } as const;
    assert.equal(ink({ color: "blue", fill: "solid", fillColor: far[theme] }), hexOf("blue", theme));
  }
});

Deno.test("every form grows downwards until its label fits", () => {
  for (const form of FORMS) {
    const shape = fitted(geoOf("g", { form, text: LONG, w: 160, h: 40 }));
    const { x, y, layout } = letteringOf(shape)!;
    assert.ok(y >= 0 && y + layout.h <= shape.h && x >= 0 && x + layout.w <= shape.w, form);
    assert.ok(shape.h > 40, form);
  }
});

Deno.test("a shape whose text fits is returned unchanged", () => {
  const shape = geoOf("g", { text: "a" });
  assert.equal(fitted(shape), shape);
});

Deno.test("an arrow's label is on its line", () => {
  const arrow: ArrowShape = {
    ...BOX,
    id: "a",
    kind: "arrow",
    color: "black",
    width: 4,
    w: 0,
    h: 0,
    route: "straight",
    text: "yes",
    start: { x: 0, y: 0 },
    end: { x: 100, y: 200 },
    labelAt: 0.25,
  };
  const { x, y, layout } = letteringOf(tie(arrow, () => undefined))!;
  assert.ok(Math.abs(x + layout.w / 2 - 25) < 1e-6 && Math.abs(y + layout.h / 2 - 50) < 1e-6);
});

Deno.test("the background of a label covers the line of its arrow but not the head", () => {
  const arrow = arrowOf("a", { start: { x: 0, y: 0 }, end: { x: 60, y: 0 }, text: "longer than the arrow" });
  assert.deepEqual(figureOf(arrow).map(({ fill, stroke }) => [fill?.tint, stroke?.width]), [
    [undefined, arrow.width],
    [0, undefined],
    [undefined, arrow.width],
  ]);
  assert.equal(figureOf({ ...arrow, text: undefined }).length, 2);
});

Deno.test("the background of a label is as wide as its longest line", () => {
  const arrow = arrowOf("a", { start: { x: 0, y: 0 }, end: { x: 400, y: 0 }, text: "leads to the harbour" });
  const { lines } = letteringOf(arrow)!.layout;
  const ground = figureOf(arrow).find(({ fill }) => fill?.tint === 0)!;
  const xs = [...pathDataOf(ground).matchAll(/[ML](-?[\d.]+)/g)].map(([, x]) => Number(x));
  const widest = Math.max(...lines.map(({ width }) => width));
  assert.ok(lines.length === 2 && widest < 150);
  assert.ok(Math.abs(Math.max(...xs) - Math.min(...xs) - widest - 8) < 0.1);
});

Deno.test("fault C1: the name of a frame is cut between letters", () => {
  for (const letter of ["😀", "👍🏿", "👨‍👩‍👧", "🇩🇪", "e\u0301"]) {
    for (let w = 20; w < 300; w++) {
      const { text } = letteringOf(frameOf("f", { w, name: `a${letter.repeat(20)}` }))!.layout;
      const shown = text.slice(0, -1);
      assert.ok(text.endsWith("…") && (shown.length - 1) % letter.length === 0 || shown === "", `${w}: ${text}`);
    }
  }
});
