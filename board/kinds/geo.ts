import { drawnLine } from "../figure/drawn_line.ts";
import { filling } from "../figure/filling.ts";
import { outlineOf } from "../figure/outline.ts";
import { SKETCH_STRAY } from "../figure/sketch.ts";
import { layoutIn, type Lettering, spare } from "../figure/text/text_block.ts";
import type { GeoShape } from "../shape.ts";
import { type Form, FORMS } from "../style.ts";
import { DRAWN, DRAWN_OPTIONAL, extent, FILLED, flag, FLIPPED, LABELLED, oneOf, within } from "./checks.ts";
import { defineKind } from "./kind.ts";

const PADDING: Partial<Record<Form, number>> = { rectangle: 8, hexagon: 8 };

/** The part of a form's box that is available for text: left, top, right, bottom as fractions. */
const TEXT_AREA: Record<Form, readonly [number, number, number, number]> = {
  rectangle: [0, 0, 1, 1],
  ellipse: [0.146, 0.146, 0.854, 0.854],
  diamond: [0.25, 0.25, 0.75, 0.75],
  triangle: [0.25, 0.5, 0.75, 1],
  hexagon: [0.125, 0, 0.875, 1],
  star: [0.28, 0.36, 0.72, 0.76],
  cloud: [0.15, 0.15, 0.85, 0.85],
};

/** Closed forms that fill their box. */
export const GEO = defineKind<GeoShape>({
  kind: "geo",
  needed: { ...DRAWN, form: oneOf(FORMS) },
  optional: {
    ...DRAWN_OPTIONAL,
    ...LABELLED,
    ...FILLED,
    ...FLIPPED,
    rounded: flag,
    corner: extent,
    padding: within(0, 512),
  },
  body: "area",
  isSized: true,
  isWritten: true,
  margin: ({ width }) => width + SKETCH_STRAY,
  name: ({ form }) => form[0].toUpperCase() + form.slice(1),
  path: (shape, w, h) => outlineOf(shape.form, w, h, shape),
  figure: (shape, path) => [...filling(shape, path), drawnLine(shape, path)],
  isFilled: ({ fill = "none" }) => fill !== "none",
  lettering,
  fittedSize(shape) {
    if (!shape.text) return undefined;
    const [, top, , bottom] = TEXT_AREA[shape.form];
    const textHeight = textLayoutOf(shape).h + 2 * paddingOf(shape);
    return { w: shape.w, h: Math.max(shape.h, textHeight / (bottom - top)) };
  },
});

function lettering(shape: GeoShape): Lettering {
  const layout = textLayoutOf(shape);
  const [left, top, right, bottom] = TEXT_AREA[shape.form].map((part, i) => part * (i % 2 === 0 ? shape.w : shape.h));
  const padding = paddingOf(shape);
  const y = top + padding + spare(bottom - top - 2 * padding, layout.h, shape.valign);
  const { color, fillColor = color, textColor, fill } = shape;
  const on = textColor === undefined && fill === "solid" ? fillColor : undefined;
  return { layout, paint: textColor ?? color, ...(on && { on }), x: (left + right - layout.w) / 2, y };
}

function textLayoutOf(shape: GeoShape) {
  const [left, , right] = TEXT_AREA[shape.form];
  return layoutIn(shape, shape.w * (right - left) - 2 * paddingOf(shape));
}

/** Forms that are narrow at the top and bottom need no padding, as TEXT_AREA already leaves space. */
function paddingOf({ form, padding = PADDING[form] ?? 0 }: GeoShape): number {
  return padding;
}
