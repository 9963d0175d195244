import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { Size } from "./flowchart_layout.ts";

export const FONT = { font: "sans", fontSize: 16, lineHeight: 1.3 } as const;
/** Wider texts are wrapped, board units. */
const TEXT_WIDTH = 240;

/** The size of a text. */
export function measured(text: string, width = TEXT_WIDTH): Size {
  const face = { font: FONT.font, size: FONT.fontSize, lineHeight: FONT.lineHeight, align: "middle" } as const;
  const free = layOutText(text, face);
  const { w, h } = free.w <= width ? free : layOutText(text, { ...face, width });
  return { w: Math.ceil(w) + 1, h: Math.ceil(h) };
}
