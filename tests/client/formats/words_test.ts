import assert from "node:assert/strict";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { GeoShape, LineShape, NoteShape } from "../../../board/shape.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { chartOf, ticksBetween } from "../../../client/formats/words/chart.ts";
import { numberIn } from "../../../client/formats/words/numbers.ts";
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
  assert.deepEqual(notes.map(({ text }) => text), ["Plan", "first", "second", "Later", "words"]);
  assert.deepEqual(notes.map(({ y }) => y > 0), [false, false, false, true, true]);
  assert.equal(notes[3].x, 0);
});

Deno.test("notes of Markdown have plain words, and the address of an only link", async () => {
  const words: readonly (readonly [line: string, words: string, link?: string])[] = [
    ["**Bold** and _slanted_, ***both***, ~~gone~~ and **a*b**", "Bold and slanted, both, gone and a*b"],
    ["2*3*4, 2 * 3 * 4, some_long_name, **open", "2*3*4, 2 * 3 * 4, some_long_name, **open"],
    ["run `a_b_ **c**` now", "run a_b_ **c** now"],
    ["see [the **page**](https://example.org/a_b_c)", "see the page", "https://example.org/a_b_c"],
    ["[one](https://example.org/) [two](https://example.org/) ![picture](a.png)", "one two picture"],
    ["\\*as it is\\*", "*as it is*"],
  ];
  const { shapes } = await readDrawing(new TextEncoder().encode(words.map(([line]) => line).join("\n\n")), {
    name: "a.md",
  });
  assert.deepEqual(
    (shapes as NoteShape[]).map(({ text, link }) => [text, link]),
    words.map(([, text, link]) => [text, link]),
  );
});

Deno.test("tables and lists without words, or with far too many, are refused", async () => {
  const refused = (problem: string) => (error: unknown) => error instanceof DrawingError && error.problem === problem;
  await assert.rejects(read("\n,,\n", "a.csv"), refused("empty"));
  await assert.rejects(read("a,b\n".repeat(6_000), "a.csv"), refused("tooMany"));
  await assert.rejects(read("---\n", "a.md"), refused("empty"));
  await assert.rejects(read("- x\n".repeat(1_001), "a.md"), refused("tooMany"));
});

Deno.test("numbers are read as people write them", () => {
  const words = ["1,234.5", "1.234,5", "1,234", "12,5", "€ 7", "40 %", "-3", "1e3", "−2", "1 000"];
  assert.deepEqual(words.map(numberIn), [1_234.5, 1_234.5, 1_234, 12.5, 7, 40, -3, 1_000, -2, 1_000]);
  for (const bad of ["", "n/a", "1-2", "12:30", "1.2.3", "Infinity", "0x10", "--1"]) {
    assert.equal(numberIn(bad), undefined, bad);
  }
});

Deno.test("bars stand on the line of zero, as high as their values, in groups of each row", () => {
  const { shapes, missed } = chartOf([["", "A", "B"], ["one", "10", "-5"], ["two", "?", "20"]], "bars");
  const bars = shapes.filter((shape) => shape.kind === "geo" && shape.h > 8) as GeoShape[];
  assert.deepEqual(bars.map(({ color }) => color), ["blue", "orange", "orange"]);
  const unit = bars[0].h / 10;
  assert.deepEqual(bars.map(({ h }) => Math.round(h / unit)), [10, 5, 20]);
  // The zero is below the first and above the second.
  assert(Math.abs(bars[0].y + bars[0].h - bars[1].y) < 0.001);
  const texts = shapes.flatMap((shape) => shape.kind === "text" ? [shape.text] : []);
  for (const text of ["one", "two", "A", "B", "0", "20"]) assert(texts.includes(text), text);
  assert.deepEqual(missed, { number: 1 });
  assert.equal(new Set(shapes.flatMap(({ groups }) => groups)).size, 1);
});

