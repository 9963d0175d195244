import type { GeoShape } from "../../../board/shape.ts";
import { type Align, type Dash, type Fill, type Font, type Head, type Paint, tinted } from "../../../board/style.ts";
import { colorOf, linedOf, named, tintOf } from "./tldraw_colors.ts";
import type { Legs } from "./elbow_course.ts";
import { type Json, numberOr, textOr } from "../json.ts";

/** Widths of lines, and sizes of letters, by name. Board units. */
type Sizes = Readonly<Record<string, number>>;
export const WIDTHS: Sizes = { s: 2, m: 3.5, l: 5, xl: 10 };
export const TEXT_SIZES: Sizes = { s: 18, m: 24, l: 36, xl: 44 };
export const LABEL_SIZES: Sizes = { s: 18, m: 22, l: 26, xl: 32 };
export const ARROW_LABEL_SIZES: Sizes = { s: 18, m: 20, l: 24, xl: 28 };

/** Distance of lines of all texts, ems. */
export const LINE_HEIGHT = 1.35;

export function sizeOf(sizes: Sizes, { size, scale }: Json): number {
  return named(sizes, size, sizes.m) * scaleOf(scale);
}

const LEGS: Sizes = { s: 28, m: 36, l: 44, xl: 66 };

/** How far arrows with corners go before they turn; beside the width of their line. */
export function legsOf(props: Json): Legs {
  const width = sizeOf(WIDTHS, props);
  return { out: sizeOf(LEGS, props), least: 3 * width, free: 4.5 * width };
}

export function scaleOf(scale: unknown): number {
  const factor = numberOr(scale, 1);
  return factor > 0 ? factor : 1;
}

/** Adjustments of a note's letters below this are factors, as in files of 2026; before, they were sizes or 0. */
const FACTOR_MAX = 4;

export function noteFontSize(props: Json): number {
  const usual = sizeOf(LABEL_SIZES, props), adjusted = numberOr(props.fontSizeAdjustment, 0);
  if (adjusted <= 0) return usual;
  return adjusted < FACTOR_MAX ? usual * adjusted : adjusted * scaleOf(props.scale);
}

/** Strokes are wider than lines of the same size by this, in the unit of `WIDTHS`. */
const STROKE_MORE = 1;
export const STROKES: Sizes = Object.fromEntries(
  Object.entries(WIDTHS).map(([name, width]) => [name, width + STROKE_MORE]),
);

/**
 * The width of a stroke in ours, which is that at full pressure: tldraw makes one of a mouse as wide as 1.4 times its
 * size at half of the pressure, and one of a pen wider still.
 *
 * @param size of the stroke, board units
 */
export const STROKE_WIDTHS = {
  even: { of: (size: number) => 1.6 * size, back: (width: number) => width / 1.6 },
  mouse: { of: (size: number) => 1.98 * size, back: (width: number) => width / 1.98 },
  pen: { of: (size: number) => 1.83 * (1 + 1.2 * size), back: (width: number) => (width / 1.83 - 1) / 1.2 },
} as const;

/** The average width of a stroke: one drawn by hand is wider than its size where the hand was slow. */
export function strokeWidthOf(props: Json): number {
  const { dash = "draw" } = props;
  return (dash === "draw" ? 1.2 : 1) * sizeOf(STROKES, props);
}

export function widthOf(props: Json): number {
  return Math.min(512, Math.max(0.1, sizeOf(WIDTHS, props)));
}

/** "draw" is drawn by hand, by one that hardly strays. */
const STRAY = 0.3;

export function dashOf({ dash }: Json): { dash?: Dash; sketch?: boolean; stray?: number } {
  if (dash === "dashed" || dash === "dotted") return { dash };
  return isHandDrawn({ dash }) ? { sketch: true, stray: STRAY } : {};
}

export function isHandDrawn({ dash }: Json): boolean {
  return dash === "draw" || dash === undefined;
}

/** The corners of forms that are drawn by hand, which are rounded by twice the width of the line. */
export function cornerOf({ form, sketch, width }: GeoShape): { rounded?: true; corner?: number } {
  return sketch && form !== "ellipse" && form !== "cloud" ? { rounded: true, corner: 2 * width } : {};
}

/** Their "solid" is a light tint, their "semi" the colour of the paper, and their "fill" the colour itself. */
const FILLS: Readonly<Record<string, Fill>> = {
  solid: "semi",
  semi: "solid",
  fill: "solid",
  pattern: "hatch",
  "lined-fill": "solid",
};

const PAPER: Paint = "#fcfffe";

/** Distance of the lines of a pattern, board units. Those of tldraw are half as far apart, and not seen one by one. */
const PATTERN_GAP = 4;

export function fillOf({ fill, color }: Json): { fill?: Fill; fillColor?: Paint; hatchGap?: number } {
  const ours = named(FILLS, fill, undefined);
  if (ours === undefined) return {};
  const fillColor = fill === "semi"
    ? PAPER
    : fill === "lined-fill"
    ? linedOf(color)
    : fill === "solid"
    ? tintOf(color)
    : ours === "hatch"
    ? patternOf(color)
    : colorOf(color);
  return { fill: ours, fillColor, ...(ours === "hatch" && { hatchGap: PATTERN_GAP }) };
}

/** Their pattern is fainter than the outline, so that words on it stay readable. */
const FAINT = 0.45;

function patternOf(color: unknown): Paint {
  return tinted(colorOf(color), "light", FAINT) as Paint;
}

/** Whether a hatched fill is the pattern of the colour of its outline. */
export function isPatternOf(fillColor: Paint, color: Paint): boolean {
  return fillColor === tinted(color, "light", FAINT);
}

const FONTS: Readonly<Record<string, Font>> = { draw: "hand", sans: "sans", serif: "serif", mono: "mono" };

export function fontOf({ font }: Json): Font {
  return named(FONTS, font, "hand");
}

/** Versions of 2023 have "start-legacy" besides. */
export function alignOf(value: unknown, usual: Align): Align {
  const name = textOr(value, "").replace(/-legacy$/, "");
  return name === "start" || name === "middle" || name === "end" ? name : usual;
}

const HEADS: Readonly<Record<string, Head>> = {
  arrow: "arrow",
  triangle: "triangle",
  inverted: "inverted",
  square: "square",
  diamond: "diamond",
  dot: "dot",
  pipe: "bar",
  bar: "bar",
  none: "none",
};

/** Heads that are filled as the arrow is, and else hollow. */
const HOLLOW = /^(triangle|inverted|square|diamond|dot)$/;

export function headOf(value: unknown, { fill }: Json, usual: Head): Head {
  const head = named(HEADS, value, usual);
  // Their other fills are pale.
  return HOLLOW.test(head) && fill !== "fill" && fill !== "lined-fill" ? `${head}-outline` as Head : head;
}
