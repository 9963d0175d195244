import { layOutText, type TextLayout, type TextStyle } from "./text_layout.ts";

/** Maximum width of a label on a line, in board units or in ems, whichever is wider. */
const WIDTH = { units: 200, ems: 10 };

/** The lines of a label on a line, which wraps when it is long. @param style.width the most, board units */
export function layOutLabel(text: string, style: TextStyle): TextLayout {
  const { width = Math.max(WIDTH.units, WIDTH.ems * style.size), ...open } = style;
  const free = layOutText(text, open);
  return free.w <= width ? free : layOutText(free.text, { ...open, width });
}
