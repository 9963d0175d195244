import { type Color, COLORS, hexOf } from "../../board/palette.ts";
import type { Paint } from "../../board/style.ts";
import { clamped } from "./json.ts";

/** The names that drawing programs write. */
const NAMES: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#ffffff",
  red: "#ff0000",
  green: "#008000",
  lime: "#00ff00",
  blue: "#0000ff",
  yellow: "#ffff00",
  orange: "#ffa500",
  purple: "#800080",
  violet: "#ee82ee",
  pink: "#ffc0cb",
  brown: "#a52a2a",
  gray: "#808080",
  grey: "#808080",
  silver: "#c0c0c0",
  maroon: "#800000",
  navy: "#000080",
  teal: "#008080",
  olive: "#808000",
  aqua: "#00ffff",
  cyan: "#00ffff",
  magenta: "#ff00ff",
  fuchsia: "#ff00ff",
  gold: "#ffd700",
  indigo: "#4b0082",
  lightblue: "#add8e6",
  lightgreen: "#90ee90",
  lightgray: "#d3d3d3",
  lightgrey: "#d3d3d3",
  darkgray: "#a9a9a9",
  darkgrey: "#a9a9a9",
  darkblue: "#00008b",
  darkgreen: "#006400",
  darkred: "#8b0000",
  skyblue: "#87ceeb",
  tomato: "#ff6347",
  salmon: "#fa8072",
  coral: "#ff7f50",
};

/** Default inks of drawing programs. They follow the theme, as our black does, or a dark board would hide them. */
const BLACKS = new Set(["#000000", "#1e1e1e", "#1d1d1d", "#1d1d20"]);

/** Colours of our palette, as `hexOfPaintOut` writes them. */
const OURS = new Map<string, Color>(COLORS.map((color) => [hexOf(color, "light"), color]));

/**
 * A CSS colour as a paint. One that is partly transparent becomes what it looks like on white.
 *
 * @returns undefined for a transparent colour; `otherwise` for a value that is no colour
 */
export function paintOf(value: unknown, otherwise?: Paint): Paint | undefined {
  if (typeof value !== "string") return otherwise;
  const text = value.trim().toLowerCase();
  if (text === "transparent" || text === "none") return undefined;
  const channels = channelsOf(Object.hasOwn(NAMES, text) ? NAMES[text] : text);
  if (channels === undefined) return otherwise;
  const [red, green, blue, alpha] = channels;
  if (alpha <= 0) return undefined;
  const hex = [red, green, blue].map((value) => Math.round(255 + (clamped(value, 0, 255) - 255) * Math.min(1, alpha)));
  const paint: Paint = `#${hex.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
  return BLACKS.has(paint) ? "black" : OURS.get(paint) ?? paint;
}

/** The opacity of a CSS colour, from 0 to 1. A value that is not a colour counts as opaque. */
export function alphaOf(value: unknown): number {
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (text === "transparent" || text === "none") return 0;
  return clamped(channelsOf(text)?.[3] ?? 1, 0, 1);
}

/** The paint of a CSS colour without its transparency. */
export function opaquePaintOf(value: unknown, otherwise?: Paint): Paint | undefined {
  const channels = typeof value === "string" ? channelsOf(value.trim().toLowerCase()) : undefined;
  return paintOf(channels === undefined ? value : `rgb(${channels.slice(0, 3).join(",")})`, otherwise);
}

/** Red, green and blue of 0…255, and alpha of 0…1. */
function channelsOf(text: string): [number, number, number, number] | undefined {
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    if (![3, 4, 6, 8].includes(hex.length)) return undefined;
    const size = hex.length <= 4 ? 1 : 2;
    const at = (i: number) => parseInt(hex.slice(i * size, (i + 1) * size).repeat(3 - size), 16);
    return [at(0), at(1), at(2), hex.length % 4 === 0 ? at(3) / 255 : 1];
  }
  const [, name, parts = ""] = /^(rgba?|hsla?)\(([^()]{1,60})\)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const [a, b, c, alpha = 1] = parts.split(/[\s,/]+/).filter(Boolean).map((part, i) => numberOf(part, i, name));
  if (![a, b, c, alpha].every(Number.isFinite)) return undefined;
  return name.startsWith("rgb") ? [a, b, c, alpha] : [...ofHsl(a, b, c), alpha];
}

/** A percentage is a fraction of 255 for red, green and blue, and of 1 elsewhere. */
function numberOf(part: string, i: number, name: string): number {
  const value = parseFloat(part);
  return part.endsWith("%") ? value / 100 * (i < 3 && name.startsWith("rgb") ? 255 : 1) : value;
}

/** CSS Color 4, 7.1. */
function ofHsl(hue: number, saturation: number, lightness: number): [number, number, number] {
  const at = (n: number) => {
    const k = ((n + hue / 30) % 12 + 12) % 12;
    const chroma = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [at(0), at(8), at(4)];
}

/** The paint as `#rrggbb` on a light board, as other programs write it. */
export function hexOfPaintOut(paint: Paint): string {
  return paint.startsWith("#") ? paint : hexOf(paint as Color, "light");
}
