import assert from "node:assert/strict";
import { createTLSchema } from "@tldraw/tlschema";
import type { Shape } from "../../../board/shape.ts";
import { isOrderKey } from "../../../board/order.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { PINNED_SCHEMA } from "../../../client/formats/tldraw/pinned_schema.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { drawingFacts, shapesShown } from "../../support/formats/drawing_facts.ts";
import { PICTURE } from "../../support/formats/excalidraw_files.ts";
import { sampleFiles } from "../../support/formats/sample_files.ts";

// When the library is loaded, it starts a timer to look for other versions of itself.
const { __TLDRAW_LIBRARY_VERSIONS__: versions } = globalThis as unknown as Record<string, { scheduledNotice: number }>;
clearTimeout(versions.scheduledNotice);

/** As the page has it by then. */
const PICTURES = new Map([["0".repeat(64), PICTURE]]);

Deno.test("a drawing of Excalidraw is the same after a way through a board and back", async () => {
  const board = await shapesShown(sampleFiles().excalidraw);
  const back = await shapesShown(excalidrawScene(board, PICTURES));
  assert.deepEqual(back.map(drawingFacts), board.map(drawingFacts));
});

Deno.test("a scene names only what is in it, and every text its container", async () => {
  const { elements } = excalidrawScene(await shapesShown(sampleFiles().excalidraw)) as {
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
    const { records } = tldrawFile(await shapesShown(sample), "Title", PICTURES) as {
      records: { id: string; typeName: string }[];
    };
    assert.equal(new Set(records.map(({ id }) => id)).size, records.length);
    for (const record of records) schema.types[record.typeName as "shape"].validate(record as never);
  }
});

Deno.test("a drawing of tldraw is the same after a way through a board and back", async () => {
  const board = await shapesShown(sampleFiles().tldr);
  const back = await shapesShown(tldrawFile(board, "", PICTURES));
  const kept = (shapes: Shape[]) =>
    shapes.map(drawingFacts).map(({ color: _, place, ...rest }) => ({ ...rest, place }));
  assert.deepEqual(kept(back), kept(board));
});
