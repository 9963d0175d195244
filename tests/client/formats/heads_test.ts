import assert from "node:assert/strict";
import type { ArrowShape } from "../../../board/shape.ts";
import { HEADS } from "../../../board/figure/line/arrow_head.ts";
import type { Head } from "../../../board/style.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { edge, model } from "../../support/formats/drawio_files.ts";
import { element, scene } from "../../support/formats/excalidraw_files.ts";
import { shapesOf } from "../../support/formats/read_shapes.ts";
import { arrow as tldrawArrow, file as tldraw } from "../../support/formats/tldraw_files.ts";

async function sizeOf(properties: Record<string, unknown>): Promise<number | undefined> {
  const [shape] = await shapesShown(scene(element("arrow", { points: [[0, 0], [200, 0]], ...properties })));
  return (shape as ArrowShape).headSize;
}

Deno.test("heads are as large as Excalidraw draws them, whatever the width of the line", async () => {
  for (const strokeWidth of [1, 4]) {
    assert.equal(await sizeOf({ strokeWidth, endArrowhead: "arrow", startArrowhead: null }), 22.5);
  }
  assert.equal(await sizeOf({ endArrowhead: "triangle", startArrowhead: null }), 15);
  assert.equal(await sizeOf({ endArrowhead: "bar", startArrowhead: null }), 30);
  assert.equal(await sizeOf({ endArrowhead: "diamond", startArrowhead: null }), 24);
  assert.equal(await sizeOf({ endArrowhead: null, startArrowhead: null }), undefined);
  assert.equal(await sizeOf({ endArrowhead: "triangle", startArrowhead: "arrow" }), 22.5, "the larger one");
});

Deno.test("heads are at most half as long as the part of the line at whose end they are", async () => {
  const points = [[0, 0], [200, 0], [200, 20]];
  assert.equal(await sizeOf({ points, endArrowhead: "arrow", startArrowhead: null }), 9);
  assert.equal(await sizeOf({ points, endArrowhead: null, startArrowhead: "arrow" }), 22.5);
  assert.equal(await sizeOf({ points: [[0, 0], [0, 0]], endArrowhead: "arrow" }), undefined);
});

/** An arrow with a head at its end, through another program and back. */
async function headAfter(head: Head, write: (shape: ArrowShape) => unknown): Promise<Head | undefined> {
  const ends = { start: { x: 0, y: 0 }, end: { x: 200, y: 0 } };
  const box = { id: "a", order: "a0", x: 0, y: 0, w: 200, h: 0 };
  const [shape] = await shapesOf(
    write({ ...box, ...ends, kind: "arrow", route: "straight", color: "black", width: 2, endHead: head }),
  );
  return (shape as ArrowShape).endHead ?? "arrow";
}

Deno.test("hollow heads and crows' feet come from Excalidraw and go back", async () => {
  for (const head of HEADS) {
    if (/square|inverted/.test(head)) continue;
    assert.equal(await headAfter(head, (shape) => excalidrawScene([shape])), head);
  }
  const names = ["crowfoot_one", "crowfoot_many", "cardinality_zero_or_many", "triangle_outline", "newer"];
  const shapes = await shapesOf(
    scene(...names.map((endArrowhead) => element("arrow", { points: [[0, 0], [9, 9]], endArrowhead }))),
  ) as ArrowShape[];
  assert.deepEqual(shapes.map(({ endHead }) => endHead), ["one", "many", "zero-or-many", "triangle-outline", "none"]);
});

Deno.test("heads of tldraw are filled as their arrow is, and go back", async () => {
  for (const head of HEADS) {
    if (/one|many/.test(head)) continue;
    assert.equal(await headAfter(head, (shape) => tldrawFile([shape], "x")), head);
  }
  const shapes = await shapesOf(
    tldraw(
      ...["none", "semi", "solid", "fill"].map((fill) =>
        tldrawArrow({ fill, arrowheadStart: "square", arrowheadEnd: "dot" })
      ),
    ),
  ) as ArrowShape[];
  assert.deepEqual(shapes.map(({ startHead, endHead }) => [startHead, endHead]), [
    ["square-outline", "dot-outline"],
    ["square-outline", "dot-outline"],
    ["square-outline", "dot-outline"],
    ["square", "dot"],
  ]);
});

Deno.test("heads of draw.io are hollow when they say so, and crows' feet are", async () => {
  const styles = ["endArrow=block;endFill=0", "endArrow=oval;startArrow=ERmany;startFill=0", "endArrow=ERzeroToOne"];
  const shapes = await shapesOf(model(...styles.map((style) => edge([0, 0], [90, 90], { style })))) as ArrowShape[];
  assert.deepEqual(shapes.map(({ startHead = "none", endHead }) => [startHead, endHead]), [
    ["none", "triangle-outline"],
    ["many", "dot"],
    ["none", "zero-or-one"],
  ]);
});
