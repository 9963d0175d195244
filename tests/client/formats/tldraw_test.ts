import assert from "node:assert/strict";
import packing from "lz-string";
import { toBoard } from "../../../board/figure/point.ts";
import { inkOf } from "../../../board/figure/stretch.ts";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { ArrowShape, GeoShape, InkShape, LineShape, NoteShape, Shape, TextShape } from "../../../board/shape.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { geoOf, noteOf } from "../../support/board/figures.ts";
import { arrow, binding, file, geo, list, packedPoints, richText, shape } from "../../support/formats/tldraw_files.ts";
import { isNear, shapesOf } from "../../support/formats/read_shapes.ts";

function read(file: unknown) {
  return readDrawing(new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file)));
}

Deno.test("a form arrives with its place, size, look and text", async () => {
  const [form] = await shapesOf(file(geo({
    geo: "ellipse",
    growY: 20,
    fill: "pattern",
    dash: "dashed",
    labelColor: "light-red",
    richText: richText("Two", "lines"),
    url: "https://example.org/",
  }, { x: 30, y: -40, opacity: 0.5, isLocked: true })));
  const { text, w, h } = fitted(form as GeoShape);
  assert.deepEqual([form.x, form.y, w, h], [30, -40, 200, 120]);
  assert.equal(text, "Two\nlines");
  const { form: name, color, fill, dash, textColor, opacity, locked, link } = form as GeoShape;
  assert.deepEqual(
    { name, color, fill, dash, textColor, opacity, locked, link },
    {
      name: "ellipse",
      color: "#4465e9",
      fill: "hatch",
      dash: "dashed",
      textColor: "#f87777",
      opacity: 0.5,
      locked: true,
      link: "https://example.org/",
    },
  );
});

Deno.test("shapes in turned groups and frames lie where they were shown", async () => {
  const quarter = Math.PI / 2;
  const shapes = await shapesOf(file(
    shape("frame", { w: 400, h: 300, name: "Plan" }, { id: "shape:frame", x: 100, y: 50 }),
    shape("group", {}, { id: "shape:group", parentId: "shape:frame", x: 200, y: 10, rotation: quarter }),
    geo({}, { parentId: "shape:group", x: 20, y: 0 }),
  ));
  const [frame, box] = shapes;
  assert(frame.kind === "frame" && frame.name === "Plan");
  assert.equal(box.frame, frame.id);
  assert.equal(box.groups?.length, 1);
  const corner = toBoard(box, { x: 0, y: 0 }), right = toBoard(box, { x: box.w, y: 0 });
  [[corner.x, 300], [corner.y, 80], [right.x, 300], [right.y, 280]].forEach(([is, was]) => isNear(is, was, 0.01));
});

Deno.test("arrows are tied by binding records, and in older files by their props", async () => {
  const a = geo({}, { id: "shape:a" }), b = geo({}, { id: "shape:b", x: 400 });
  const end = (boundShapeId: string, isPrecise: boolean) => ({
    type: "binding",
    boundShapeId,
    normalizedAnchor: { x: 0.25, y: 0.75 },
    isExact: false,
    isPrecise,
  });
  const line = arrow({ bend: -40, richText: richText("goes") }, { id: "shape:line" });
  const shapes = await shapesOf(file(
    a,
    b,
    line,
    binding("shape:line", "shape:a", { terminal: "start" }),
    binding("shape:line", "shape:b", { terminal: "end", isExact: true, normalizedAnchor: { x: 0, y: 0.5 } }),
    arrow({ start: end("shape:b", true), end: end("shape:a", false), richText: undefined, text: "old" }),
  ));
  const [first, second] = shapes.filter((each): each is ArrowShape => each.kind === "arrow");
  assert.deepEqual([first.start.to, first.end.to, first.end.exact, first.text], ["s0", "s1", true, "goes"]);
  assert(first.route === "curve" && first.via![7] > 0, "a bend below zero is to the left");
  const { start, end: to, text } = second;
  assert.deepEqual([start.to, start.u, start.v, to.to, to.u, to.v], ["s1", 0.25, 0.75, "s0", 0.5, 0.5]);
  assert.equal(text, "old");
});

