import { offsetIn, type TextLayout, type TextLine } from "./text_layout.ts";

/** A part of a laid out text, from its top left corner; board units. */
export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A selection is shown on at most so many lines: a long one is seen as well on these. */
const LINES_MAX = 200;

/** Where the caret stands before a character of the text; it has no width. */
export function caretAt(layout: TextLayout, index: number): TextBox {
  const i = Math.max(0, layout.lines.findLastIndex((line) => line.from <= index));
  return boxIn(layout, i, index, index);
}

/** What is marked when the text from one place to another is selected. */
export function selectedBoxes(layout: TextLayout, from: number, to: number): TextBox[] {
  const boxes: TextBox[] = [];
  if (from >= to) return boxes;
  for (const [i, line] of layout.lines.entries()) {
    if (line.from >= to || boxes.length >= LINES_MAX) break;
    if (line.to > from) boxes.push(boxIn(layout, i, Math.max(from, line.from), Math.min(to, line.to)));
  }
  return boxes;
}

function boxIn(layout: TextLayout, i: number, from: number, to: number): TextBox {
  const line = layout.lines[i];
  const left = within(layout, line, from), right = within(layout, line, to);
  return { x: line.x + left, y: i * layout.lineHeight, w: right - left, h: layout.lineHeight };
}

/** Spaces that hang at the end of a full line are beyond its edge: nothing is marked there. */
function within(layout: TextLayout, line: TextLine, index: number): number {
  return Math.min(offsetIn(layout, line, index), Math.max(line.width, layout.w - line.x));
}
