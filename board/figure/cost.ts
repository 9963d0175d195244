import { DASHES_MAX, OUTLINE_CORNERS_MAX, TEXT_MAX } from "../limits.ts";
import { isFreehand, isWritten } from "../kinds/kinds.ts";
import type { Shape } from "../shape.ts";
import { isHatched } from "../style.ts";
import { lengthOf } from "./line/along.ts";
import { contourOf, type FigureShape } from "./contour.ts";
import { crossedLength, dashOf, hatchGapOf } from "./drawn_line.ts";

/** Maximum total cost of shapes that are painted in one step: about a tenth of a second. */
export const PAINT_COST_MAX = 60_000;

/** Cost of any shape besides its path: heads, the background of a label, the lower edge and the shadow of a note. */
const BASE = 40;
/** roughjs draws each segment twice, each with a move command. */
const SKETCH_FACTOR = 4;
/** A hatch line takes a move and a draw command. */
const HATCH_COMMANDS = 2;
/** It crosses at most three parts of a star or a cloud. */
const PARTS_MAX = 3;

const COSTS = new WeakMap<Shape, number>();

/**
 * The cost of drawing a shape: path commands, dashes and letters, a microsecond or two each. It is computed without
 * drawing and is at most SHAPE_COST_MAX, however large the shape's numbers are. Painters divide their work by it.
 *
 * @param shape an arrow must have been tied
 */
export function costOf(shape: Shape): number {
  // A sample takes two bytes, and its two corners of a filled outline are cheaper than a line.
  if (isFreehand(shape)) return Math.min(OUTLINE_CORNERS_MAX, BASE + Math.ceil(shape.ink.length / 2));
  let cost = COSTS.get(shape);
  if (cost === undefined) COSTS.set(shape, cost = calculate(shape));
  return cost;
}

function calculate(shape: FigureShape): number {
  return BASE + Math.min(TEXT_MAX, wordsOn(shape).length) + figureCost(shape);
}

function wordsOn(shape: FigureShape): string {
  if (isWritten(shape)) return shape.text ?? "";
  return "name" in shape ? shape.name : "";
}

function figureCost(shape: FigureShape): number {
  if (!("width" in shape)) return 0;
  const { path } = contourOf(shape);
  const { width, dash = "solid", sketch } = shape;
  let cost = path.size * (sketch ? SKETCH_FACTOR : 1);
  const period = dashOf(dash, width, path).reduce((sum, length) => sum + length, 0);
  if (period > 0) cost += Math.min(DASHES_MAX, lengthOf(path.corners) / period) * (sketch ? 2 : 1);
  if ("fill" in shape && isHatched(shape.fill)) {
    const lines = crossedLength(shape, path) / Math.floor(hatchGapOf(shape, path)) + 1;
    const isSplit = shape.kind === "line" || shape.form === "star" || shape.form === "cloud";
    const directions = shape.fill === "hatch" ? 1 : 2;
    cost += (path.size + lines) * HATCH_COMMANDS * (isSplit ? PARTS_MAX : 1) * directions;
  }
  return Math.ceil(cost);
}
