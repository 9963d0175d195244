import type { ArrowShape } from "../../shape.ts";
import { lengthOf, partAlong, placeAlong } from "./along.ts";
import { contourOf } from "../contour.ts";
import type { Point } from "../point.ts";

/** Centre of an arrow's label, on the board. @param arrow must have been tied */
export function placeOfLabel(arrow: ArrowShape): Point {
  const { x, y } = placeAlong(contourOf(arrow).path.corners, arrow.labelAt ?? 0.5);
  return { x: arrow.x + x, y: arrow.y + y };
}

/**
 * The arrow with its label at the point of its line that is nearest to a position. Near the middle it snaps to the
 * middle.
 *
 * @param nearby distance that counts as near, board units
 */
export function withLabelAt(arrow: ArrowShape, { x, y }: Point, nearby: number): ArrowShape {
  const { labelAt: _, ...rest } = arrow;
  const line = contourOf(arrow).path.corners;
  const labelAt = partAlong(line, { x: x - arrow.x, y: y - arrow.y });
  return Math.abs(labelAt - 0.5) * lengthOf(line) <= nearby ? rest : { ...rest, labelAt };
}
