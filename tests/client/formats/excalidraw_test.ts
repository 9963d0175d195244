import assert from "node:assert/strict";
import { uprightOf } from "../../../board/figure/point.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import type { ArrowShape, GeoShape, ImageShape, LineShape, NoteShape, TextShape } from "../../../board/shape.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { arrow, box, element, library, PICTURE, scene } from "../../support/formats/excalidraw_files.ts";
import { isNear, shapesOf } from "../../support/formats/read_shapes.ts";

Deno.test("a form arrives with its place, size, angle and look", async () => {
  const [shape] = await shapesOf(scene(box({
    angle: 0.5,
    type: "diamond",
    strokeColor: "#E03131",
    backgroundColor: "rgba(255, 0, 0, 0.5)",
    fillStyle: "cross-hatch",
    strokeStyle: "dashed",
    roundness: { type: 2 },
    opacity: 40,
    locked: true,
    link: "https://example.org/",
  })));
  assert.deepEqual({ ...shape, id: "", order: "" }, {
    id: "",
    order: "",
    kind: "geo",
    form: "diamond",
    x: 100,
    y: 100,
    w: 200,
    h: 80,
    angle: 0.5,
    color: "#e03131",
    width: 2.5,
    dash: "dashed",
    sketch: true,
    rounded: true,
    corner: 13.46,
    fill: "cross-hatch",
    fillColor: "#ff8080",
    opacity: 0.4,
    locked: true,
    link: "https://example.org/",
  });
});

Deno.test("transparency that outline and fill share is that of the shape, so that it shows what lies below", async () => {
  const looks = (await shapesOf(scene(
    box({ strokeColor: "transparent", backgroundColor: "#ff000080", opacity: 50 }),
    box({ strokeColor: "#0000ff40", backgroundColor: "#ff000080" }),
    box({ strokeColor: "#0000ff", backgroundColor: "#ff000080" }),
    element("freedraw", { strokeColor: "#0000ff80", points: [[0, 0], [9, 9]] }),
  )) as GeoShape[]).map(({ color, fillColor, opacity = 1 }) => [color, fillColor, Math.round(opacity * 100)]);
  assert.deepEqual(looks, [
    ["#ff0000", "#ff0000", 25],
    ["#0000ff", "#ff0000", 50],
    ["#0000ff", "#ff7f7f", 100],
    ["#0000ff", undefined, 50],
  ]);
});

Deno.test("dashed and dotted lines are as wide as there, by half a unit wider than the file says", async () => {
  const shapes = await shapesOf(scene(
    box({ strokeStyle: "dotted", strokeWidth: 1 }),
    box({ strokeStyle: "dashed", strokeWidth: 2 }),
    box({ strokeWidth: 2 }),
  )) as GeoShape[];
  assert.deepEqual(shapes.map(({ width }) => width), [1.5, 2.5, 2]);
  const { elements } = excalidrawScene(shapes) as { elements: { strokeWidth: number }[] };
  assert.deepEqual(elements.map(({ strokeWidth }) => strokeWidth), [1, 2, 2]);
});

Deno.test("bound arrows stay tied and show the line that the file shows", async () => {
  const shapes = await shapesOf(scene(
    box({ id: "a", x: 0, y: 0, width: 100, height: 100 }),
    box({ id: "b", x: 300, y: 0, width: 100, height: 100, type: "ellipse" }),
    arrow("a", "b", { x: 106, y: 50, points: [[0, 0], [188, 4]] }),
    arrow("a", "b", { x: 50, y: 108, points: [[0, 0], [150, 90], [300, 0]], roundness: { type: 2 } }),
    arrow("b", "gone", { x: 350, y: -8, points: [[0, 0], [0, -60], [-200, -60]], elbowed: true }),
  ));
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  const arrows = shapes.filter((shape): shape is ArrowShape => shape.kind === "arrow");
  assert.deepEqual(arrows.map(({ start, end }) => [start.to, end.to]), [["s0", "s1"], ["s0", "s1"], ["s1", undefined]]);
  const traces = arrows.map((each) => tie(each, (id) => byId.get(id)).trace!);
  const expected = [[106, 50, 294, 54], [50, 108, 200, 198, 350, 108], [350, -8, 350, -68, 150, -68]];
  traces.forEach((trace, i) => {
    assert.equal(trace.length, expected[i].length);
    trace.forEach((value, k) => isNear(value, expected[i][k]));
  });
  assert.equal(arrows[0].start.exact, undefined, "a straight arrow slides around its shape");
  assert.equal(arrows[1].route, "curve");
});

