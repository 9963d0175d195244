import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { GeoShape } from "../../../board/shape.ts";
import type { Form } from "../../../board/style.ts";
import { fitInside } from "../text_fit.ts";
import { type Label, LINE_HEIGHT, widestWord } from "./label.ts";
import type { Style } from "./style.ts";

/** Margins of our forms at both sides of their words, board units. */
const MARGINS = 16;

/** Whether words lie as those of our forms do, which wrap them. */
export function fitsForm({ text, font, fontSize, align, wraps }: Label, style: Style, w: number): boolean {
  const isShifted = ["Left", "Right", "Top", "Bottom"].some((side) => Math.abs(style.number(`spacing${side}`, 0)) > 12);
  if (style.text("horizontal") === "0" || isShifted) return false;
  return wraps || layOutText(text, { font, size: fontSize, align }).w <= w - MARGINS;
}

/** The part of the width of our forms in which words lie. */
const WIDTHS: Readonly<Record<Form, number>> = {
  rectangle: 1,
  ellipse: 0.7,
  diamond: 0.5,
  triangle: 0.5,
  hexagon: 0.65,
  star: 0.44,
  cloud: 0.7,
};

/** Letters may be smaller by this factor so that no word breaks. Else they lie on the form, as large as they were. */
const SMALLEST = 0.75;

/** The form with these words in it; undefined when they would be too small to read. */
export function inside(geo: GeoShape, { text, font, fontSize, align, valign, color }: Label): GeoShape | undefined {
  const words = {
    text,
    font,
    ...(align !== "middle" && { align }),
    ...(valign !== "middle" && { valign }),
    ...(color !== geo.color && { textColor: color }),
  };
  const room = geo.w * WIDTHS[geo.form] - (WIDTHS[geo.form] === 1 ? MARGINS : 0);
  const part = room / widestWord({ text, font, fontSize });
  if (part < SMALLEST) return undefined;
  return fitInside({ ...geo, ...words }, { fontSize: fontSize * Math.min(1, part), lineHeight: LINE_HEIGHT });
}
