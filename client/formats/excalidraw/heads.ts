import type { Point } from "../../../board/figure/point.ts";
import type { ArrowShape } from "../../../board/shape.ts";
import type { Head } from "../../../board/style.ts";
import type { Element } from "./element.ts";
import { headSizeOf } from "./head_size.ts";

/** The names before 2026 are `dot` and `crowfoot_…`. */
const HEADS: Readonly<Record<string, Head>> = {
  arrow: "arrow",
  bar: "bar",
  dot: "dot",
  circle: "dot",
  circle_outline: "dot-outline",
  triangle: "triangle",
  triangle_outline: "triangle-outline",
  diamond: "diamond",
  diamond_outline: "diamond-outline",
  crowfoot_one: "one",
  crowfoot_many: "many",
  crowfoot_one_or_many: "one-or-many",
  cardinality_one: "one",
  cardinality_exactly_one: "exactly-one",
  cardinality_zero_or_one: "zero-or-one",
  cardinality_many: "many",
  cardinality_one_or_many: "one-or-many",
  cardinality_zero_or_many: "zero-or-many",
};

/** @param unset the head when the file says nothing: files of 2020 */
export function headOf(value: unknown, unset: Head): Head {
  if (value === undefined) return unset;
  return typeof value === "string" && Object.hasOwn(HEADS, value) ? HEADS[value] : "none";
}

/** The heads of an arrow. @param points of its whole line */
export function headsOf({ type, source }: Element, points: readonly Point[]): Partial<ArrowShape> {
  const startHead = headOf(source.startArrowhead, "none"),
    endHead = headOf(source.endArrowhead, type === "arrow" ? "arrow" : "none");
  return {
    ...(startHead !== "none" && { startHead }),
    ...(endHead !== "arrow" && { endHead }),
    ...headSizeOf(startHead, endHead, points),
  };
}

/** The names before 2026, where there is one: versions of then know no others, and later ones know both. */
const NAMES: Readonly<Record<Head, string | null>> = {
  none: null,
  arrow: "arrow",
  triangle: "triangle",
  dot: "circle",
  bar: "bar",
  diamond: "diamond",
  "triangle-outline": "triangle_outline",
  "dot-outline": "circle_outline",
  "diamond-outline": "diamond_outline",
  one: "crowfoot_one",
  "exactly-one": "cardinality_exactly_one",
  "zero-or-one": "cardinality_zero_or_one",
  many: "crowfoot_many",
  "one-or-many": "crowfoot_one_or_many",
  "zero-or-many": "cardinality_zero_or_many",
  square: "diamond",
  "square-outline": "diamond_outline",
  inverted: "bar",
  "inverted-outline": "bar",
};
export function headOut(head: Head): string | null {
  return NAMES[head];
}
