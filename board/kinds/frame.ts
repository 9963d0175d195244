import { outlineOf } from "../figure/outline.ts";
import { layOutText } from "../figure/text/text_layout.ts";
import { firstLetters } from "../letters.ts";
import { NAME_MAX } from "../limits.ts";
import type { FrameShape } from "../shape.ts";
import { described } from "./described.ts";
import { defineKind } from "./kind.ts";

const LINE_WIDTH = 1;
/** Font size of the name, and its distance from the frame, board units. */
const NAME = { size: 16, above: 6 };

const name = described((value) => typeof value === "string" && value.length <= NAME_MAX, {
  type: "string",
  maxLength: NAME_MAX,
});

export const FRAME = defineKind<FrameShape>({
  kind: "frame",
  needed: { name },
  body: "border",
  isSized: true,
  isContainer: true,
  margin: () => 2,
  // Room for the name.
  marginAbove: 30,
  name: () => "Frame",
  path: (_, w, h) => outlineOf("rectangle", w, h),
  figure: (_, path) => [{ path, stroke: { paint: "grey", width: LINE_WIDTH, dash: [] } }],
  lettering(shape) {
    const style = { font: "sans", size: NAME.size, align: "start" } as const;
    const layout = layOutText(clipped(shape.name, shape.w, style.size), style);
    return { layout, paint: "grey", x: 0, y: -layout.h - NAME.above };
  },
});

/** The name on one line, truncated to the width of the frame. */
function clipped(name: string, width: number, size: number): string {
  const line = name.replace(/\s+/g, " ");
  const lettersMax = Math.max(1, Math.floor(width / (size * 0.55)));
  return line.length <= lettersMax ? line : `${firstLetters(line, lettersMax - 1)}…`;
}