Deno.test("an arrow into or within its own shape keeps its place there, also where it is not precise", async () => {
  const outer = geo({ w: 400, h: 300 }, { id: "shape:outer" });
  const inner = geo({ w: 50, h: 50 }, { id: "shape:inner", x: 20, y: 20 });
  const anchor = { normalizedAnchor: { x: 0.75, y: 0.1 }, isPrecise: false };
  const ends = (id: string, from: string, to: string) => [
    arrow({}, { id }),
    binding(id, from, { ...anchor, terminal: "start" }),
    binding(id, to, { ...anchor, terminal: "end" }),
  ];
  const shapes = await shapesOf(file(
    outer,
    inner,
    ...ends("shape:out", "shape:outer", "shape:inner"),
    ...ends("shape:self", "shape:inner", "shape:inner"),
  ));
  const [out, self] = shapes.filter((each): each is ArrowShape => each.kind === "arrow");
  assert.deepEqual([out.start.x, out.start.y, out.end.u, out.end.v], [300, 30, 0.5, 0.5]);
  assert.deepEqual([self.start.u, self.start.v, self.end.u, self.end.v], [0.75, 0.1, 0.75, 0.1]);
});

Deno.test("strokes have the same points in all three encodings", async () => {
  const steps = [0, 0, 0.5, 10, 5, 0.25, 24, -3, 0.75];
  const points = [{ x: 0, y: 0, z: 0.5 }, { x: 10, y: 5, z: 0.25 }, { x: 24, y: -3, z: 0.75 }];
  const differences = [0, 0, 0.5, 10, 5, -0.25, 14, -8, 0.5];
  const segments = [
    [{ type: "free", points }],
    [{ type: "free", points: packedPoints(steps) }],
    [{ type: "free", path: packedPoints(differences, 3) }],
  ];
  const shapes = await shapesOf(
    file(
      ...segments.map((segments) =>
        shape("draw", { segments, color: "red", fill: "none", dash: "draw", size: "m", isPen: true, isClosed: false })
      ),
    ),
  );
  assert.equal(shapes.length, 3);
  for (const stroke of shapes as InkShape[]) {
    const samples = inkOf(stroke)!;
    assert(samples.pressure);
    assert.deepEqual([stroke.x, stroke.y, stroke.w, stroke.h], [0, -3, 24, 8]);
    assert.deepEqual([...samples.points].filter((_, i) => i % 3 < 2), [0, 3, 10, 8, 24, 0]);
  }
});

Deno.test("notes keep their size and paper, and forms that boards lack become outlines with their text", async () => {
  const [note, outline, words] = await shapesOf(file(
    shape("note", { color: "light-blue", size: "m", font: "sans", richText: richText("Remember this") }),
    geo({ geo: "pentagon", fill: "solid", richText: richText("five") }, { x: 300 }),
  ));
  assert.deepEqual([note.w, fitted(note as NoteShape).h, (note as NoteShape).color], [200, 200, "#9bc4fd"]);
  assert(outline.kind === "line" && outline.fill === "semi" && outline.w === 200 && outline.h === 100);
  assert.equal((words as TextShape).text, "five");
  assert.deepEqual(words.groups, outline.groups);
});

Deno.test("scale is that of letters and widths, not of points, and a note's letters have a factor or a size", async () => {
  const segments = [{ type: "free", points: [{ x: 0, y: 0 }, { x: 50, y: 20 }] }];
  const [stroke, line, ...notes] = await shapesOf(file(
    shape("draw", { segments, scale: 3, scaleX: 2, scaleY: 1, size: "s", dash: "draw" }),
    shape("line", {
      points: { a: { id: "a", index: "a1", x: 0, y: 0 }, b: { id: "b", index: "a2", x: 90, y: 5 } },
      scale: 3,
      size: "s",
    }),
    ...[0, 0.5, 1, 16].map((fontSizeAdjustment) =>
      shape("note", { size: "m", fontSizeAdjustment, richText: richText("one") })
    ),
  ));
  assert.deepEqual([stroke.w, stroke.h, line.w, (line as LineShape).width], [100, 20, 90, 6]);
  assert.deepEqual(notes.map((note) => (note as NoteShape).fontSize), [22, 11, 22, 16]);
});

Deno.test("items of lists keep their bullets and numbers, also in each other", async () => {
  const steps = list("orderedList", ["Fetch", ["Carry", list("bulletList", ["up", "down"])]], { start: 9, type: null });
  const [note] = await shapesOf(file(shape("note", {
    size: "s",
    richText: { type: "doc", content: [...richText("Water").content as [], list("bulletList", ["", ["Now", steps]])] },
  })));
  assert.deepEqual((note as NoteShape).text?.split("\n"), [
    "Water",
    "• ",
    "• Now",
    "  9. Fetch",
    "  10. Carry",
    "      • up",
    "      • down",
  ]);
});

