import type { Align, Dash, Fill, Font, Head, Paint } from "../../../board/style.ts";
import { type Json, numberOr, textOr } from "../json.ts";

/** Colours that are ours by name follow the theme as theirs do. The others keep tldraw's values of the light theme. */
const COLORS: Readonly<Record<string, Paint>> = {
  black: "black",
  grey: "grey",
  red: "red",
  orange: "orange",
  yellow: "yellow",
  green: "green",
  blue: "blue",
  violet: "violet",
  "light-violet": "#e085f4",
  "light-blue": "#4ba1f1",
  "light-green": "#4cb05e",
  "light-red": "#f87777",
  white: "#ffffff",
};

/** Papers of notes that none of ours resembles. A black note is yellow. */
const PAPERS: Readonly<Record<string, Paint>> = {
  black: "yellow",
  "light-violet": "#dfb0f9",
  "light-blue": "#9bc4fd",
  "light-green": "#98d08a",
  "light-red": "#f7a5a1",
};

export function colorOf(value: unknown): Paint {
  return named(COLORS, value, "black");
}

export function paperOf(value: unknown): Paint {
  return named(PAPERS, value, colorOf(value));
}

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

export function widthOf(props: Json): number {
  return Math.min(512, Math.max(0.1, sizeOf(WIDTHS, props)));
}

/** "draw" is drawn by hand. */
export function dashOf({ dash }: Json): { dash?: Dash; sketch?: boolean } {
  if (dash === "dashed" || dash === "dotted") return { dash };
  return dash === "draw" || dash === undefined ? { sketch: true } : {};
}

/** Their "solid" is a light tint, their "semi" the colour of the paper, and their "fill" the colour itself. */
const FILLS: Readonly<Record<string, Fill>> = {
  solid: "semi",
  semi: "solid",
  fill: "solid",
  pattern: "hatch",
  "lined-fill": "hatch",
};

const PAPER: Paint = "#fcfffe";

export function fillOf({ fill, color }: Json): { fill?: Fill; fillColor?: Paint } {
  const ours = named(FILLS, fill, undefined);
  return ours === undefined ? {} : { fill: ours, fillColor: fill === "semi" ? PAPER : colorOf(color) };
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
  inverted: "triangle",
  square: "diamond",
  diamond: "diamond",
  dot: "dot",
  pipe: "bar",
  bar: "bar",
  none: "none",
};

export function headOf(value: unknown, usual: Head): Head {
  return named(HEADS, value, usual);
}

function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: T): T;
function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: undefined): T | undefined;
function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: T | undefined): T | undefined {
  return typeof name === "string" && Object.hasOwn(values, name) ? values[name] : usual;
}