Deno.test("lines are interrupted where a value is missing, and each value has a dot", () => {
  const cells = [["day", "visits"], ...["3", "5", "x", "8", "13"].map((value, i) => [`${i}`, value])];
  const { shapes } = chartOf(cells, "lines");
  const courses = shapes.filter((shape) => shape.kind === "line" && shape.color === "blue");
  assert.deepEqual(courses.map((line) => (line as LineShape).points.length), [4, 4]);
  assert.equal(shapes.filter((shape) => shape.kind === "geo" && shape.form === "ellipse").length, 4);
});

Deno.test("slices of a pie share the circle by their values", () => {
  const { shapes, missed } = chartOf([["a", "50"], ["b", "25"], ["c", "25"], ["d", "-1"], ["e", "0"]], "pie");
  const texts = shapes.flatMap((shape) => shape.kind === "text" ? [shape.text] : []);
  assert.deepEqual(texts, ["a  50 %", "b  25 %", "c  25 %"]);
  assert.equal(shapes.filter((shape) => shape.kind === "line" && shape.fill === "solid").length, 3);
  assert.deepEqual(missed, { number: 1 });
});

Deno.test("values that a chart has no room for are counted, and the slices of a pie remain shares of the whole", () => {
  const rows = Array.from({ length: 210 }, (_, i) => [`row ${i}`, ...Array.from({ length: 9 }, () => "1")]);
  assert.deepEqual(chartOf(rows, "bars").missed, { value: 10 * 8 + 210 });
  const { shapes, missed } = chartOf(rows.map(([name, first]) => [name, first]), "pie");
  assert.deepEqual(missed, { value: 210 - 23 });
  const texts = shapes.flatMap((shape) => shape.kind === "text" ? [shape.text] : []);
  assert.deepEqual([texts.length, texts[0], texts[23]], [24, "row 0  0 %", "…  89 %"]);
  assert.deepEqual(chartOf([["a", "1", "2"], ["b", "3", "4"]], "pie").missed, { value: 2 });
});

Deno.test("a chart is only of numbers", () => {
  const refused = (error: unknown) => error instanceof DrawingError && error.problem === "noNumbers";
  assert.throws(() => chartOf([["a", "b"], ["c", "d"]], "bars"), refused);
  assert.throws(() => chartOf([], "pie"), refused);
  assert.deepEqual(ticksBetween(0, 20), [0, 5, 10, 15, 20]);
  assert.deepEqual(ticksBetween(0, 0), [0, 0.2]);
  for (const value of ["1e-300", "999999999999999"]) assert(chartOf([["a", value]], "bars").shapes.length > 5, value);
});

Deno.test("tables of spreadsheets may be in units of two bytes, of either order", async () => {
  for (const [isLittle, mark] of [[true, "\uFEFF"], [false, "\uFEFF"], [true, ""], [false, ""]] as const) {
    const text = `${mark}name,größe\r\nčaj,1`;
    const bytes = new DataView(new ArrayBuffer(2 * text.length));
    [...text].forEach((letter, i) => bytes.setUint16(2 * i, letter.charCodeAt(0), isLittle));
    const { shapes } = await readDrawing(new Uint8Array(bytes.buffer), { name: "a.csv" });
    assert.deepEqual(shapes.map((cell) => (cell as GeoShape).text), ["name", "größe", "čaj", "1"]);
  }
});

Deno.test("a note that is nothing but a diagram is that diagram", async () => {
  const diagram = "```mermaid\nflowchart TD\nA-->B\n```\n";
  const kinds = async (text: string) => (await read(text, "a.md")).shapes.map(({ kind }) => kind);
  const inDevOps = diagram.replaceAll("```", ":::"),
    isSpaced = diagram.replace("```m", "~~~~ m").replace("```", "~~~~");
  for (const each of [diagram, inDevOps, isSpaced]) assert.deepEqual(await kinds(each), ["geo", "geo", "arrow"]);
  assert((await kinds(`Words\n${diagram}`)).every((kind) => kind === "note"));
  assert((await kinds(`${diagram}\nand\n${diagram}`)).every((kind) => kind === "note"));
});
