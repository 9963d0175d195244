import { outlineOf } from "../figure/outline.ts";
import { layoutOf } from "../figure/text/text_block.ts";
import type { TextShape } from "../shape.ts";
import { isPaint } from "../style.ts";
import { flag, WRITTEN } from "./checks.ts";
import { defineKind } from "./kind.ts";

/** Text on the board itself. */
export const TEXT = defineKind<TextShape>({
  kind: "text",
  needed: { color: isPaint },
  optional: { ...WRITTEN, wraps: flag },
  body: "area",
  isWritten: true,
  isForText: true,
  isOnlyText: true,
  margin: () => 2,
  name: () => "Text",
  path: (_, w, h) => outlineOf("rectangle", w, h),
  figure: () => [],
  lettering: (shape) => ({ layout: textLayoutOf(shape), paint: shape.color, x: 0, y: 0 }),
  fittedSize(shape) {
    const { w, h } = textLayoutOf(shape);
    return { w, h };
  },
});

function textLayoutOf(shape: TextShape) {
  return layoutOf(shape, { width: shape.wraps ? shape.w : undefined, align: "natural" });
}
