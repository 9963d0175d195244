import assert from "node:assert/strict";
import { costOf } from "../../../board/figure/cost.ts";
import { figureOf } from "../../../board/figure/figure.ts";
import { pathDataOf } from "../../../board/figure/part.ts";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import { loadSketch } from "../../../board/figure/sketch.ts";
import { svgOf } from "../../../board/figure/svg.ts";
import { strokeOutline } from "../../../board/figure/stroke_outline.ts";
import { runsOf } from "../../../board/figure/text/text_run.ts";
import { layOutText, offsetIn } from "../../../board/figure/text/text_layout.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import {
  COORDINATE_MAX,
  LINE_POINTS_MAX,
  OUTLINE_CORNERS_MAX,
  SHAPE_COST_MAX,
  SKETCH_EXTENT_MAX,
  TEXT_MAX,
} from "../../../board/limits.ts";
import { encodeHex } from "../../../board/bytes/hex.ts";
import { type Fill, FORMS } from "../../../board/style.ts";
import { drawnCost } from "../../support/board/drawn_cost.ts";
import { geoOf, lineOf } from "../../support/board/figures.ts";
import { seeded } from "../../support/random.ts";
import { usualShapes } from "../../support/board/usual_shapes.ts";

const BOX = { minX: 0, minY: 0, maxX: 1, maxY: 1 };

Deno.test("D1: a hatched shape of the largest size costs as much as one of 8,192 units", async () => {
  await loadSketch();
  for (const form of FORMS) {
    for (
      const [width, sketch, fill] of [[1, false, "hatch"], [0.1, true, "hatch"], [0.1, true, "cross-hatch"]] as const
    ) {
      const look = { form, width, sketch, fill, dash: "dotted" } as const;
      const largest = geoOf("bomb", { ...look, w: COORDINATE_MAX, h: COORDINATE_MAX });
      const large = geoOf("bomb", { ...look, w: SKETCH_EXTENT_MAX, h: SKETCH_EXTENT_MAX });
      assert.ok(drawnCost(largest) <= costOf(largest), `${form}: ${drawnCost(largest)} of ${costOf(largest)}`);
      assert.ok(drawnCost(largest) <= 1.5 * drawnCost(large), `${form}: ${drawnCost(largest)}, ${drawnCost(large)}`);
      const svg = svgOf([largest], { box: BOX, theme: "light" });
      assert.ok(svg.length < 400_000, `${svg.length} characters`);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
    }
  }
});

Deno.test("a hatched line that turns back and forth has a bounded number of lines", async () => {
  await loadSketch();
  for (const fill of ["hatch", "cross-hatch"] as const) {
    for (const size of [500, SKETCH_EXTENT_MAX, COORDINATE_MAX]) {
      const points = Array.from(
        { length: 2 * LINE_POINTS_MAX },
        (_, i) => i % 4 === 2 ? size : i % 2 * i * size / 2_000,
      );
      const line = lineOf("bomb", { w: size, h: size, points, width: 0.1, fill, smooth: true });
      assert.ok(
        costOf(line) <= SHAPE_COST_MAX && drawnCost(line) <= costOf(line),
        `${drawnCost(line)} of ${costOf(line)}`,
      );
    }
  }
});

Deno.test("a hatched fill has lines in one direction, and a crossed one in two", async () => {
  await loadSketch();
  const slopes = (fill: Fill) => {
    const [{ path }] = figureOf(geoOf("a", { w: 100, h: 60, fill }));
    const ends = (path as string).split("M").slice(1).map((line) => line.match(/-?[\d.]+/g)!.map(Number));
    // In a corner, a line may have no length.
    const areas = ends.map(([x, y, ...rest]) => (rest.at(-2)! - x) * (rest.at(-1)! - y));
    return { up: areas.filter((area) => area < -1).length, down: areas.filter((area) => area > 1).length };
  };
  const { up, down } = slopes("cross-hatch");
  assert.deepEqual(slopes("hatch"), { up, down: 0 });
  assert.ok(up > 5 && Math.abs(up - down) <= 2, `${up} up, ${down} down`);
});

