import assert from "node:assert/strict";
import { tie } from "../../../board/figure/line/tie.ts";
import type { ArrowShape, GeoShape, LineShape, Shape, TextShape } from "../../../board/shape.ts";
import { type Drawing, isWhole } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { drawioFile, edge, layer, model, object, packed, tag, vertex } from "../../support/formats/drawio_files.ts";
import { PICTURE } from "../../support/formats/excalidraw_files.ts";

function read(text: string): Promise<Drawing> {
  return readDrawing(new TextEncoder().encode(text));
}

async function shapesOf(...cells: readonly string[]): Promise<readonly Shape[]> {
  return (await read(model(...cells))).shapes;
}

/** The corners that an arrow shows, rounded. */
function traceOf(arrow: Shape, shapes: readonly Shape[]): number[] {
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  return tie(arrow as ArrowShape, (id) => byId.get(id)).trace!.map((value) => Math.round(value));
}

const BOX = "rounded=0;whiteSpace=wrap;html=1;";

Deno.test("a box keeps its place, words, colours, line and turn", async () => {
  const style = `${BOX}rounded=1;fillColor=#DAE8FC;strokeColor=#6c8ebf;fontColor=#333333;fontSize=16;dashed=1;` +
    "dashPattern=1 2;strokeWidth=3;rotation=90;opacity=40;textOpacity=40;align=left;verticalAlign=top;fontFamily=Courier New;sketch=1;";
  const [box] = await shapesOf(
    vertex([40, 60, 200, 120], { value: "one<br>two &amp; <b>three</b>", style }),
  ) as GeoShape[];
  const { id: _, order: __, lineHeight: ___, ...rest } = box;
  assert.deepEqual(rest, {
    kind: "geo",
    form: "rectangle",
    x: 40,
    y: 60,
    w: 200,
    h: 120,
    angle: Math.PI / 2,
    opacity: 0.4,
    color: "#6c8ebf",
    fill: "hatch",
    fillColor: "#dae8fc",
    width: 3,
    dash: "dotted",
    sketch: true,
    rounded: true,
    corner: 18,
    text: "one\ntwo & three",
    textColor: "#333333",
    fontSize: 16,
    font: "mono",
    align: "start",
    valign: "start",
  });
});

Deno.test("forms that boards have are those, others are outlines, and unknown ones boxes that are counted", async () => {
  const forms = ["ellipse", "rhombus", "shape=hexagon", "shape=cloud", "triangle;direction=north", "shape=process"];
  const shapes = await shapesOf(...forms.map((form) => vertex([0, 0, 80, 40], { style: `${form};html=1` })));
  const geos = shapes.filter((shape) => shape.kind === "geo");
  assert.deepEqual(geos.map(({ form }) => form), [
    "ellipse",
    "diamond",
    "hexagon",
    "cloud",
    "triangle",
    "rectangle",
  ]);
  assert.equal(shapes.length - geos.length, 2); // the bars of the process
  const [outline, words] = await shapesOf(
    vertex([10, 20, 100, 50], { value: "in", style: "shape=parallelogram;size=0.2;direction=south" }),
  ) as [LineShape, TextShape];
  assert.deepEqual(outline.points.map(Math.round), [100, 10, 100, 50, 0, 40, 0, 0, 100, 10]);
  assert.equal(words.text, "in");
  assert.deepEqual(words.groups, outline.groups);
  const { shapes: [box], missed } = await read(
    model(vertex([0, 0, 60, 60], { style: "shape=mxgraph.cisco.routers.router;gradientColor=#ff0000" })),
  );
  assert.deepEqual([(box as GeoShape).form, box.w], ["rectangle", 60]);
  assert.deepEqual(missed, { form: 1, gradient: 1 });
});

