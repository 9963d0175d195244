import assert from "node:assert/strict";
import { tie } from "../../../board/figure/line/tie.ts";
import type { ArrowShape, Shape, TextShape } from "../../../board/shape.ts";
import { edge, edgeLabel, model, vertex } from "../../support/formats/drawio_files.ts";
import { shapesOf as read } from "../../support/formats/read_shapes.ts";

function shapesOf(...cells: readonly string[]): Promise<readonly Shape[]> {
  return read(model(...cells));
}

/** The corners that an arrow shows, rounded. */
function traceOf(arrow: Shape, shapes: readonly Shape[]): number[] {
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  return tie(arrow as ArrowShape, (id) => byId.get(id)).trace!.map((value) => Math.round(value));
}

const BOX = "rounded=0;whiteSpace=wrap;html=1;";

Deno.test("edges leave and enter at the sides that draw.io takes when the file says none", async () => {
  const orthogonal = "edgeStyle=orthogonalEdgeStyle;", elbow = "edgeStyle=elbowEdgeStyle;";
  const courseTo = async (place: [number, number, number, number], style: string) => {
    const boxes = [vertex([0, 0, 100, 60], { id: "a", style: BOX }), vertex(place, { id: "b", style: BOX })];
    const shapes = await shapesOf(...boxes, edge("a", "b", { style }));
    return traceOf(shapes.find(({ kind }) => kind === "arrow")!, shapes);
  };
  const below: [number, number, number, number] = [60, 160, 100, 60], aside: typeof below = [300, 20, 100, 60];
  const apart: typeof below = [300, 200, 100, 60];
  assert.deepEqual(await courseTo(below, orthogonal), [50, 60, 50, 110, 110, 110, 110, 160]);
  assert.deepEqual(await courseTo(aside, orthogonal), [100, 30, 200, 30, 200, 50, 300, 50]);
  assert.deepEqual(await courseTo(apart, orthogonal), [100, 30, 350, 30, 350, 200]);
  assert.deepEqual(await courseTo(apart, `${orthogonal}exitX=0.25;exitY=1;`), [25, 60, 25, 130, 350, 130, 350, 200]);
  assert.deepEqual(await courseTo(apart, elbow), [100, 30, 200, 30, 200, 230, 300, 230]);
  assert.deepEqual(await courseTo(apart, `${elbow}elbow=vertical;`), [50, 60, 50, 130, 350, 130, 350, 200]);
});

Deno.test("an edge with one bend is straight beside its shapes, at the height that a person gave it", async () => {
  const elbow = "edgeStyle=elbowEdgeStyle;", vertical = `${elbow}elbow=vertical;`;
  type Place = [number, number, number, number];
  const course = async (from: Place, to: Place, style: string, ...points: [number, number][]) => {
    const boxes = [vertex(from, { id: "a", style: BOX }), vertex(to, { id: "b", style: BOX })];
    const shapes = await shapesOf(...boxes, edge("a", "b", { style, points }));
    return traceOf(shapes.find(({ kind }) => kind === "arrow")!, shapes);
  };
  const person: Place = [0, 0, 100, 60], address: Place = [200, 20, 100, 100];
  const bar: Place = [0, 0, 10, 200], other: Place = [200, 10, 10, 150], far: Place = [200, 300, 100, 60];
  assert.deepEqual(await course(person, address, vertical), [100, 40, 150, 40, 200, 40]);
  assert.deepEqual(await course(bar, other, vertical, [100, 10]), [10, 10, 100, 10, 200, 10]);
  assert.deepEqual(await course(bar, other, vertical, [100, 150]), [10, 150, 100, 150, 200, 150]);
  assert.deepEqual(await course(person, far, vertical, [80, 200]), [80, 60, 80, 200, 250, 200, 250, 300]);
  assert.deepEqual(await course(person, far, `${vertical}exitX=1;exitY=0.5;`), [100, 30, 100, 165, 250, 165, 250, 300]);
  // Beyond both ends, what the style says gives way.
  assert.deepEqual(await course(person, far, vertical, [400, 200]), [100, 30, 400, 30, 400, 330, 300, 330]);
});

Deno.test("an edge between tables leaves and enters level, at the sides that face each other", async () => {
  const course = async (x: number) => {
    const boxes = [
      vertex([0, 0, 100, 60], { id: "a", style: BOX }),
      vertex([x, 200, 100, 60], { id: "b", style: BOX }),
    ];
    const shapes = await shapesOf(...boxes, edge("a", "b", { style: "edgeStyle=entityRelationEdgeStyle;" }));
    return traceOf(shapes.find(({ kind }) => kind === "arrow")!, shapes);
  };
  assert.deepEqual(await course(300), [100, 30, 130, 30, 270, 230, 300, 230]);
  assert.deepEqual(await course(50), [100, 30, 180, 30, 180, 230, 150, 230]);
  assert.deepEqual(await course(120), [100, 30, 130, 30, 130, 130, 90, 130, 90, 230, 120, 230]);
});

Deno.test("the label nearest to the middle is the arrow's, and others lie beside the line", async () => {
  const shapes = await shapesOf(
    vertex([0, 0, 100, 60], { id: "a", style: BOX }),
    vertex([500, 0, 100, 60], { id: "b", style: BOX }),
    edge("a", "b", { id: "e", style: "html=1" }),
    edgeLabel("e", "0..n", -0.8, 15),
    edgeLabel("e", "holds", 0.2),
  );
  const arrow = shapes.find(({ kind }) => kind === "arrow") as ArrowShape;
  const text = shapes.find(({ kind }) => kind === "text") as TextShape;
  assert.deepEqual([arrow.text, arrow.labelAt], ["holds", 0.6]);
  assert.equal(text.text, "0..n");
  assert.deepEqual([text.x + text.w / 2, text.y + text.h / 2].map(Math.round), [140, 15]);
});

Deno.test("an edge that is a filled form is a line as wide, in its colour", async () => {
  const [arrow] = await shapesOf(
    edge([0, 0], [200, 0], {
      style: "shape=flexArrow;html=1;strokeColor=none;fillColor=#ffb570;width=12;endWidth=16;",
    }),
  ) as ArrowShape[];
  assert.deepEqual([arrow.color, arrow.width, arrow.headSize, arrow.opacity], ["#ffb570", 12, 28, undefined]);
});
