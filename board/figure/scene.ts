import * as Y from "yjs";
import { Board } from "../document.ts";
import type { ShapeId } from "../id.ts";
import { comparePaint } from "../order.ts";
import type { Shape } from "../shape.ts";
import { fitted } from "./lettering.ts";
import { tie } from "./tie.ts";

/** All of a board that can be drawn, bottom first, arrows tied. For who draws it once; editors keep a table. */
export function sceneOf(board: Board): Shape[] {
  const shapes = new Map<ShapeId, Shape>();
  // A copy of what was fitted is not kept together with the layout of its text, which takes 80 bytes a line.
  for (const shape of board.readAll()) shapes.set(shape.id, { ...fitted(shape) });
  const lookUp = (id: ShapeId) => shapes.get(id);
  for (const [id, shape] of shapes) if (shape.kind === "arrow") shapes.set(id, tie(shape, lookUp));
  return [...shapes.values()].sort(comparePaint);
}

/** The same, of a board as it is stored and sent: a Yjs update. */
export function sceneOfUpdate(update: Uint8Array): Shape[] {
  const board = new Board();
  Y.applyUpdate(board.doc, update);
  const scene = sceneOf(board);
  board.doc.destroy();
  return scene;
}