Deno.test("words alone are texts, and those beside a shape lie there", async () => {
  const [text, box, label, wide] = await shapesOf(
    vertex([10, 20, 100, 40], {
      value: "Words",
      style: "text;html=1;align=right;verticalAlign=middle;whiteSpace=wrap",
    }),
    vertex([0, 200, 40, 40], {
      value: "below",
      style: "ellipse;html=1;verticalLabelPosition=bottom;verticalAlign=top",
    }),
    vertex([0, 300, 40, 40], {
      value: '<font style="font-size: 20px" color="#ff0000">big</font>',
      style: "text;html=1;fontSize=12",
    }),
  ) as TextShape[];
  assert.deepEqual([text.kind, text.text, text.align, text.x, text.w], ["text", "Words", "end", 12, 96]);
  assert.equal(text.y + text.h / 2, 40);
  assert.equal(label.y, 242);
  assert(Math.abs(label.x + label.w / 2 - 20) < 1);
  assert.deepEqual(label.groups, box.groups);
  assert.deepEqual([wide.fontSize, wide.color], [20, "#ff0000"]);
});

Deno.test("a word that is wider than its shape is not broken", async () => {
  const [lettered, plain, beside] = await shapesOf(
    vertex([0, 0, 80, 80], { value: "the interface", style: `${BOX}fontSize=17` }),
    vertex([0, 100, 30, 80], { value: "the interface", style: BOX }),
  ) as GeoShape[];
  assert.equal(lettered.text, "the interface");
  assert(lettered.fontSize! < 17 && lettered.fontSize! > 12);
  assert.deepEqual([plain.text, beside.text, beside.fontSize], [undefined, "the interface", 12]);
  assert(beside.w > 30 && Math.abs(beside.x + beside.w / 2 - 15) < 1);
});

Deno.test("a cell has words and colours from the cells around it", async () => {
  const lane = "swimlane;startSize=10;fillColor=#a0522d;strokeColor=#006600;";
  const shapes = await shapesOf(
    object({ label: "", net: "10.0", status: "New" }, [0, 0, 200, 200], { id: "lane", style: lane }),
    object({ label: "%net%.7 %status% %other%", status: "Old", placeholders: 1 }, [0, 20, 90, 30], {
      parent: "lane",
      style: `${BOX}fillColor=swimlane;strokeColor=inherit;`,
    }),
    vertex([0, 60, 90, 30], { parent: "lane", value: "%net%", style: `${BOX}strokeColor=#112233;fillColor=none;` }),
  ) as GeoShape[];
  const [filled, plain] = shapes.filter(({ text }) => text);
  assert.deepEqual([filled.text, filled.fillColor, filled.color], ["10.0.7 Old %other%", "#a0522d", "#006600"]);
  assert.deepEqual([plain.text, plain.color], ["%net%", "#112233"]);
});

Deno.test("the first link of words is that of their shape; other links and bold letters are counted", async () => {
  const link = (to: string) => `<a href="https://example.org/${to}">${to}</a>`;
  const { shapes, missed } = await read(model(
    vertex([0, 0, 100, 40], { value: `${link("a")} ${link("b")}`, style: BOX }),
    vertex([0, 60, 100, 40], { value: "bold", style: `${BOX}fontStyle=1;` }),
    vertex([0, 120, 100, 40], { value: "<b>bold</b>", style: BOX }),
    vertex([0, 180, 100, 40], { value: "plain", style: `${BOX}fontStyle=0;` }),
  ));
  assert.deepEqual(shapes.map(({ link }) => link), ["https://example.org/a", undefined, undefined, undefined]);
  assert.deepEqual(missed, { link: 1, lettering: 2 });
  // An SVG that holds a diagram is dropped as shapes, also when its words are bold.
  assert.deepEqual([isWhole({ missed }), isWhole({ missed: { lettering: 2 } })], [false, true]);
});

