import { outlineOf } from "../figure/outline.ts";
import { Path } from "../figure/path.ts";
import { layoutIn, spare } from "../figure/text/text_block.ts";
import { isColor } from "../palette.ts";
import type { NoteShape } from "../shape.ts";
import { WRITTEN } from "./checks.ts";
import { defineKind } from "./kind.ts";

const TINT = 0.45;
/** Height of the darker lower edge that looks like a shadow, board units. */
const FOOT = 3;
const FOOT_TINT = 0.65;
/** Space between the text and the edge, board units. */
export const NOTE_PADDING = 16;

/** Sticky notes. */
export const NOTE = defineKind<NoteShape>({
  kind: "note",
  needed: { color: isColor },
  optional: WRITTEN,
  body: "area",
  isWritten: true,
  margin: () => 2,
  name: () => "Note",
  path: (_, w, h) => outlineOf("rectangle", w, h),
  figure: ({ color, w, h }, path) => [{ path, fill: { paint: color, tint: TINT } }, {
    path: new Path().move(0, h - FOOT).line(w, h - FOOT).line(w, h).line(0, h).close(),
    fill: { paint: color, tint: FOOT_TINT },
  }],
  lettering(shape) {
    const layout = textLayoutOf(shape);
    const y = NOTE_PADDING + spare(shape.h - 2 * NOTE_PADDING, layout.h, shape.valign);
    return { layout, paint: "black", x: NOTE_PADDING, y };
  },
  fittedSize(shape) {
    if (!shape.text) return undefined;
    return { w: shape.w, h: Math.max(shape.h, textLayoutOf(shape).h + 2 * NOTE_PADDING) };
  },
});

function textLayoutOf(shape: NoteShape) {
  return layoutIn(shape, shape.w - 2 * NOTE_PADDING);
}
