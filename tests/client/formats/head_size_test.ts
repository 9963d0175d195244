import assert from "node:assert/strict";
import type { ArrowShape } from "../../../board/shape.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { element, scene } from "../../support/formats/excalidraw_files.ts";

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
