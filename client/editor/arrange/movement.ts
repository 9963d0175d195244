import { isConnector } from "../../../board/kinds/kinds.ts";
import type { ArrowEnd, Shape } from "../../../board/shape.ts";
import type { Changes } from "../shapes/shape_writer.ts";

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
