import assert from "node:assert/strict";
import fc from "fast-check";
import { PORTABLE_SHAPES_MAX } from "../../../board/limits.ts";
import { portableMetadata, toPortable } from "../../../board/portable/portable.ts";
import { fromPortable, parsePortable, PortableError } from "../../../board/portable/portable_reader.ts";
import { clipOf } from "../../../client/editor/arrange/clip.ts";
import { shapesOf } from "../../../client/editor/arrange/paste.ts";
import { arrowOf, geoOf } from "../../support/board/figures.ts";
import { inkOf } from "../../support/board/shapes.ts";

const shapes = [
  inkOf("a.1"),
  geoOf("a.2", { text: '<b>&"é\n🙂', fill: "hatch" }),
  arrowOf("a.3", { end: { x: 1, y: 2 } }),
];

Deno.test("exported shapes are read back unchanged, from JSON and from the clipboard", () => {
  const json = JSON.parse(JSON.stringify(toPortable(shapes, "Plan")));
  assert.deepEqual(fromPortable(json), { shapes, title: "Plan", unread: 0 });
  const clip = clipOf(shapes);
  assert.equal(clip.text, '<b>&"é\n🙂');
  assert.deepEqual(shapesOf(clip), shapes);
  assert.deepEqual(shapesOf({ text: JSON.stringify(json), html: "" }), shapes);
});

Deno.test("text in clipboard JSON never becomes markup", () => {
  assert.doesNotMatch(clipOf(shapes).html, /<b>/);
});

Deno.test("foreign clipboard content is rejected", () => {
  for (const text of ["", "hello", "{", '{"type":"excalidraw/clipboard"}', "[1]"]) {
    assert.equal(shapesOf({ text, html: "<p data-drawbridge='x'>" }), undefined, text);
  }
  assert.equal(shapesOf({ text: "", html: '<p data-drawbridge="%E0%A4%A">' }), undefined);
});

Deno.test("a file of another type or version is rejected with its reason, and unreadable shapes are counted", () => {
  assert.throws(() => fromPortable({ type: "tldraw" }), { reason: { code: "notDrawbridge" } });
  assert.throws(() => fromPortable({ type: "drawbridge", version: 2, shapes: [] }), {
    reason: { code: "unknownVersion", version: "2" },
  });
  const odd = { type: "drawbridge", version: { toString: 1, valueOf: 1 }, shapes: [] };
  assert.throws(() => fromPortable(odd), { reason: { code: "unknownVersion", version: "?" } });
  const tooMany = { type: "drawbridge", version: 1, shapes: Array(PORTABLE_SHAPES_MAX + 1) };
  assert.throws(() => fromPortable(tooMany), { reason: { code: "tooManyShapes", most: PORTABLE_SHAPES_MAX } });
  const broken = { ...toPortable(shapes), shapes: [...toPortable(shapes).shapes, { kind: "video" }, null, 3] };
  assert.deepEqual(fromPortable(broken), { shapes, title: undefined, unread: 3 });
});

Deno.test("an SVG carries its shapes with any text, and none of it becomes markup", () => {
  const text = "</metadata><script>alert(1)</script> & \uFFFF \u0000 \uD800";
  const shape = { ...geoOf("box"), text };
  const metadata = portableMetadata([shape]);
  for (const foreign of ["<", ">", "&", "\uFFFF", "\0", "\uD800"]) assert(!metadata.includes(foreign));
  const svg = `<svg viewBox="0 0 1 1">\n<metadata>${metadata}</metadata></svg>`;
  assert.deepEqual(fromPortable(parsePortable(svg)).shapes, [shape]);
  for (const other of ["<svg></svg>", "<svg><metadata>{</metadata></svg>", "<p>"]) {
    assert.throws(() => parsePortable(other), { reason: { code: "notDrawbridge" } });
  }
});

Deno.test("any file is either read or rejected with a reason", () => {
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.anything()), (value, list) => {
      for (const file of [value, { type: "drawbridge", version: 1, shapes: list }]) {
        try {
          fromPortable(file);
        } catch (error) {
          assert.ok(error instanceof PortableError, String(error));
        }
      }
    }),
    { seed: 3, numRuns: 2_000 },
  );
});
