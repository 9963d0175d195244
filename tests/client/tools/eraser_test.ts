import assert from "node:assert/strict";
import { Eraser } from "../../../client/tools/eraser.ts";
import { FakeContext, pointerAt } from "../../support/client/tools.ts";

function eraserOver(under: (x: number) => string[]) {
  const context = new FakeContext();
  context.under = under;
  return { context, eraser: new Eraser(context) };
}

const byTens = (x: number) => x >= 10 ? [`s${Math.floor(x / 10)}`] : [];

Deno.test("touched shapes fade during the press and are deleted as one undo step at its end", () => {
  const { context, eraser } = eraserOver(byTens);
  eraser.down(pointerAt([[0, 0]]));
  eraser.move(pointerAt([[5, 0], [12, 0]]));
  eraser.move(pointerAt([[13, 0]]));
  eraser.move(pointerAt([[22, 0]]));
  eraser.up(pointerAt([[31, 0]]));
  assert.deepEqual(context.log, ["fade s1", "fade s1 s2", "fade s1 s2 s3", "fade", "remove s1 s2 s3"]);
});

Deno.test("cancelling restores faded shapes", () => {
  const { context, eraser } = eraserOver(byTens);
  eraser.down(pointerAt([[10, 0]]));
  eraser.cancel();
  eraser.up(pointerAt([[20, 0]]));
  assert.deepEqual(context.log, ["fade s1", "fade"]);
});

Deno.test("finish deletes the faded shapes when the page closes", () => {
  const { context, eraser } = eraserOver(byTens);
  eraser.down(pointerAt([[10, 0]]));
  eraser.finish();
  eraser.finish();
  assert.deepEqual(context.log, ["fade s1", "fade", "remove s1"]);
});

Deno.test("erasing nothing adds no undo step", () => {
  const { context, eraser } = eraserOver(() => []);
  eraser.down(pointerAt([[0, 0]]));
  eraser.move(pointerAt([[50, 0]]));
  eraser.up(pointerAt([[90, 0]]));
  assert.deepEqual(context.log, []);
});

Deno.test("hovering erases nothing", () => {
  const { context, eraser } = eraserOver(byTens);
  eraser.move(pointerAt([[50, 0]]));
  assert.deepEqual(context.log, []);
});
