import type { Board } from "../document.ts";
import type { ShapeId } from "../id.ts";
import { comparePaint } from "../order.ts";
import type { Shape } from "../shape.ts";
import { fitted } from "./lettering.ts";
import { tie } from "./tie.ts";

/** All of a board that can be drawn, bottom first, arrows tied. For who draws it once; editors keep a table. */
export function sceneOf(board: Board): Shape[] {
  const shapes = new Map<ShapeId, Shape>();
  for (const shape of board.readAll()) shapes.set(shape.id, fitted(shape));
  const lookUp = (id: ShapeId) => shapes.get(id);
  for (const [id, shape] of shapes) if (shape.kind === "arrow") shapes.set(id, tie(shape, lookUp));
  return [...shapes.values()].sort(comparePaint);
}
