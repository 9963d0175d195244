import assert from "node:assert/strict";
import { fitted, letteringOf } from "../../../../board/figure/text/shape_text.ts";
import type { Shape } from "../../../../board/shape.ts";
import type { Fonts } from "../../../../client/render/paint/fonts.ts";
import type { Context } from "../../../../client/render/surface.ts";
import { TextPainter } from "../../../../client/render/paint/text_painter.ts";
import { textOf } from "../../../support/board/figures.ts";

/** The text that is painted for a part of the board. */
function written(shape: Shape, region: { left: number; top: number }): string[] {
  const texts: string[] = [];
  const context = { setTransform() {}, fillText: (text: string) => void texts.push(text) } as unknown as Context;
  const painter = new TextPainter({ isReady: () => true } as unknown as Fonts);
  painter.paint(context, shape, { scale: 1, width: 512, height: 512, ...region }, { theme: "light", opacity: 1 });
  return texts;
}

Deno.test("of a text of 3,000 lines only the visible ones are painted, also when it is rotated", () => {
  const text = Array.from({ length: 3_000 }, (_, i) => `${i}`).join("\n");
  for (const angle of [0, Math.PI / 2, 1]) {
    const shape = fitted(textOf("t", { text, angle }));
    const { layout } = letteringOf(shape)!;
    const middle = { x: shape.x + shape.w / 2, y: shape.y + shape.h / 2 };
    const texts = written(shape, { left: middle.x - 256, top: middle.y - 256 });
    assert.ok(texts.includes("1500") && texts.length < 60, `${texts.length} lines of ${layout.lines.length}`);
    assert.deepEqual(written(shape, { left: middle.x - 256, top: middle.y + shape.h }), []);
  }
});

Deno.test("of a line of 20,000 letters in many runs only the visible runs are painted", () => {
  const shape = fitted(textOf("t", { text: "a漢".repeat(10_000) }));
  const texts = written(shape, { left: shape.w / 2, top: 0 });
  assert.ok(texts.length > 10 && texts.length < 100, `${texts.length} runs`);
});
