import type { GeoShape, LineShape } from "../shape.ts";
import { isHatched } from "../style.ts";
import { hatchGapOf } from "./drawn_line.ts";
import type { Part } from "./part.ts";
import type { Path } from "./path.ts";
import { hatched } from "./sketch.ts";

/** Fraction of the paint in a semi fill. */
const SEMI = 0.25;

/** The fill of an area: a colour, or lines across it. */
export function filling(shape: GeoShape | LineShape, path: Path): Part[] {
  const { id, fill = "none", color, fillColor = color, sketch, stray = 1, width } = shape;
  if (!isHatched(fill)) {
    return fill === "none" ? [] : [{ path, fill: { paint: fillColor, tint: fill === "semi" ? SEMI : 1 } }];
  }
  const gap = hatchGapOf(shape, path), lines = hatched(path, { id, gap, stray: sketch ? stray : 0, fill });
  return [{ path: lines, stroke: { paint: fillColor, width: Math.min(width / 2, gap / 3), dash: [] } }];
}
