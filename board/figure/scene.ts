import { isConnector } from "../kinds/kinds.ts";
import * as Y from "yjs";
import { Board } from "../document.ts";
import type { ShapeId } from "../id.ts";
import { comparePaint } from "../order.ts";
import type { Shape } from "../shape.ts";
import { fitted } from "./text/shape_text.ts";
import { tie } from "./line/tie.ts";

/**
 * All drawable shapes of a board, bottom first, fitted, with arrows tied. For a single drawing; editors keep a shape
 * table.
 */
export function sceneOf(board: Board): Shape[] {
  const shapes = new Map<ShapeId, Shape>();
  // A copy of a fitted shape does not retain the cached layout of its text, which takes 80 bytes per line.
  for (const shape of board.readAll()) shapes.set(shape.id, { ...fitted(shape) });
  const lookUp = (id: ShapeId) => shapes.get(id);
  for (const [id, shape] of shapes) if (isConnector(shape)) shapes.set(id, tie(shape, lookUp));
  return [...shapes.values()].sort(comparePaint);
}

/** Like `sceneOf`, for a board as it is stored and sent: a Yjs update. */
export function sceneOfUpdate(update: Uint8Array): Shape[] {
  const board = new Board();
  Y.applyUpdate(board.doc, update);
  const scene = sceneOf(board);
  board.doc.destroy();
  return scene;
}