Deno.test("a picture that only draw.io has leaves a box with its name where it has no words", async () => {
  const square = "html=1;strokeColor=#ffffff;fillColor=#ed7100;";
  const shapes = await shapesOf(
    vertex([0, 0, 78, 78], { style: `${square}shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.lambda_function;` }),
    vertex([0, 100, 78, 78], { style: "image;html=1;image=img/lib/azure2/networking/Virtual_Networks.svg" }),
    vertex([0, 200, 10, 10], { style: `${square}shape=mxgraph.aws4.lambda;` }),
    vertex([0, 300, 78, 78], { value: "ours", style: "image;html=1;image=img/lib/azure2/networking/Firewalls.svg" }),
  ) as GeoShape[];
  assert.deepEqual(shapes.map(({ text }) => text), [
    "Lambda function",
    "Virtual Networks",
    undefined,
    undefined,
    "ours",
  ]);
  const [bare] = await shapesOf(
    vertex([0, 0, 78, 78], { style: "shape=mxgraph.aws4.resourceIcon;fillColor=none;strokeColor=#232f3e;" }),
  ) as GeoShape[];
  assert.deepEqual([bare.color, bare.fillColor, bare.w], ["#232f3e", undefined, 78]);
  // White is only the icon.
  assert.deepEqual([shapes[0].color, shapes[0].fillColor], ["#ed7100", "#ed7100"]);
  assert(shapes[4].y > shapes[3].y + shapes[3].h);
});

Deno.test("what a cell holds is placed from its corner, and grouped with it", async () => {
  const [body, title, inner, deep, part] = await shapesOf(
    vertex([100, 50, 300, 200], {
      id: "pool",
      value: "Pool",
      style: "swimlane;startSize=30;horizontal=0;html=1;swimlaneFillColor=default",
    }),
    vertex([40, 20, 200, 100], { id: "in", parent: "pool", style: BOX }),
    vertex([5, 6, 50, 20], { parent: "in", style: BOX }),
    tag(
      "mxCell",
      { vertex: 1, parent: "in", style: BOX },
      tag(
        "mxGeometry",
        { x: 0.5, y: 1, width: 10, height: 10, relative: 1, as: "geometry" },
        tag("mxPoint", { x: -5, y: -5, as: "offset" }),
      ),
    ).replace("<mxCell", '<mxCell id="rel"'),
  ) as GeoShape[];
  assert.deepEqual([body.x, body.y, body.w, body.h], [100, 50, 300, 200]);
  assert.deepEqual([title.text, title.w, title.h, title.angle], ["Pool", 200, 30, -Math.PI / 2]);
  assert.deepEqual([title.x + title.w / 2, title.y + title.h / 2], [115, 150]);
  assert.deepEqual([inner.x, inner.y], [140, 70]);
  assert.deepEqual([deep.x, deep.y], [145, 76]);
  assert.deepEqual([part.x, part.y], [235, 165]);
  assert.equal(body.groups!.length, 1);
  assert.deepEqual(deep.groups, inner.groups);
  assert.equal(inner.groups!.length, 2);
});

Deno.test("edges are tied where the file says it and pass its points", async () => {
  const boxes = [
    vertex([0, 0, 100, 60], { id: "a", style: BOX }),
    vertex([300, 200, 100, 60], { id: "b", style: BOX }),
  ];
  const right = "edgeStyle=orthogonalEdgeStyle;rounded=0;html=1;";
  const shapes = await shapesOf(
    ...boxes,
    edge("a", "b", { value: "goes", style: "endArrow=open;startArrow=diamondThin;startFill=1;html=1" }),
    edge("a", "b", { style: `${right}exitX=1;exitY=0.5;entryX=0;entryY=0.5;`, points: [[200, 30], [200, 230]] }),
    edge("a", "b", { style: `${right}endArrow=none;` }),
    edge("a", "b", { style: `${right}`, points: [[50, 230]] }),
    edge([10, 300], [90, 340], { style: "curved=1;endArrow=block", points: [[40, 360]] }),
  );
  const [straight, led, own, projected, free] = shapes.filter((shape) => shape.kind === "arrow");
  const [a, b] = shapes;
  for (const { start, end } of [straight, led, own, projected]) assert.deepEqual([start.to, end.to], [a.id, b.id]);
  assert.deepEqual(
    [straight.text, straight.startHead, straight.endHead ?? "arrow", straight.route],
    ["goes", "diamond", "arrow", "straight"],
  );
  // As long as theirs, of 6 and the width of the line.
  assert.equal(straight.headSize, 7.7);
  assert.deepEqual(traceOf(straight, shapes), [95, 60, 305, 200]);
  assert.deepEqual(traceOf(led, shapes), [100, 30, 200, 30, 200, 230, 300, 230]);
  assert.deepEqual([own.route, own.endHead], ["elbow", "none"]);
  assert.deepEqual(traceOf(projected, shapes), [50, 60, 50, 230, 300, 230]);
  assert.deepEqual([free.route, free.endHead, free.start.to], ["curve", "triangle", undefined]);
  assert.deepEqual(traceOf(free, shapes), [10, 300, 40, 360, 90, 340]);
});

