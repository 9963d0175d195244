import assert from "node:assert/strict";
import { foreignDrawing } from "../../../../client/editor/arrange/foreign_clip.ts";

Deno.test("the clipboard of other drawing programs is told from words and from our own", () => {
  const found = (text: string, html = "") => foreignDrawing({ text, html });
  const scene = '{"type":"excalidraw/clipboard","elements":[]}';
  assert.equal(found(scene), scene);
  assert(found('{\n  "type": "excalidraw",\n  "elements": []\n}'));
  assert(found('{"type":"excalidrawlib","version":2}'));
  assert(found('{"tldrawFileFormatVersion":1}'));
  assert(found('<svg xmlns="x"><!-- payload-type:application/vnd.excalidraw+json -->'));
  assert(found("<mxGraphModel><root/></mxGraphModel>"));
  assert(found("%3CmxGraphModel%3E%3Croot%2F%3E%3C%2FmxGraphModel%3E"));
  assert(found("flowchart LR\n  a --> b"));
  assert(found("```mermaid\ngraph TD;a-->b\n```"));
  assert.equal(found("graph the results"), undefined);
  assert.equal(found("words", "<div data-tldraw>abc</div>"), "<div data-tldraw>abc</div>");
  for (
    const text of [
      "",
      "type excalidraw",
      '{"type":"drawbridge","shapes":[]}',
      "<mxfiles/>",
      '"type":"excalidraw"',
    ]
  ) {
    assert.equal(found(text), undefined, text);
  }
});

Deno.test("drawings in SVG are told from our own", () => {
  const found = (text: string) => foreignDrawing({ text, html: "" });
  assert(found("<svg></svg>") && found('<?xml version="1.0"?>\n<svg xmlns="x">'));
  assert.equal(found('<svg xmlns="x">\n<metadata>{"type":"drawbridge","shapes":[]}</metadata></svg>'), undefined);
  assert.equal(found("<svgs>"), undefined);
});
