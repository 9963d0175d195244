import type { XmlElement } from "@rgrove/parse-xml";
import { clamped } from "../json.ts";
import { type Matrix, times, UNCHANGED } from "./svg_matrix.ts";

/** A width and a height, pixels. */
export interface SvgSize {
  readonly w: number;
  readonly h: number;
}

/** Pixels. */
const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  rem: 16,
};

/** A length in pixels. @param whole what 100 % is */
export function lengthOf(value: string | undefined, otherwise: number, whole = otherwise): number {
  const [, number, unit = ""] = /^\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(%|[a-z]{2,3})?/i.exec(value?.slice(0, 60) ?? "") ??
    [];
  const length = parseFloat(number);
  if (!Number.isFinite(length)) return otherwise;
  return unit === "%" ? length * whole / 100 : length * (UNITS[unit.toLowerCase()] ?? 1);
}

export function numbersOf(list: string | undefined, max = 20_000): number[] {
  return (list ?? "").slice(0, 1_000_000).split(/[\s,]+/, max).filter(Boolean).map(parseFloat);
}

/** What an `svg` or `symbol` does to what is in it, in a box of this size. */
export function viewportOf({ attributes }: XmlElement, { w, h }: SvgSize): Matrix {
  const [x, y, width, height] = numbersOf(attributes.viewBox, 8);
  if (!(width > 0) || !(height > 0) || !Number.isFinite(x) || !Number.isFinite(y)) return UNCHANGED;
  let byX = w / width, byY = h / height;
  const fit = attributes.preserveAspectRatio ?? "";
  if (!fit.includes("none")) byX = byY = fit.includes("slice") ? Math.max(byX, byY) : Math.min(byX, byY);
  const centred: Matrix = [1, 0, 0, 1, (w - width * byX) / 2, (h - height * byY) / 2];
  return times(centred, [byX, 0, 0, byY, -x * byX, -y * byY]);
}

/** 0…1, also as a percentage. */
export function partOf(value: string | undefined): number {
  const part = parseFloat(value ?? "1") / (value?.trim().endsWith("%") ? 100 : 1);
  return Number.isFinite(part) ? clamped(part, 0, 1) : 1;
}
