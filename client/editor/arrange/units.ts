import { uprightOf } from "../../../board/figure/point.ts";
import { isContainer } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Box, union } from "../../geometry/box.ts";
import type { Changes } from "../shapes/shape_writer.ts";
import { merged } from "./merged.ts";
import { movedBy } from "./movement.ts";

/** A single shape or a group, which moves as one. The box is upright, in board units. */
export interface Unit {
  readonly box: Box;
  /** The changes that move the unit by dx, dy (board units). */
  moved(dx: number, dy: number): Changes;
}

/**
 * Groups shapes into units. The shapes of one outermost group are a unit, and so are a frame and its contents.
 *
 * @param withContents adds the contents of the frames among the given shapes
 */
export function unitsOf(shapes: readonly Shape[], withContents: (shapes: readonly Shape[]) => Shape[]): Unit[] {
  const groups = new Map<string, Shape[]>();
  const frames = new Set(shapes.filter(isContainer).map(({ id }) => id));
  for (const shape of shapes) {
    if (shape.frame !== undefined && frames.has(shape.frame)) continue;
    const key = shape.groups?.[0] ?? `/${shape.id}`;
    const members = groups.get(key);
    if (members) members.push(shape);
    else groups.set(key, [shape]);
  }
  return [...groups.values()].map((members) => ({
    box: members.map(uprightOf).reduce(union),
    moved: (dx, dy) => merged(withContents(members).map((shape) => movedBy(shape, dx, dy))),
  }));
}
