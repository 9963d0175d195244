import { type Color, hexOf, isColor, PAPER, type Theme } from "./palette.ts";

/**
 * Style choices of shapes other than ink. They are stored by name, so their appearance can change without migration.
 */

/** One of the eight colours, which follow the theme, or a fixed colour: `#rrggbb` in lower case. */
export type Paint = Color | `#${string}`;

export const DASHES = ["solid", "dashed", "dotted"] as const;
export type Dash = typeof DASHES[number];

/**
 * Shapes below a fill of lines stay visible. A semi fill is a quarter of the colour on paper; semi and solid are opaque.
 */
export const FILLS = ["none", "semi", "solid", "hatch", "cross-hatch"] as const;
export type Fill = typeof FILLS[number];

/** Fills of lines, in one direction or two. */
export type Hatch = "hatch" | "cross-hatch";

export function isHatched(fill: Fill | undefined): fill is Hatch {
  return /hatch$/.test(fill ?? "");
}

export const FONTS = ["hand", "sans", "serif", "mono"] as const;
export type Font = typeof FONTS[number];

export const ALIGNS = ["start", "middle", "end"] as const;
export type Align = typeof ALIGNS[number];

export const USUAL_HEADS = ["none", "arrow", "triangle", "dot", "bar", "diamond"] as const;
/** Heads with an area. Each also exists hollow. */
type AreaHead = "triangle" | "dot" | "diamond" | "square" | "inverted";
/** How many there may be, in diagrams of data. */
type CountHead = "one" | "exactly-one" | "zero-or-one" | "many" | "one-or-many" | "zero-or-many";

/** `HEADS` in `figure/line/arrow_head.ts` has them all. */
export type Head = typeof USUAL_HEADS[number] | AreaHead | `${AreaHead}-outline` | CountHead;

export const ROUTES = ["straight", "curve", "elbow"] as const;
export type Route = typeof ROUTES[number];

export const FORMS = ["rectangle", "ellipse", "diamond", "triangle", "hexagon", "star", "cloud"] as const;
export type Form = typeof FORMS[number];

const ANY_COLOR = /^#[0-9a-f]{6}$/;

export function isPaint(value: unknown): value is Paint {
  return isColor(value) || typeof value === "string" && ANY_COLOR.test(value);
}

/** The paint as `#rrggbb`. */
export function hexOfPaint(paint: Paint, theme: Theme): string {
  return isColor(paint) ? hexOf(paint, theme) : paint;
}

/** Tints of the palette colours, of which there are few. */
const TINTS = new Map<string, string>();

/** The paint mixed with the paper colour, opaque. @param part fraction of the paint, 0…1 */
export function tinted(paint: Paint, theme: Theme, part: number): string {
  if (part === 1) return hexOfPaint(paint, theme);
  if (!isColor(paint)) return mixed(paint, theme, part);
  const key = `${paint} ${theme} ${part}`;
  let tint = TINTS.get(key);
  if (tint === undefined) TINTS.set(key, tint = mixed(paint, theme, part));
  return tint;
}

/** A fixed colour made darker. @param part 0…1: 1 is black */
export function darker(hex: string, part: number): `#${string}` {
  return hexOfChannels(channelsOf(hex).map((value) => value * (1 - part)));
}

function mixed(paint: Paint, theme: Theme, part: number): string {
  const ink = channelsOf(hexOfPaint(paint, theme));
  const paper = channelsOf(PAPER[theme]);
  return hexOfChannels(ink.map((value, i) => paper[i] + (value - paper[i]) * part));
}

function hexOfChannels(channels: readonly number[]): `#${string}` {
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
