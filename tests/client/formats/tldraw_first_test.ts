import assert from "node:assert/strict";
import type { ArrowShape, GeoShape, NoteShape, TextShape } from "../../../board/shape.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { firstDocument } from "../../support/formats/tldraw_files.ts";

function read(value: unknown) {
  return readDrawing(new TextEncoder().encode(JSON.stringify(value)));
}

Deno.test("documents of 2021 arrive with their labels and bindings", async () => {
  const style = { color: "indigo", size: "small", dash: "draw", isFilled: true, scale: 1 };
  const common = { parentId: "page", style, rotation: 0 };
  const { shapes, title } = await read(firstDocument([
    { ...common, id: "a", type: "rectangle", childIndex: 2, point: [10, 20], size: [300, 200], label: "Box" },
    { ...common, id: "b", type: "ellipse", childIndex: 1, point: [500, 0], radius: [50, 40] },
    {
      ...common,
      id: "c",
      type: "arrow",
      childIndex: 3,
      point: [310, 60],
      bend: 0,
      decorations: { end: "arrow" },
      handles: { start: { point: [0, 0], bindingId: "one" }, end: { point: [190, -20] } },
    },
    { ...common, id: "d", type: "draw", childIndex: 4, point: [0, 0], points: [[0, 0, 0.5], [30, 40, 0.5]] },
  ], [{ id: "one", fromId: "c", toId: "a", handleId: "start", point: [0.5, 0.5], distance: 16 }]));
  assert.equal(title, "Old");
  const [ellipse, box, line, stroke] = shapes;
  assert.deepEqual([ellipse.x, ellipse.y, ellipse.w, ellipse.h], [500, 0, 100, 80]);
  assert.equal((box as GeoShape).text, "Box");
  assert.deepEqual([(line as ArrowShape).start.to, (line as ArrowShape).end.to], [box.id, undefined]);
  assert.deepEqual([stroke.kind, stroke.w, stroke.h], ["ink", 30, 40]);
});

Deno.test("documents of 2021 look as tldraw shows them since 2023", async () => {
  const style = { color: "indigo", size: "small", dash: "draw", isFilled: true, scale: 2 };
  const common = { parentId: "group", style };
  const { shapes } = await read(firstDocument([
    { ...common, id: "a", type: "rectangle", childIndex: 1, point: [10, 20], size: [300, 200], label: "Box" },
    { ...common, id: "b", type: "text", childIndex: 2, point: [400, 20], text: "Two\r\nlines\r" },
    { ...common, id: "c", type: "sticky", childIndex: 3, point: [0, 300], size: [250, 320], text: "Note" },
    { ...common, id: "d", type: "rectangle", childIndex: 4, point: [10, 20], size: [40, 20], rotation: Math.PI / 2 },
    { ...common, id: "group", parentId: "page", type: "group", childIndex: 1, point: [5, 5], size: [900, 900] },
  ]));
  const [box, text, note, turned] = shapes as [GeoShape, TextShape, NoteShape, GeoShape];
  const { color, width, fill, fontSize, sketch, textColor = color } = box;
  assert.deepEqual(
    { color, width, fill, fontSize, sketch, textColor },
    { color: "#4465e9", width: 3.5, fill: "semi", fontSize: 22, sketch: true, textColor: "#4465e9" },
  );
  assert.deepEqual([text.text, text.fontSize, text.x, Math.round(text.y)], ["Two\nlines", 36, 400, 20]);
  assert.deepEqual([note.x, note.y, note.w, note.h, note.color], [0, 300, 250, 320, "#8aa3ff"]);
  const { x, y, w, h, angle } = turned;
  assert.deepEqual([x, y, w, h, angle].map((value) => Math.round(value! * 100) / 100), [10, 20, 40, 20, 1.57]);
  assert.equal(new Set(shapes.map(({ groups }) => groups?.join())).size, 1);
});