Deno.test("a hatched or sketched shape that is scaled up stays in its box", async () => {
  await loadSketch();
  const size = 1_000_000;
  for (const part of figureOf(geoOf("large", { w: size, h: size, fill: "hatch", sketch: true }))) {
    const numbers = pathDataOf(part).match(/-?[\d.]+/g)!.map(Number);
    assert.ok(Math.min(...numbers) > -0.01 * size && Math.max(...numbers) < 1.01 * size);
    assert.ok(Math.max(...numbers) > 0.9 * size);
  }
});

Deno.test("dashes of a long line are spaced wider, and those of a short line are not", () => {
  const dashOf = (w: number) => figureOf(geoOf("d", { w, h: 0, width: 1, dash: "dotted" }))[0].stroke!.dash;
  assert.deepEqual(dashOf(5_000), [0, 5]);
  assert.deepEqual(dashOf(60_000), [0, 30]);
});

Deno.test("a stroke with a sharp turn at each sample has a bounded outline", () => {
  const points = Float32Array.from({ length: 30_000 }, (_, i) => [i / 3 % 2 * 100, i / 9, 0.5][i % 3]);
  const corners = strokeOutline(points, { width: 4, pressure: true }).length / 2;
  assert.ok(corners > 1_000 && corners <= OUTLINE_CORNERS_MAX, `${corners}`);
});

Deno.test("each letter of a line is measured once, for any number of runs", () => {
  const style = { font: "sans", size: 20, align: "start" } as const;
  for (const text of ["a漢".repeat(TEXT_MAX / 2), `${" ".repeat(TEXT_MAX - 1)}a`, "a\t".repeat(TEXT_MAX / 2)]) {
    const layout = layOutText(text, style);
    const read = countReads(layout.text);
    const runs = runsOf({ ...layout, text: read.text as unknown as string }, layout.lines[0]);
    assert.ok(read.count() <= 6 * TEXT_MAX, `${read.count()} reads`);
    const last = runs.at(-1)!;
    assert.ok(Math.abs(last.x + last.width - offsetIn(layout, layout.lines[0], text.trimEnd().length)) < 0.01);
  }
});

Deno.test("the cost limit does not change shapes of common sizes", async () => {
  await loadSketch();
  const shapes = usualShapes(1_000, seeded(10)).map((shape) => fitted(shape))
    .map((shape) => shape.kind === "arrow" ? tie(shape, () => undefined) : shape);
  for (const shape of shapes) {
    assert.ok(
      shape.kind === "ink" || drawnCost(shape) <= costOf(shape),
      `${shape.id}: ${drawnCost(shape)} of ${costOf(shape)}`,
    );
  }
  const svg = new TextEncoder().encode(svgOf(shapes, { box: BOX, theme: "light" }));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", svg));
  assert.equal(encodeHex(hash), "a19de4c605564abcf580c7739c266c6577ad21d2be988f6cb64459cda92fc1be");
  assert.ok(shapes.every((shape) => costOf(shape) <= SHAPE_COST_MAX));
});

/** A text that counts the accesses to its characters. */
function countReads(text: string): { text: object; count: () => number } {
  let count = 0;
  const counted = (index: number) => (count++, index);
  const stand = {
    length: text.length,
    codePointAt: (i: number) => text.codePointAt(counted(i)),
    charCodeAt: (i: number) => text.charCodeAt(counted(i)),
    slice: (from: number, to: number) => text.slice(from, to),
  };
  const proxy = new Proxy(stand, {
    get: (target, name) =>
      name in target ? target[name as keyof typeof target] : text[counted(Number(name.toString()))],
  });
  return { text: proxy, count: () => count };
}
