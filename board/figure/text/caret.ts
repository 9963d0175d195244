import { offsetIn, type TextLayout, type TextLine } from "./text_layout.ts";

/** A rectangle in a text layout, relative to its top left corner; board units. */
export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A selection is drawn on at most this many lines, which suffices to recognise a long one. */
const LINES_MAX = 200;

/** The caret before the character at an index; its width is 0. */
export function caretAt(layout: TextLayout, index: number): TextBox {
  const i = Math.max(0, layout.lines.findLastIndex((line) => line.from <= index));
  return boxIn(layout, i, index, index);
}

/** The rectangles to highlight for the selection from one index to another. */
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
  const [near, far] = [within(layout, line, from), within(layout, line, to)];
  const left = line.isRightToLeft ? line.width - far : near;
  return { x: line.x + left, y: i * layout.lineHeight, w: far - near, h: layout.lineHeight };
}

/** Spaces that hang over the end of a full line are outside the layout, so they are not highlighted. */
function within(layout: TextLayout, line: TextLine, index: number): number {
  return Math.min(offsetIn(layout, line, index), Math.max(line.width, layout.w - line.x));
}
