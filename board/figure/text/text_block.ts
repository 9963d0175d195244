import type { Shape, WrittenShape } from "../../shape.ts";
import { contrast, inkOn, type Theme } from "../../palette.ts";
import { type Align, hexOfPaint, type Paint } from "../../style.ts";
import type { TurnedBox } from "../point.ts";
import type { LineAlign } from "./direction.ts";
import { layOutText, type TextLayout, type TextStyle } from "./text_layout.ts";

/** The laid out text of a shape. */
export interface Lettering {
  readonly layout: TextLayout;
  readonly paint: Paint;
  /** The paint behind the text. Absent where the colour of the text was chosen for it. See `inkOfText`. */
  readonly on?: Paint;
  /** The top left corner of the text, relative to that of the shape. Board units. */
  readonly x: number;
  readonly y: number;
  /** Padding of the background that keeps labels readable on their lines, board units. */
  readonly ground?: number;
}

/** The least contrast of a text to what it is on. */
const READABLE = 3;

/** The colour of a text, `#rrggbb`: black or white where its own could not be read on what it is on. */
export function inkOfText({ paint, on }: Pick<Lettering, "paint" | "on">, theme: Theme): string {
  const ink = hexOfPaint(paint, theme);
  if (on === undefined) return ink;
  const ground = hexOfPaint(on, theme);
  return contrast(ink, ground) < READABLE ? inkOn(ground) : ink;
}

type Written = Shape & Pick<WrittenShape, "font" | "fontSize" | "lineHeight" | "align" | "text">;

/** Default text style. Text on the board itself starts where its paragraphs do; labels are centred. */
export const DEFAULT_TEXT = { font: "hand", fontSize: 20, align: "middle" } as const;

const LAYOUTS = new WeakMap<Shape, TextLayout>();

/** The layout of a shape's text, cached by shape. @param style.width undefined: not wrapped */
export function layoutOf(
  shape: Written,
  style: { readonly width: number | undefined; readonly align: LineAlign },
): TextLayout {
  let known = LAYOUTS.get(shape);
  if (known === undefined) {
    const { width, align } = style;
    known = layOutText(shape.text ?? "", { ...faceOf(shape), align: shape.align ?? align, width });
    LAYOUTS.set(shape, known);
  }
  return known;
}

/** The layout of text inside a shape. Words in a narrow shape are broken, but letters are not. */
export function layoutIn(shape: Written, width: number): TextLayout {
  return layoutOf(shape, { width: Math.max(faceOf(shape).size, width), align: DEFAULT_TEXT.align });
}

/** Removes a layout that was made only to try a size. Thousands of them in the cache would slow garbage collection down. */
export function forgetLayout(shape: Shape): void {
  LAYOUTS.delete(shape);
}

/** Uses the layout of one shape for another whose lines break alike. */
export function copyLayout(from: Shape, to: Shape): void {
  const known = LAYOUTS.get(from);
  if (known) LAYOUTS.set(to, known);
}

export function faceOf(
  { font = DEFAULT_TEXT.font, fontSize = DEFAULT_TEXT.fontSize, lineHeight }: Pick<
    WrittenShape,
    "font" | "fontSize" | "lineHeight"
  >,
): Pick<TextStyle, "font" | "size" | "lineHeight"> {
  return { font, size: fontSize, lineHeight };
}

/** Offset of the text within the available height; negative when the text is higher. */
export function spare(available: number, height: number, align: Align = "middle"): number {
  const left = available - height;
  return align === "start" ? 0 : align === "end" ? left : left / 2;
}

/** The background of a label on a line, relative to the shape's own top left corner; undefined when none is needed. */
export function groundOf(lettering: Lettering | undefined): TurnedBox | undefined {
  if (lettering?.ground === undefined || lettering.layout.text === "") return undefined;
  const { layout: { lines, h }, x, y, ground } = lettering;
  // Wrapped lines are usually narrower than the maximum width.
  const left = Math.min(...lines.map((line) => line.x)), right = Math.max(...lines.map((line) => line.x + line.width));
  return { x: x + left - ground, y: y - ground, w: right - left + 2 * ground, h: h + 2 * ground };
}
