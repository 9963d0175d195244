import { type Color, COLORS } from "../../../board/palette.ts";
import type { Dash, Fill, Font, Head, Paint } from "../../../board/style.ts";
import { hexOfPaintOut } from "../css_color.ts";
import { ARROW_LABEL_SIZES, LABEL_SIZES, TEXT_SIZES, WIDTHS } from "./tldraw_styles.ts";

/** Colours of tldraw besides those with our names. */
const OTHERS = [
  ["light-violet", "#e085f4"],
  ["light-blue", "#4ba1f1"],
  ["light-green", "#4cb05e"],
  ["light-red", "#f87777"],
  ["white", "#ffffff"],
] as const;

/** The nearest of tldraw's thirteen colours. */
export function colorOut(paint: Paint): string {
  if (COLORS.includes(paint as Color)) return paint;
  const wanted = channelsOf(paint);
  let nearest = "black", least = Infinity;
  for (const [name, hex] of [...COLORS.map((color) => [color, hexOfPaintOut(color)] as const), ...OTHERS]) {
    const distance = channelsOf(hex).reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

type Sizes = Readonly<Record<string, number>>;
export { ARROW_LABEL_SIZES, LABEL_SIZES, TEXT_SIZES, WIDTHS };

/** The nearest of tldraw's four sizes. */
export function sizeOut(sizes: Sizes, value: number): string {
  const far = (name: string) => Math.abs(sizes[name] - value);
  return Object.keys(sizes).reduce((best, name) => far(name) < far(best) ? name : best);
}

/** The nearest size, and the scale that makes a text exactly as large. */
export function scaledSizeOut(sizes: Sizes, value: number): { size: string; scale: number } {
  const size = sizeOut(sizes, value);
  return { size, scale: value / sizes[size] };
}

export function dashOut({ dash, sketch }: { readonly dash?: Dash; readonly sketch?: boolean }): string {
  return dash === "dashed" || dash === "dotted" ? dash : sketch ? "draw" : "solid";
}

const FILLS: Readonly<Record<Fill, string>> = { none: "none", semi: "solid", solid: "fill", hatch: "pattern" };

export function fillOut(fill: Fill = "none"): string {
  return FILLS[fill];
}

const FONTS: Readonly<Record<Font, string>> = { hand: "draw", sans: "sans", serif: "serif", mono: "mono" };

export function fontOut(font: Font): string {
  return FONTS[font];
}

const HEADS: Readonly<Record<Head, string>> = {
  none: "none",
  arrow: "arrow",
  triangle: "triangle",
  dot: "dot",
  bar: "bar",
  diamond: "diamond",
};

export function headOut(head: Head): string {
  return HEADS[head];
}

/** Words as a document of ProseMirror. */
export function richTextOut(text: string): Record<string, unknown> {
  const paragraph = (line: string) => ({
    type: "paragraph",
    ...(line !== "" && { content: [{ type: "text", text: line }] }),
  });
  return { type: "doc", content: text.split("\n").map(paragraph) };
}