Deno.test("an elbow arrow keeps its corners, and returns as one", async () => {
  const points = [[0, 0], [30, 0], [30, 200], [194, 200]];
  const shapes = await shapesShown(scene(
    box({ id: "a", x: 0, y: 0, width: 100, height: 100 }),
    box({ id: "b", x: 300, y: 200, width: 100, height: 100 }),
    arrow("a", "b", { x: 104, y: 50, points, elbowed: true }),
  ));
  const { route, trace, rounded } = shapes[2] as ArrowShape;
  assert.equal(route, "elbow");
  assert.equal(rounded, true, "as it draws all of them");
  trace!.forEach((value, i) => isNear(value, points.flatMap(([x, y]) => [x + 104, y + 50])[i], 0.01));
  const back = (excalidrawScene(shapes).elements as Record<string, unknown>[]).find(({ type }) => type === "arrow")!;
  assert.equal(back.elbowed, true);
  (back.points as number[][]).flat().forEach((value, i) => isNear(value, points.flat()[i], 0.01));
});

Deno.test("files of 2020 have other names and no bindings", async () => {
  const [line, arrow, text] = await shapesOf({
    elements: [
      element("draw", {
        x: 10,
        y: 20,
        points: [[0, 0], [-10, 30], [40, 5]],
        strokeSharpness: "round",
        roundness: undefined,
      }),
      element("arrow", { points: [[0, 0], [50, 0]], roundness: undefined, endArrowhead: undefined }),
      element("text", { text: "old", font: "36px Cascadia", fontSize: undefined, width: 66, height: 45 }),
    ],
  });
  assert.equal((line as LineShape).smooth, true);
  assert.deepEqual([line.x, line.y, line.w, line.h], [0, 20, 50, 30]);
  assert.equal((arrow as ArrowShape).endHead, undefined, "an arrow has its usual head");
  assert.equal((text as TextShape).font, "mono");
});

Deno.test("closed lines are filled, and only those", async () => {
  const square = [[0, 0], [50, 0], [50, 50], [0, 50]];
  const [closed, open, stroke, headed] = await shapesOf(scene(
    element("line", { points: [...square, [2, 1]], backgroundColor: "#ffec99", fillStyle: "solid" }),
    element("line", { points: square, backgroundColor: "#ffec99" }),
    element("freedraw", { points: [...square, [0, 1]], backgroundColor: "#ffec99" }),
    element("line", { points: square, startArrowhead: "dot" }),
  )) as LineShape[];
  assert.deepEqual([closed.fill, closed.fillColor, open.fill], ["solid", "#ffec99", undefined]);
  assert.deepEqual([stroke.kind, stroke.fill, stroke.w, stroke.h], ["line", "solid", 50, 50]);
  const { startHead, endHead, via } = headed as unknown as ArrowShape;
  assert.deepEqual([startHead, endHead, via?.length], ["dot", "none", 4], "a line with a head is an arrow");
});

Deno.test("groups are outermost first, and frames hold what names them", async () => {
  const { shapes, missed } = await readDrawing(new TextEncoder().encode(JSON.stringify(scene(
    element("frame", { id: "f", name: "Plan", width: 500, height: 400 }),
    box({ groupIds: ["inner", "outer"], frameId: "f" }),
    box({ groupIds: ["outer"], frameId: "gone" }),
    element("image", { fileId: "x", width: 40, height: 30 }),
    { type: "selection", x: 0, y: 0 },
    box({ isDeleted: true }),
  ))));
  const [frame, first, second, picture] = shapes;
  assert.deepEqual(frame.kind === "frame" && frame.name, "Plan");
  assert.equal(first.frame, frame.id);
  assert.equal(second.frame, undefined);
  assert.equal(first.groups?.length, 2);
  assert.deepEqual(second.groups, [first.groups?.[0]]);
  assert.deepEqual([picture.kind, picture.w, picture.h], ["geo", 40, 30], "an empty box keeps its place");
  assert.deepEqual(missed, { image: 1 });
});

Deno.test("an embedded page is a box with the look and the address of the file", async () => {
  const link = "https://example.org/";
  const look = { strokeColor: "#2f9e44", backgroundColor: "#ebfbee", roundness: { type: 3 } };
  const [page, bare] = await shapesOf(scene(
    element("embeddable", { link, width: 300, height: 200, ...look }),
    element("iframe", { width: 300, height: 200, strokeColor: "transparent" }),
  )) as GeoShape[];
  assert.deepEqual([page.text, page.link, page.color, page.fillColor, page.corner], [
    link,
    link,
    "#2f9e44",
    "#ebfbee",
    32,
  ]);
  assert.deepEqual([bare.color, bare.opacity], ["grey", undefined], "one without colours is seen");
});

