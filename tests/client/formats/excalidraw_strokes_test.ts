import assert from "node:assert/strict";
import { inkOf } from "../../../board/figure/stretch.ts";
import { meanWidth } from "../../../board/figure/stroke_outline.ts";
import { pressureThere } from "../../../client/formats/excalidraw/pen_width.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { element, scene } from "../../support/formats/excalidraw_files.ts";
import { isNear, shapesOf } from "../../support/formats/read_shapes.ts";

Deno.test("freehand strokes keep their samples and pressure", async () => {
  const points = Array.from({ length: 20_000 }, (_, i) => [i / 8, Math.sin(i / 50) * 40]);
  const [stroke, rest, more] = await shapesOf(scene(
    element("freedraw", { x: -5, points, pressures: points.map(() => 0.25), simulatePressure: false }),
  ));
  assert(stroke.kind === "ink" && rest.kind === "ink" && more.kind === "ink");
  assert.equal(stroke.x, -5);
  const samples = inkOf(stroke)!;
  isNear(samples.points[3 * 800], 100);
  assert(samples.pressure && Math.abs(pressureThere(samples.points[2]) - 0.25) < 0.02);
});

Deno.test("freehand strokes are as wide as there, at every pressure, and again when they go back", async () => {
  const points = Array.from({ length: 60 }, (_, i) => [5 * i, 0]);
  /** @param there the width that Excalidraw's own drawing had, as a multiple of strokeWidth */
  for (
    const [there, more] of [
      [2.63, { pressures: points.map(() => 0), simulatePressure: false }],
      [6.01, { pressures: points.map(() => 0.5), simulatePressure: false }],
      [6.01, { pressures: [], simulatePressure: false }],
      [8.08, { pressures: points.map(() => 1), simulatePressure: false }],
      [2.8, { simulatePressure: true, strokeOptions: { variability: "constant", streamline: 0.5 } }],
    ] as const
  ) {
    const [stroke] = await shapesOf(scene(element("freedraw", { points, strokeWidth: 2, ...more })));
    assert(stroke.kind === "ink");
    isNear(meanWidth(inkOf(stroke)!.points, { width: stroke.width, pressure: true }), 2 * there, 0.15);
    const [back] = excalidrawScene([stroke]).elements as { strokeWidth: number; pressures: number[] }[];
    isNear(back.strokeWidth * 8.5 * Math.sin((0.2 + 0.6 * back.pressures[30]) * Math.PI / 2), 2 * there, 0.15);
  }
});

Deno.test("a hatched stroke is a stroke around an area, whose hatch is as fine as there", async () => {
  const points = [[0, 0], [50, 0], [50, 50], [0, 50], [0, 1]];
  const [area, stroke] = await shapesOf(scene(
    element("freedraw", {
      points,
      strokeWidth: 2,
      backgroundColor: "#ffec99",
      fillStyle: "hachure",
      simulatePressure: true,
    }),
  ));
  assert(area.kind === "line" && stroke.kind === "ink");
  assert.deepEqual([area.fill, area.fillColor, area.color, area.width], ["hatch", "#ffec99", "#ffec99", 2]);
  assert.equal(area.groups?.length, 1);
  assert.deepEqual(area.groups, stroke.groups);
});
