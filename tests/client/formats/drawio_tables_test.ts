import assert from "node:assert/strict";
import type { GeoShape, LineShape, Shape } from "../../../board/shape.ts";
import { model, vertex } from "../../support/formats/drawio_files.ts";
import { shapesOf as read } from "../../support/formats/read_shapes.ts";

function shapesOf(...cells: readonly string[]): Promise<readonly Shape[]> {
  return read(model(...cells));
}

type Place = [x: number, y: number, w: number, h: number];

const SIDELESS = "html=1;fillColor=none;strokeColor=inherit;top=0;left=0;bottom=0;right=0;";

/** Two rows of two cells. */
function tableOf(style: string, cell = SIDELESS): string[] {
  const at = (place: Place, id: string, parent: string, style: string) =>
    vertex(place, { id, parent, value: id, style });
  return [
    vertex([10, 20, 200, 80], { id: "t", style: `shape=table;startSize=0;html=1;strokeColor=#b85450;${style}` }),
    ...[0, 1].flatMap((row) => [
      vertex([0, 40 * row, 200, 40], {
        id: `r${row}`,
        parent: "t",
        style: `shape=tableRow;horizontal=0;startSize=0;${SIDELESS}`,
      }),
      at([0, 0, 50, 40], `a${row}`, `r${row}`, `shape=partialRectangle;${cell}`),
      at([50, 0, 150, 40], `b${row}`, `r${row}`, `shape=partialRectangle;${cell}`),
    ]),
  ];
}

function boxOf({ x, y, w, h }: Shape): Place {
  return [x, y, w, h];
}

Deno.test("a cell of a table is a box with the lines of the table and its own words", async () => {
  const shapes = await shapesOf(...tableOf("")) as GeoShape[];
  const cells = shapes.filter(({ text }) => text);
  assert.deepEqual(cells.map(({ text, color, ...shape }) => [text, color, boxOf(shape as Shape)]), [
    ["a0", "#b85450", [10, 20, 50, 40]],
    ["b0", "#b85450", [60, 20, 150, 40]],
    ["a1", "#b85450", [10, 60, 50, 40]],
    ["b1", "#b85450", [60, 60, 150, 40]],
  ]);
  assert(cells.every(({ kind, opacity }) => kind === "geo" && opacity === undefined));
});

Deno.test("a table that draws only the lines of its rows or columns has these, each in one piece", async () => {
  const linesOf = async (style: string) => {
    const shapes = await shapesOf(...tableOf(style));
    return shapes.filter((shape): shape is LineShape => shape.kind === "line").map(boxOf);
  };
  assert.deepEqual(await linesOf("rowLines=0;"), [[60, 20, 0, 80]]);
  assert.deepEqual(await linesOf("columnLines=0;"), [[10, 60, 200, 0]]);
  assert.deepEqual(await linesOf("rowLines=0;columnLines=0;"), []);
});

Deno.test("a rectangle of which some sides are drawn keeps its box, its fill and its words", async () => {
  const partial = "shape=partialRectangle;html=1;strokeColor=#112233;top=0;left=0;right=0;";
  const shapes = await shapesOf(
    vertex([0, 0, 100, 40], { value: "open", style: `${partial}fillColor=none;` }),
    vertex([0, 60, 100, 40], { value: "filled", style: `${partial}fillColor=#dae8fc;` }),
  );
  const [open, words, under, filled, below] = shapes as [GeoShape, GeoShape, LineShape, GeoShape, LineShape];
  assert.deepEqual([open.kind, open.opacity, boxOf(open)], ["geo", 0, [0, 0, 100, 40]]);
  assert.deepEqual([words.kind as string, words.text, words.opacity], ["text", "open", undefined]);
  assert.deepEqual([under.kind, under.color, boxOf(under)], ["line", "#112233", [0, 40, 100, 0]]);
  assert.deepEqual([filled.text, filled.fillColor, filled.color], ["filled", "#dae8fc", "#dae8fc"]);
  assert.deepEqual(boxOf(below), [0, 100, 100, 0]);
  assert(open.groups && [words, under].every(({ groups }) => groups?.[0] === open.groups![0]));
});

Deno.test("a row has its title at its left, and a title without a head has no lines of its own", async () => {
  const shapes = await shapesOf(
    vertex([0, 0, 300, 140], { id: "t", value: "Pool", style: "shape=table;startSize=40;fillColor=none;" }),
    vertex([0, 40, 300, 100], {
      id: "r",
      parent: "t",
      value: "Lane",
      style: "shape=tableRow;horizontal=0;swimlaneHead=0;swimlaneBody=0;fillColor=none;startSize=30;",
    }),
  );
  const title = shapes.find(({ kind, ...shape }) => kind === "text" && (shape as GeoShape).text === "Lane")!;
  const [x, y] = [title.x + title.w / 2, title.y + title.h / 2];
  assert.deepEqual([x, y, title.angle].map((value) => Math.round(value! * 100) / 100), [15, 90, -1.57]);
  assert.deepEqual(shapes.filter(({ kind, opacity }) => kind === "geo" && opacity !== 0).map(boxOf), [
    [0, 0, 300, 140],
    [0, 0, 300, 40],
  ]);
});

Deno.test("a frame is a box that is not filled, with its name in a tab; the room between walls is not either", async () => {
  const shapes = await shapesOf(
    vertex([0, 0, 300, 200], { value: "alt", style: "shape=umlFrame;html=1;width=80;height=24;fillColor=#ffffc0;" }),
    vertex([0, 0, 300, 200], { style: "shape=mxgraph.floorplan.room;fillColor=#000000;wallThickness=8;" }),
  );
  const [frame, tab, name, room] = shapes as [GeoShape, LineShape, GeoShape, GeoShape];
  assert.deepEqual([frame.fillColor, boxOf(frame)], [undefined, [0, 0, 300, 200]]);
  assert.deepEqual([tab.kind, tab.fillColor, boxOf(tab)], ["line", "#ffffc0", [0, 0, 80, 24]]);
  assert.deepEqual([name.text, name.x + name.w / 2, name.y + name.h / 2].map(String), ["alt", "40", "12"]);
  assert.deepEqual([room.fillColor, room.width], [undefined, 8]);
});

Deno.test("words are not as faint as the form that they are on, unless the style says so", async () => {
  const style = "html=1;whiteSpace=wrap;opacity=30;";
  const shapes = await shapesOf(
    vertex([0, 0, 100, 40], { value: "plain", style }),
    vertex([0, 60, 100, 40], { value: "faint", style: `${style}textOpacity=30;` }),
  ) as GeoShape[];
  assert.deepEqual(shapes.map(({ text, opacity }) => [text, opacity]), [
    [undefined, 0.3],
    ["plain", undefined],
    ["faint", 0.3],
  ]);
});
