import assert from "node:assert/strict";
import { inkOf } from "../../../board/figure/stretch.ts";
import { svgOf } from "../../../board/figure/svg.ts";
import { STRIDE } from "../../../board/ink.ts";
import type { GeoShape, InkShape, LineShape, NoteShape, Shape } from "../../../board/shape.ts";
import { type Paint, tinted } from "../../../board/style.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { strokePath } from "../../../client/formats/tldraw/stroke_path.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { file, geo, richText, shape } from "../../support/formats/tldraw_files.ts";

const COLORS = [
  "black",
  "grey",
  "light-violet",
  "violet",
  "blue",
  "light-blue",
  "yellow",
  "orange",
  "green",
  "light-green",
  "light-red",
  "red",
  "white",
];

/** The colours that a drawing of ours has there. */
function colorsOut(shapes: readonly Shape[]): unknown[] {
  const records = tldrawFile(shapes, "").records as { typeName: string; props: { color: string } }[];
  return records.filter(({ typeName }) => typeName === "shape").map(({ props }) => props.color);
}

Deno.test("notes have the paper that tldraw gives them, and return with their colour", async () => {
  const notes = await shapesShown(
    file(...COLORS.map((color) => shape("note", { color, richText: richText("a") }))),
  ) as NoteShape[];
  const papers = notes.map(({ color }) => color);
  assert.deepEqual(papers.slice(0, 5), ["yellow", "#c0cad3", "#dfb0f9", "#db91fd", "#8aa3ff"]);
  assert.equal(new Set(papers).size, COLORS.length);
  assert.deepEqual(colorsOut(notes), COLORS);
});

Deno.test("a light paper of ours goes out as the paper of its colour, not as grey", async () => {
  const [note] = await shapesShown(file(shape("note", { color: "black" }))) as NoteShape[];
  const papers: Paint[] = ["red", "orange", "yellow", "green", "blue", "violet", "black", "#e6fcf5"];
  const out = colorsOut(papers.map((color, i) => ({ ...note, id: `${i}` as NoteShape["id"], color })));
  const wanted = ["light-red", "yellow", "black", "light-green", "light-blue", "light-violet", "grey"];
  assert.deepEqual(out.slice(0, -1), wanted);
  assert.notEqual(out.at(-1), "grey");
});

Deno.test("highlighters have colours of their own, both ways; lined fills are lighter and whole", async () => {
  const segments = [{ type: "free", path: strokePath([{ x: 0, y: 0, z: 0.5 }, { x: 90, y: 9, z: 0.5 }]) }];
  const marks = await shapesShown(
    file(...COLORS.map((color) => shape("highlight", { color, segments, size: "m" }))),
  ) as InkShape[];
  assert.deepEqual(marks.map(({ color }) => color).slice(0, 3), ["#fddd00", "#cbe7f1", "#ff88ff"]);
  assert.deepEqual(colorsOut(marks), COLORS.map((color) => color === "black" ? "yellow" : color), "both look alike");
  const [lined] = await shapesShown(file(geo({ fill: "lined-fill", color: "violet" }))) as GeoShape[];
  assert.deepEqual([lined.fill, lined.fillColor], ["solid", "#be68d4"]);
  const records = tldrawFile([lined], "").records as { typeName: string; props: { fill: string } }[];
  assert.equal(records.find(({ typeName }) => typeName === "shape")?.props.fill, "lined-fill");
});

Deno.test("pale fills and highlighters are as pale as there, on paper, and go back", async () => {
  const boxes = await shapesShown(file(...COLORS.map((color) => geo({ fill: "solid", color })))) as GeoShape[];
  const pale = boxes.map((box) => tinted(box.fillColor!, "light", 0.25));
  assert.deepEqual([pale[0], pale[4], pale[7]], ["#e8e8e8", "#dce1f8", "#f8e2d4"]);
  assert(boxes.every(({ fill }) => fill === "semi"));
  assert.deepEqual(colorsOut(boxes), COLORS);
  const segments = [{ type: "free", path: strokePath([{ x: 0, y: 0, z: 0.5 }, { x: 90, y: 9, z: 0.5 }]) }];
  const [mark] = await shapesShown(file(shape("highlight", { segments, size: "m" }))) as InkShape[];
  const box = { minX: 0, minY: 0, maxX: 100, maxY: 100 };
  assert.match(svgOf([mark], { box, theme: "light" }), /opacity="0.88"/);
  const { strength: _, ...usual } = mark;
  assert.match(svgOf([usual], { box, theme: "light" }), /opacity="0.45"/);
});

Deno.test("straight segments of a stroke keep their corners", async () => {
  const corners = [[0, 0], [100, 0], [100, 80]];
  const segments = corners.slice(1).map(([x, y], i) => ({
    type: "straight",
    path: strokePath([{ x: corners[i][0], y: corners[i][1], z: 0.5 }, { x, y, z: 0.5 }]),
  }));
  const [stroke] = await shapesShown(file(shape("draw", { segments, color: "red", size: "m", dash: "draw" })));
  const { points } = inkOf(stroke as InkShape)!;
  const places = Array.from({ length: points.length / STRIDE }, (_, i) => [points[STRIDE * i], points[STRIDE * i + 1]]);
  assert(places.every(([x, y]) => Math.abs(y) < 0.5 || Math.abs(x - 100) < 0.5), "no point leaves the sides");
  assert(places.filter(([x, y]) => Math.hypot(x - 100, y) < 0.5).length >= 3, "the corner is held");
});

Deno.test("a filled stroke is as wide as there, which is wider than a line of its size, and again on its way back", async () => {
  const points = [[0, 0], [80, 0], [80, 80], [0, 0]].map(([x, y]) => ({ x, y, z: 0.5 }));
  const segments = [{ type: "free", path: strokePath(points) }];
  const look = { segments, color: "red", size: "m", dash: "dashed", fill: "solid", isClosed: true };
  const [area] = await shapesShown(file(shape("draw", look))) as LineShape[];
  assert.deepEqual([area.kind, area.width], ["line", 4.5]);
  const [back] = await shapesShown(tldrawFile([area], "")) as LineShape[];
  assert.equal(back.width, 4.5);
});