Deno.test("bold letters and links of words are counted, besides the first link, which is that of the shape", async () => {
  const words = (...marks: readonly unknown[]) => ({
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "words", marks }] }],
  });
  const link = (href: string) => ({ type: "link", attrs: { href } });
  const { shapes, missed } = await read(file(
    geo({ richText: words({ type: "bold" }, { type: "italic" }) }),
    shape("text", { size: "m", richText: words(link("https://example.org/a")) }),
    geo({ richText: words(link("https://example.org/b")), url: "https://example.org/own" }),
  ));
  assert.deepEqual(shapes.map(({ link }) => link), [undefined, "https://example.org/a", "https://example.org/own"]);
  assert.deepEqual(missed, { lettering: 1, link: 1 });
});

Deno.test("what is written for tldraw has the same letters, and widths and fills as near as can be", () => {
  const written = (shape: Shape) =>
    (tldrawFile([shape], "") as { records: { props: Record<string, unknown> }[] }).records.at(-1)!.props;
  const boxed = (rest: Partial<GeoShape>) => written(geoOf("a", rest));
  const { size, scale } = boxed({ text: "a", fontSize: 20, width: 4 });
  assert.deepEqual([size, scale], ["l", 20 / 26]);
  assert.deepEqual([boxed({ width: 7 }).size, boxed({ width: 7 }).scale], ["l", 1.4]);
  const looks = (["#ffffff", "#b2f2bb", "#eeeeee", "#0000c0", "blue"] as const).map((fillColor) => {
    const { color, fill } = boxed({ color: "blue", fill: "solid", fillColor });
    return `${color} ${fill}`;
  });
  assert.deepEqual(looks, ["blue semi", "light-green solid", "grey solid", "blue fill", "blue fill"]);
  const { fontSizeAdjustment } = written(noteOf("n", { w: 100, h: 100, fontSize: 8, text: "a" }));
  assert.equal(fontSizeAdjustment, 16 / 18);
});

Deno.test("what tldraw puts on the clipboard arrives in all its forms", async () => {
  const content = { shapes: [geo({}, { parentId: "page:other" })], rootShapeIds: ["shape:1"], bindings: [] };
  const packed = packing.compressToBase64(
    JSON.stringify({ type: "application/tldraw", kind: "content", data: content }),
  );
  const plain = JSON.stringify({ version: 2, data: content }).replaceAll('"', "&quot;");
  const newest = {
    version: 3,
    data: { assets: [], otherCompressed: packing.compressToBase64(JSON.stringify(content)) },
  };
  for (const inside of [packed, plain, JSON.stringify(newest)]) {
    const [box] = await shapesOf(`<meta charset="utf-8"><div data-tldraw>${inside}</div>`);
    assert.deepEqual([box.kind, box.w, box.h], ["geo", 200, 100]);
  }
});

Deno.test("pages lie beside each other, and what is missed is counted", async () => {
  const page = { id: "page:two", typeName: "page", name: "Page 2", index: "a2" };
  const { shapes, missed } = await read(file(
    page,
    geo({}, { parentId: "page:two", x: -50 }),
    geo({}, { x: 0 }),
    shape("image", { w: 1, h: 1 }),
    shape("video", { w: 1, h: 1 }),
    shape("embed", { w: 300, h: 200, url: "https://example.org/" }),
    shape("counter", {}),
  ));
  assert.deepEqual(shapes.map(({ x }) => x), [0, 0, 0, 700]);
  assert.deepEqual(missed, { image: 1, video: 1, embed: 1, other: 1 });
});

Deno.test("the label of an arrow wraps where tldraw wraps it", async () => {
  const words = "words that are much longer than an arrow of this length is";
  const flat = arrow({ richText: richText(words), end: { x: 300, y: 10 } });
  const upright = arrow({ richText: richText(words), end: { x: 10, y: 300 }, size: "s" });
  const short = arrow({ richText: richText("short"), end: { x: 300, y: 10 } });
  const shapes = await shapesOf(file(flat, upright, short)) as ArrowShape[];
  assert.deepEqual(shapes.map(({ labelWidth }) => labelWidth), [236, 288, undefined]);
});

Deno.test("snapshots of the store, as other programs keep them, are read as well", async () => {
  const { records, schema } = file(geo({ richText: richText("kept") })) as {
    records: { id: string }[];
    schema: unknown;
  };
  const store = Object.fromEntries(records.map((each) => [each.id, each]));
  for (const snapshot of [{ document: { store, schema }, session: {} }, { store, schema }]) {
    assert.equal((await shapesOf(snapshot) as GeoShape[])[0].text, "kept");
  }
});
