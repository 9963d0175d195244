import { kindOf } from "../../kinds/kinds.ts";
import type { Shape } from "../../shape.ts";
import type { Align, Font } from "../../style.ts";
import { copyLayout, DEFAULT_TEXT, type Lettering } from "./text_block.ts";

/**
 * Distance from the top of a text to the middle of its first line, board units. A new text is placed with the pointer
 * there.
 */
export const HALF_LINE = 13;

/** The text properties of a style, without those that have default values. */
export function chosenText({ font, fontSize, align }: { font: Font; fontSize: number; align: Align }) {
  return {
    ...(font !== DEFAULT_TEXT.font && { font }),
    ...(fontSize !== DEFAULT_TEXT.fontSize && { fontSize }),
    ...(align !== DEFAULT_TEXT.align && { align }),
  };
}

const LETTERINGS = new WeakMap<Shape, Lettering>();
/** Maps a fitted shape to the shape before `fitted` changed its size. */
const UNFITTED = new WeakMap<Shape, Shape>();

/**
 * The text of a shape, or the name of a frame: its position and its lines. Empty text has a position too, where typing
 * starts.
 *
 * @param shape as `fitted` returns it; an arrow must have been tied
 * @returns undefined for shapes that cannot contain text
 */
export function letteringOf(shape: Shape): Lettering | undefined {
  const kind = kindOf(shape);
  if (kind.lettering === undefined) return undefined;
  let known = LETTERINGS.get(shape);
  if (known === undefined) LETTERINGS.set(shape, known = kind.lettering(shape));
  return known;
}

/**
 * Adjusts the size of a shape to its text: a text takes the size of its layout, notes and forms grow downwards. The
 * result is never stored, so people who type at the same time cannot disagree about it.
 *
 * @param like the fitted shape before the change; its line breaks are reused when they are still valid
 */
export function fitted<T extends Shape>(shape: T, like?: Shape): T {
  const kind = kindOf(shape);
  if (kind.fittedSize === undefined) return shape;
  if (like && isWrittenAlike(shape, like)) copyLayout(like, shape);
  const size = kind.fittedSize(shape);
  if (size === undefined || size.w === shape.w && size.h === shape.h) return shape;
  const fit = { ...shape, ...size };
  copyLayout(shape, fit);
  UNFITTED.set(fit, shape);
  return fit;
}

/** The shape before `fitted` changed it. */
export function unfitted(shape: Shape): Shape {
  return UNFITTED.get(shape) ?? shape;
}

/** Whether all properties that affect line breaks are equal. */
function isWrittenAlike(shape: Shape, like: Shape): boolean {
  const [a, b] = [shape, unfitted(like)] as unknown as Readonly<Record<string, unknown>>[];
  return BREAKING.every((property) => a[property] === b[property]);
}

const BREAKING = ["kind", "w", "text", "font", "fontSize", "lineHeight", "align", "wraps", "form"];
