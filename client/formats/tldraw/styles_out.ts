import type { ArrowShape, GeoShape } from "../../../board/shape.ts";
import { type Dash, type Fill, type Font, type Head, isHatched } from "../../../board/style.ts";
import { hexOfPaintOut } from "../css_color.ts";
import { channelsOf, colorOut, nearestHue } from "./colors_out.ts";
import { linedOf, tintOf } from "./tldraw_colors.ts";
import { isPatternOf, WIDTHS } from "./tldraw_styles.ts";

type Filled = Pick<GeoShape, "color" | "fill" | "fillColor">;

/** One colour for outline and fill, and the fill that comes nearest to ours with it. */
export function filledOut({ color, fill = "none", fillColor = color }: Filled): { color: string; fill: string } {
  if (fill === "none" || fillColor === color) return { color: colorOut(color), fill: FILLS[fill] };
  if (isHatched(fill) && isPatternOf(fillColor, color)) return { color: colorOut(color), fill: "pattern" };
  if (fill === "semi" && fillColor === tintOf(colorOut(color))) return { color: colorOut(color), fill: "solid" };
  const hex = hexOfPaintOut(fillColor);
  if (fill === "solid" && hex === linedOf(colorOut(color))) return { color: colorOut(color), fill: "lined-fill" };
  const [least, , most] = channelsOf(hex).sort((a, b) => a - b);
  if (least > 247) return { color: colorOut(color), fill: isHatched(fill) ? "pattern" : "semi" };
  // Its "solid" is a tint, as light as this.
  const isTint = (most + least) / 2 > 190;
  if (!isTint) return { color: colorOut(fillColor), fill: FILLS[fill] };
  return { color: most - least < 20 ? "grey" : nearestHue(hex), fill: isHatched(fill) ? "pattern" : "solid" };
}

/** Numbers by tldraw's names of its four sizes. */
type Sizes = Readonly<Record<string, number>>;

/** The name of the size nearest to the value. */
export function sizeOut(sizes: Sizes, value: number): string {
  const far = (name: string) => Math.abs(sizes[name] - value);
  return Object.keys(sizes).reduce((best, name) => far(name) < far(best) ? name : best);
}

/** The size and scale that give letters exactly this size, and lines the nearest width. */
export function labelledSizeOut(
  labels: Sizes,
  { fontSize, width }: { readonly fontSize: number; readonly width: number },
): { size: string; scale: number } {
  const far = (name: string) => Math.abs(Math.log(WIDTHS[name] * fontSize / labels[name] / width));
  const size = Object.keys(labels).reduce((best, name) => far(name) < far(best) ? name : best);
  return { size, scale: fontSize / labels[size] };
}

/** The nearest size, and the scale that makes a text exactly as large. */
export function scaledSizeOut(sizes: Sizes, value: number): { size: string; scale: number } {
  const size = sizeOut(sizes, value);
  return { size, scale: value / sizes[size] };
}

export function dashOut({ dash, sketch }: { readonly dash?: Dash; readonly sketch?: boolean }): string {
  return dash === "dashed" || dash === "dotted" ? dash : sketch ? "draw" : "solid";
}

const FILLS: Readonly<Record<Fill, string>> = {
  none: "none",
  semi: "solid",
  solid: "fill",
  hatch: "pattern",
  "cross-hatch": "pattern",
};

const FONTS: Readonly<Record<Font, string>> = { hand: "draw", sans: "sans", serif: "serif", mono: "mono" };

export function fontOut(font: Font): string {
  return FONTS[font];
}

/** Heads that tldraw has under other names, or not at all. */
const HEADS: Readonly<Partial<Record<Head, string>>> = {
  one: "bar",
  "exactly-one": "bar",
  "zero-or-one": "dot",
  many: "inverted",
  "one-or-many": "inverted",
  "zero-or-many": "inverted",
};

/** The heads of an arrow, and the fill of both. */
export function headsOut({ startHead = "none", endHead = "arrow" }: ArrowShape): Record<string, string> {
  const nameOf = (head: Head) => HEADS[head] ?? head.replace("-outline", "");
  const isFilled = [startHead, endHead].some((head) => /^(triangle|dot|diamond|square|inverted)$/.test(head));
  return {
    fill: isFilled ? "fill" : "none",
    arrowheadStart: nameOf(startHead),
    arrowheadEnd: nameOf(endHead),
  };
}

/** Words as a document of ProseMirror. */
export function richTextOut(text: string): Record<string, unknown> {
  const paragraph = (line: string) => ({
    type: "paragraph",
    ...(line !== "" && { content: [{ type: "text", text: line }] }),
  });
  return { type: "doc", content: text.split("\n").map(paragraph) };
}