Deno.test("a lifeline has a box for its name and a dashed line below, and stays a target as a whole", async () => {
  const shapes = await shapesOf(
    vertex([100, 0, 80, 300], { id: "a", value: "Ann", style: "shape=umlLifeline;size=30;html=1;" }),
    vertex([400, 100, 20, 20], { id: "w", style: "shape=waypoint;size=6;fillColor=none;" }),
    edge("a", "w", { style: "html=1;" }),
  );
  const [whole, name, line, point, dot, arrow] = shapes as [
    GeoShape,
    GeoShape,
    LineShape,
    GeoShape,
    LineShape,
    ArrowShape,
  ];
  assert.deepEqual([whole.x, whole.w, whole.h, whole.opacity], [100, 80, 300, 0]);
  assert.deepEqual([name.text, name.x, name.y, name.w, name.h], ["Ann", 100, 0, 80, 30]);
  assert.deepEqual([line.dash, line.x, line.y, line.w, line.h], ["dashed", 140, 30, 0, 270]);
  assert.deepEqual([point.opacity, dot.x, dot.y, dot.w, dot.h].map((value) => Math.round(value!)), [0, 407, 107, 6, 6]);
  assert.deepEqual([arrow.start.to, arrow.end.to], [whole.id, point.id]);
});

Deno.test("pages lie side by side; layers lock and hide; links and pictures are carried", async () => {
  const first = model(
    layer("locked", { style: "locked=1" }),
    layer("unseen", { visible: 0 }),
    vertex([0, 0, 100, 100], { parent: "locked", style: BOX }),
    vertex([0, 0, 100, 100], { parent: "unseen", style: BOX }),
    object({ label: "%kind% one", kind: "Server", placeholders: 1, link: "https://example.org/" }, [0, 150, 100, 100], {
      style: BOX,
    }),
    object({ label: "", link: "data:page/id,x" }, [0, 300, 100, 100], { style: BOX }),
    vertex([0, 450, 20, 20], { style: `shape=image;image=${PICTURE.replace(";base64", "")};` }),
    vertex([0, 500, 20, 20], { id: "icon", style: "image;image=img/lib/server.svg" }),
  );
  const second = model(vertex([1_000, 0, 50, 50], { style: BOX }));
  const { shapes, missed, pictures } = await read(drawioFile(first, await packed(second)));
  const [server, , picture, icon, locked, moved] = shapes as GeoShape[];
  assert.equal(locked.locked, true);
  assert.deepEqual([server.text, server.link], ["Server one", "https://example.org/"]);
  assert.deepEqual([picture.kind as string, picture.w, pictures.size], ["image", 20, 1]);
  assert.deepEqual([icon.kind, icon.w], ["geo", 20]);
  assert.equal(moved.x, 300);
  assert.deepEqual(missed, { hidden: 1, link: 1, image: 1 });
});

Deno.test("the dark background of a page lies beneath its shapes only", async () => {
  const page = (x: number) => model(vertex([x, 0, 100, 50], { id: "a", style: BOX }));
  const dark = page(0).replace("<mxGraphModel", '<mxGraphModel background="#0E4157"');
  const shapes = (await read(drawioFile(dark, page(500)))).shapes as GeoShape[];
  assert.deepEqual(shapes.map(({ x, w, fillColor }) => [x, w, fillColor]), [
    [-40, 180, "#0e4157"],
    [0, 100, "#ffffff"],
    [340, 100, "#ffffff"],
  ]);
});
