import assert from "node:assert/strict";
import { createTLSchema } from "@tldraw/tlschema";
import { tie } from "../../../board/figure/line/tie.ts";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { ArrowShape, ImageShape, Shape } from "../../../board/shape.ts";
import { isOrderKey } from "../../../board/order.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { PINNED_SCHEMA } from "../../../client/formats/tldraw/pinned_schema.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { PICTURE } from "../../support/formats/excalidraw_files.ts";
import { sampleFiles } from "../../support/formats/sample_files.ts";

// When the library is loaded, it starts a timer to look for other versions of itself.
const { __TLDRAW_LIBRARY_VERSIONS__: versions } = globalThis as unknown as Record<string, { scheduledNotice: number }>;
clearTimeout(versions.scheduledNotice);

/** As the page has it by then. */
const PICTURES = new Map([["0".repeat(64), PICTURE]]);

async function shown(file: unknown): Promise<Shape[]> {
  const { shapes } = await readDrawing(new TextEncoder().encode(JSON.stringify(file)));
  const fit = new Map(shapes.map((shape) => [shape.id, fitted(shape)]));
  return [...fit.values()].map((shape) => shape.kind === "arrow" ? tie(shape, (id) => fit.get(id)) : shape);
}

/** What survives both ways, of each shape. */
function facts(shape: Shape) {
  const { kind, x, y, w, h, angle = 0, opacity = 1, locked = false, groups = [], frame, link } = shape;
  const place = [x, y, w, h].map((value) => Math.round(value));
  const { text, color, dash } = shape as Partial<ArrowShape>;
  const ties = shape.kind === "arrow" ? [shape.start.to !== undefined, shape.end.to !== undefined] : [];
  const { crop, flipX, flipY, asset } = shape as Partial<ImageShape>;
  const more = {
    crop,
    flipX,
    flipY,
    asset,
    angle: Math.round(angle * 1_000),
    opacity,
    locked,
    depth: groups.length,
    isFramed: frame !== undefined,
  };
  return { kind, place, text, color, dash, ties, link, ...more };
}

Deno.test("a drawing of Excalidraw is the same after a way through a board and back", async () => {
  const board = await shown(sampleFiles().excalidraw);
  const back = await shown(excalidrawScene(board, PICTURES));
  assert.deepEqual(back.map(facts), board.map(facts));
});

Deno.test("a scene names only what is in it, and every text its container", async () => {
  const { elements } = excalidrawScene(await shown(sampleFiles().excalidraw)) as {
    elements: Record<string, unknown>[];
  };
  const byId = new Map(elements.map((element) => [element.id, element]));
  assert.equal(byId.size, elements.length);
  for (const { index, frameId, containerId, boundElements, startBinding, points } of elements) {
    assert(isOrderKey(index));
    for (const id of [frameId, containerId]) assert(id === null || id === undefined || byId.has(id));
    for (const { id } of (boundElements ?? []) as { id: string }[]) assert(byId.has(id));
    if (startBinding) assert(byId.has((startBinding as { elementId: string }).elementId));
    if (points) assert.deepEqual((points as number[][])[0], [0, 0]);
  }
});

Deno.test("files for tldraw have its newest schema, and it takes every record of them", async () => {
  const schema = createTLSchema();
  assert.deepEqual(schema.serialize(), PINNED_SCHEMA);
  for (const sample of [sampleFiles().tldr, sampleFiles().excalidraw]) {
    const { records } = tldrawFile(await shown(sample), "Title", PICTURES) as {
      records: { id: string; typeName: string }[];
    };
    assert.equal(new Set(records.map(({ id }) => id)).size, records.length);
    for (const record of records) schema.types[record.typeName as "shape"].validate(record as never);
  }
});

Deno.test("a drawing of tldraw is the same after a way through a board and back", async () => {
  const board = await shown(sampleFiles().tldr);
  const back = await shown(tldrawFile(board, "", PICTURES));
  const kept = (shapes: Shape[]) => shapes.map(facts).map(({ color: _, place, ...rest }) => ({ ...rest, place }));
  assert.deepEqual(kept(back), kept(board));
});
