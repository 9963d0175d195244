import { isConnector, isContainer } from "../../../board/kinds/kinds.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { ArrowEnd, Shape } from "../../../board/shape.ts";
import { union } from "../../geometry/box.ts";
import type { Changes } from "../shapes/shape_writer.ts";
import { merged, type Unit } from "./align.ts";

/**
 * The changes that move a shape by dx, dy (board units); empty when nothing would change. Of an arrow only the free
 * ends move, since tied ends follow their shapes.
 */
export function movedBy(shape: Shape, dx: number, dy: number): Changes {
  if (dx === 0 && dy === 0) return new Map();
  if (!isConnector(shape)) return new Map([[shape.id, moved(shape, dx, dy)]]);
  const { id, start, end } = shape;
  const ends = { ...freeEnd("start", start, dx, dy), ...freeEnd("end", end, dx, dy) };
  return Object.keys(ends).length > 0 ? new Map([[id, ends]]) : new Map();
}

/** Includes only the coordinates that change, because another person may change the other one. */
function moved({ x, y }: Shape, dx: number, dy: number): Record<string, unknown> {
  return { ...(dx !== 0 && { x: x + dx }), ...(dy !== 0 && { y: y + dy }) };
}

function freeEnd(name: "start" | "end", { x, y, to }: ArrowEnd, dx: number, dy: number): Record<string, unknown> {
  return to === undefined ? { [name]: { x: x + dx, y: y + dy } } : {};
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
