import assert from "node:assert/strict";
import packing from "lz-string";
import type { GeoShape } from "../../../board/shape.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import * as drawio from "../../support/formats/drawio_files.ts";
import { binaryOf, pngOf, SCENE_KEYWORD, sceneEnvelope, sceneSvg } from "../../support/formats/carried_files.ts";
import { box, scene } from "../../support/formats/excalidraw_files.ts";

const JSON_TEXT = JSON.stringify(scene(box({ link: "https://example.org/ö" })));

const envelope = () => sceneEnvelope(JSON_TEXT);

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function svg(version: string, payload: string): Uint8Array<ArrayBuffer> {
  return bytes(sceneSvg(version, payload));
}

Deno.test("pictures that carry their scene are read as drawings", async () => {
  const files = [
    pngOf(["IHDR", "\0".repeat(13)], ["tEXt", `Comment\0none`], ["tEXt", `${SCENE_KEYWORD}\0${await envelope()}`], [
      "IEND",
      "",
    ]),
    svg("2", await envelope()),
    svg("1", binaryOf(new TextEncoder().encode(JSON_TEXT))),
  ];
  for (const file of files) {
    const { shapes: [shape] } = await readDrawing(file);
    assert.deepEqual([shape.x, shape.w, shape.link], [100, 200, "https://example.org/ö"]);
  }
});

Deno.test("pictures that carry a diagram of draw.io are read as drawings", async () => {
  const xml = drawio.drawioFile(
    drawio.model(drawio.vertex([100, 0, 200, 50], { id: "a", value: "ö", style: "html=1" })),
  );
  const carried = encodeURIComponent(xml);
  const attribute = drawio.escaped(xml);
  const files = [
    pngOf(["tEXt", `mxfile\0${carried}`]),
    pngOf(["zTXt", `mxGraphModel\0\0${binaryOf(await drawio.deflated(carried, "deflate-raw"))}`]),
    pngOf(["zTXt", `mxfile\0\0${binaryOf(await drawio.deflated(carried, "deflate"))}`]),
    bytes(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width='5' content="${attribute}"><g/></svg>`),
    bytes(`<svg content="${carried}"/>`),
    bytes(encodeURIComponent(drawio.model(drawio.vertex([100, 0, 200, 50], { id: "a", value: "ö", style: "html=1" })))),
  ];
  for (const file of files) {
    const { shapes: [shape] } = await readDrawing(file);
    assert.deepEqual([shape.x, shape.w, (shape as GeoShape).text], [100, 200, "ö"]);
  }
  await assert.rejects(readDrawing(pngOf(["zTXt", "mxfile\0\0none"])), DrawingError);
  await assert.rejects(readDrawing(bytes('<svg content="&lt;mxfile"/>')), DrawingError);
});

Deno.test("the drawing in a note of Obsidian is read, plain and packed", async () => {
  const note = (kind: string, content: string) =>
    new TextEncoder().encode(
      `---\nexcalidraw-plugin: parsed\n---\n# Text Elements\nWords ^a1\n\`\`\`${kind}\n${content}\n\`\`\`\n`,
    );
  const packed = packing.compressToBase64(JSON_TEXT).replace(/.{40}/g, "$&\n\n");
  for (const bytes of [note("json", JSON_TEXT), note("compressed-json", packed)]) {
    const { shapes: [shape] } = await readDrawing(bytes, { name: "drawing.excalidraw.md" });
    assert.deepEqual([shape.x, shape.w], [100, 200]);
  }
  await assert.rejects(readDrawing(note("text", "")), DrawingError);
});

Deno.test("pictures without a scene, and damaged ones, are refused", async () => {
  const damaged = JSON.stringify({
    compressed: true,
    encoded: binaryOf(await drawio.deflated(JSON_TEXT, "deflate")).slice(0, 40),
  });
  const refused = (problem: string) => (error: unknown) => error instanceof DrawingError && error.problem === problem;
  await assert.rejects(readDrawing(pngOf(["IHDR", ""], ["IEND", ""])), refused("unknown"));
  await assert.rejects(readDrawing(pngOf(["tEXt", `${SCENE_KEYWORD}\0{`])), refused("broken"));
  await assert.rejects(readDrawing(svg("2", damaged)), refused("broken"));
  await assert.rejects(readDrawing(pngOf(["tEXt", `${SCENE_KEYWORD}`]).slice(0, 20)), refused("unknown"));
});
