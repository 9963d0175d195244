import assert from "node:assert/strict";
import { contourOf } from "../../../board/figure/contour.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import type { ArrowShape, GeoShape, LineShape, NoteShape } from "../../../board/shape.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { isNear, shapesOf } from "../../support/formats/read_shapes.ts";
import { arrow, file, geo, richText, shape } from "../../support/formats/tldraw_files.ts";

Deno.test("a bent arrow is a part of a circle, and goes back as one", async () => {
  for (const bend of [-150, -100, -30, 30, 60, 300]) {
    const [arc] = await shapesShown(
      file(arrow({ bend, start: { x: 0, y: 0 }, end: { x: 200, y: 0 } })),
    ) as ArrowShape[];
    // In tldraw, the middle of an arrow to the right is above its ends when its bend is less than 0.
    const radius = (100 ** 2 + bend ** 2) / (2 * bend), centre = { x: 100, y: bend - radius };
    const { corners } = contourOf(arc).path;
    for (let i = 0; i < corners.length; i += 2) {
      const distance = Math.hypot(corners[i] + arc.x - centre.x, corners[i + 1] + arc.y - centre.y);
      isNear(distance, Math.abs(radius), Math.min(Math.abs(bend) / 50, 0.6));
    }
    const records = tldrawFile([arc], "").records as { type?: string; props: { bend: number } }[];
    isNear(records.find(({ type }) => type === "arrow")!.props.bend, bend);
  }
});

Deno.test("heads of broad arrows and slanted sides do not grow with the longer side", async () => {
  const pointsOf = async (name: string, w: number, h: number) => {
    const [form] = await shapesOf(file(geo({ geo: name, w, h }))) as LineShape[];
    return form.points.map(Math.round);
  };
  assert.deepEqual(await pointsOf("arrow-right", 400, 100), [
    0,
    16,
    362,
    16,
    362,
    0,
    400,
    50,
    362,
    100,
    362,
    84,
    0,
    84,
    0,
    16,
  ]);
  assert.deepEqual(await pointsOf("arrow-left", 400, 100), [
    400,
    16,
    38,
    16,
    38,
    0,
    0,
    50,
    38,
    100,
    38,
    84,
    400,
    84,
    400,
    16,
  ]);
  assert.deepEqual(await pointsOf("arrow-down", 100, 400), [
    16,
    0,
    16,
    362,
    0,
    362,
    50,
    400,
    100,
    362,
    84,
    362,
    84,
    0,
    16,
    0,
  ]);
  assert.deepEqual(await pointsOf("arrow-up", 100, 400), [
    16,
    400,
    16,
    38,
    0,
    38,
    50,
    0,
    100,
    38,
    84,
    38,
    84,
    400,
    16,
    400,
  ]);
  assert.deepEqual(await pointsOf("trapezoid", 400, 100), [38, 0, 362, 0, 400, 100, 0, 100, 38, 0]);
});

Deno.test("a note breaks a long word sooner than its letters become small", async () => {
  const note = (text: string) => shape("note", { size: "m", font: "mono", richText: richText(text) });
  const [long, short] = await shapesOf(file(note("Used by install/download/remove"), note("Used"))) as NoteShape[];
  assert(long.fontSize! >= 22 * 0.8, `${long.fontSize}`);
  assert.equal(short.fontSize, 22);
});

Deno.test("the text of a box keeps the distance from its sides that it has there, where its letters keep their size", async () => {
  const words = richText("one two three");
  const [wide, low, scaled] = await shapesOf(file(
    geo({ richText: words, w: 140, h: 100, size: "m" }),
    geo({ richText: words, w: 300, h: 40, size: "m" }),
    geo({ richText: words, w: 280, h: 200, size: "m", scale: 2 }),
  )) as GeoShape[];
  assert.deepEqual([wide, low, scaled].map(({ padding }) => padding), [16, undefined, 32]);
  assert.deepEqual([wide.fontSize, scaled.fontSize], [22, 44]);
  assert.equal(letteringOf(wide)!.layout.lines.length, 2);
});
