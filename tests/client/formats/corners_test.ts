import assert from "node:assert/strict";
import type { GeoShape, ImageShape } from "../../../board/shape.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { box, element, scene } from "../../support/formats/excalidraw_files.ts";
import { file, geo } from "../../support/formats/tldraw_files.ts";

type Cornered = Pick<GeoShape | ImageShape, "rounded" | "corner">;

function cornersOf(shapes: readonly object[]): (number | "usual" | undefined)[] {
  return (shapes as Cornered[]).map(({ rounded, corner }) => rounded ? corner ?? "usual" : undefined);
}

Deno.test("corners have the radius that Excalidraw draws, and go back as they were", async () => {
  const drawing = scene(
    box({ roundness: { type: 3 } }), // a quarter of 80
    box({ height: 400, roundness: { type: 3 } }),
    box({ height: 400, roundness: { type: 3, value: 10 } }),
    box({ height: 400, roundness: { type: 1 } }), // a quarter of 200
    box({ roundness: undefined, strokeSharpness: "round" }), // of 2021
    box({ roundness: null }),
    element("diamond", { width: 60, height: 80, roundness: { type: 2 } }), // half of a quarter of a side, which is 50
    element("ellipse", { roundness: { type: 2 } }),
  );
  const shapes = await shapesShown(drawing);
  assert.deepEqual(cornersOf(shapes), [20, 32, 10, 50, 20, undefined, 6.25, undefined]);
  assert.deepEqual(cornersOf(await shapesShown(excalidrawScene(shapes, new Map()))), cornersOf(shapes));
});

Deno.test("the usual corners of ours are the usual ones after a way through Excalidraw", async () => {
  const shapes = await shapesShown(
    scene(box({ roundness: { type: 3 } }), element("diamond", { roundness: { type: 2 } })),
  );
  const usual = shapes.map((shape) => ({ ...shape, corner: undefined }));
  const written = excalidrawScene(usual, new Map()) as { elements: { roundness: unknown }[] };
  assert.deepEqual(written.elements.map(({ roundness }) => roundness), Array(2).fill({ type: 3, value: 16 }));
  assert.deepEqual(cornersOf(await shapesShown(written)), ["usual", "usual"]);
});

Deno.test("what tldraw draws by hand has its small round corners", async () => {
  const drawn = [["rectangle", "draw"], ["rectangle", "solid"], ["diamond", "draw"], ["ellipse", "draw"]];
  const shapes = await shapesShown(file(...drawn.map(([form, dash]) => geo({ geo: form, dash, size: "l" }))));
  assert.deepEqual(cornersOf(shapes), [10, undefined, 10, undefined]);
});

Deno.test("corners of SVG and draw.io have their radius, in board units", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 100 100">
    <rect width="40" height="30" rx="6"/><rect width="40" height="30" ry="4"/><rect width="40" height="30" rx="90"/>
    <rect width="40" height="30"/></svg>`;
  assert.deepEqual(cornersOf((await read(svg)).shapes), [12, 8, 40, undefined]);
  const cell = (style: string) =>
    `<mxCell id="${style}" style="${style}" vertex="1" parent="1"><mxGeometry width="200" height="100" as="geometry"/></mxCell>`;
  const drawio = `<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>${
    ["rounded=1", "rounded=1;arcSize=30", "rounded=1;absoluteArcSize=1;arcSize=24", "rhombus;rounded=1", "rounded=0"]
      .map(cell).join("")
  }</root></mxGraphModel>`;
  assert.deepEqual(cornersOf((await read(drawio)).shapes), [15, 30, 12, 10, undefined]);
});

function read(text: string) {
  return readDrawing(new TextEncoder().encode(text));
}