Deno.test("a picture that is shown twice is carried once", async () => {
  const files = {
    f: { dataURL: PICTURE },
    bad: { dataURL: "data:image/png;base64,%" },
    far: { dataURL: "https://x/" },
  };
  const crop = { x: 10, y: 0, width: 40, height: 100, naturalWidth: 100, naturalHeight: 100 };
  const image = (fileId: string) => element("image", { fileId, crop, scale: [-1, 1] });
  const content = JSON.stringify({ ...scene(image("f"), image("f"), image("bad"), image("far")), files });
  const { shapes, pictures, missed } = await readDrawing(new TextEncoder().encode(content));
  const [one, two] = shapes as ImageShape[];
  assert.deepEqual([...pictures].map(([asset, { type }]) => [asset, type]), [[one.asset, "image/png"]]);
  assert.deepEqual([one.crop, one.flipX, two.asset], [{ x: 0.1, y: 0, w: 0.4, h: 1 }, true, one.asset]);
  assert.deepEqual(missed, { image: 2 });
});

Deno.test("items of a library lie side by side, each a group", async () => {
  for (const version of [1, 2] as const) {
    const shapes = await shapesOf(library(version, [box({}), box({ x: 400 })], [box({ x: -900 })]));
    assert.deepEqual(shapes.map(({ x }) => x), [0, 300, 580]);
    assert.deepEqual(shapes.map(({ groups }) => groups?.length ?? 0), [1, 1, 0]);
  }
});

Deno.test("items of a library do not overlap where lines go to the left or boxes are turned", async () => {
  const line = { width: 200, height: 50, points: [[0, 0], [-200, -50]], x: 0, y: 0 };
  const shapes = await shapesOf(library(2, [box({})], [element("line", line)], [box({ angle: Math.PI / 2 })]));
  const edges = shapes.map((shape) => uprightOf(shape));
  assert.deepEqual(edges.map(({ minX, maxX }) => [minX, maxX].map(Math.round)), [[0, 200], [280, 480], [560, 640]]);
  assert.deepEqual(edges.map(({ minY }) => Math.round(minY)), [0, 0, 0]);
});

Deno.test("an open line with a fill is written as a line on an area without sides", () => {
  const line: LineShape = {
    id: "a",
    kind: "line",
    order: "a0",
    x: 10,
    y: 20,
    w: 200,
    h: 80,
    color: "red",
    width: 4,
    points: [0, 0, 100, 80, 200, 0],
    fill: "solid",
    fillColor: "#ffec99",
  };
  const { elements } = excalidrawScene([line]) as { elements: Record<string, unknown>[] };
  assert.deepEqual(
    elements.map(({ id, strokeColor, backgroundColor }) => [id, strokeColor, backgroundColor]),
    [["a-area", "transparent", "#ffec99"], ["a", "#d93a3a", "transparent"]],
  );
  assert.deepEqual(elements[0].points, [[0, 0], [100, 80], [200, 0], [0, 0]]);
  assert.deepEqual(elements[0].groupIds, elements[1].groupIds);
});

Deno.test("a note is written as a box of its paper with dark words", () => {
  const note = { id: "n", kind: "note", x: 0, y: 0, w: 200, h: 200, order: "a0", color: "green", text: "Hello" };
  const [paper, words] = excalidrawScene([note as unknown as NoteShape]).elements as Record<string, unknown>[];
  assert.deepEqual([paper.backgroundColor, paper.fillStyle], ["#c9edd1", "solid"]);
  assert.deepEqual([words.text, words.strokeColor, words.containerId], ["Hello", "#000000", "n"]);
});

Deno.test("a dark background lies beneath all, so that white letters can be read, and a pale one is left out", async () => {
  const white = box({ strokeColor: "#ffffff", x: 10, y: 20, width: 100, height: 50 });
  const kinds = async (viewBackgroundColor: unknown) =>
    await shapesOf({ ...scene(white), appState: { viewBackgroundColor } }) as GeoShape[];
  const [ground, drawn] = await kinds("#121212");
  assert.deepEqual([ground.x, ground.y, ground.w, ground.h], [-30, -20, 180, 130]);
  assert.deepEqual([ground.fillColor, ground.locked, drawn.color], ["#121212", true, "#ffffff"]);
  for (const pale of ["#faf4ed", "#ffffff", "transparent", 7, undefined]) assert.equal((await kinds(pale)).length, 1);
});
