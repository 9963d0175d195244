import assert from "node:assert/strict";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { GeoShape, NoteShape } from "../../../board/shape.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { cellsOf, separatorOf } from "../../../client/formats/words/table.ts";

function read(text: string, name: string) {
  return readDrawing(new TextEncoder().encode(text), { name });
}

Deno.test("cells may be quoted, hold separators, and end in any line break", () => {
  assert.deepEqual(cellsOf('a,"b, ""c""\nd"\r\n1,\r,x', ","), [["a", 'b, "c"\nd'], ["1", ""], ["", "x"]]);
  assert.deepEqual(["a,b", "a;b;c,d", "a\tb", "a"].map(separatorOf), [",", ";", "\t", ","]);
});

Deno.test("a table becomes rows of rectangles that touch", async () => {
  const { shapes } = await read(
    "name,words\nAda,a very long cell that does not fit into the width of a column at all\nBob",
    "t.csv",
  );
  const cells = shapes as GeoShape[];
  assert.deepEqual(cells.map(({ text }) => text?.slice(0, 6)), ["name", "words", "Ada", "a very", "Bob", undefined]);
  const [, second, ada, long, bob] = cells;
  assert.equal(second.x, cells[0].w);
  assert.equal(ada.h, fitted(long).h);
  assert(ada.h > cells[0].h && bob.y === ada.y + ada.h);
  assert.equal(new Set(cells.flatMap(({ groups }) => groups)).size, 1);
});

Deno.test("lines of Markdown become notes, and a heading begins a row", async () => {
  const { shapes } = await read("# Plan\n\n- [ ] *first*\n2. second\n---\n## Later\nwords", "list.md");
  const notes = shapes as NoteShape[];
  assert.deepEqual(notes.map(({ text }) => text), ["Plan", "*first*", "second", "Later", "words"]);
  assert.deepEqual(notes.map(({ y }) => y > 0), [false, false, false, true, true]);
  assert.equal(notes[3].x, 0);
});

Deno.test("tables and lists without words, or with far too many, are refused", async () => {
  const refused = (problem: string) => (error: unknown) => error instanceof DrawingError && error.problem === problem;
  await assert.rejects(read("\n,,\n", "a.csv"), refused("empty"));
  await assert.rejects(read("a,b\n".repeat(6_000), "a.csv"), refused("tooMany"));
  await assert.rejects(read("---\n", "a.md"), refused("empty"));
  await assert.rejects(read("- x\n".repeat(1_001), "a.md"), refused("tooMany"));
});
