import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { BOARD_BYTES_MAX, BOARD_SHAPES_MAX, BOARD_STRUCTS_MAX } from "../../../board/limits.ts";
import { seeded } from "../random.ts";
import { stroke } from "./strokes.ts";

/** As many strokes as there may be, and structs besides, as edits of earlier versions make them. */
export function largestBoard(): Uint8Array {
  const random = seeded(1), board = new Board();
  board.transact(() => {
    for (let i = 0; i < BOARD_SHAPES_MAX; i++) board.add(stroke(`s.${i.toString(36)}`, random, 10));
    const edits = board.doc.getMap("edits");
    for (let i = 0; i < BOARD_STRUCTS_MAX - BOARD_SHAPES_MAX; i++) edits.set(`s.${i.toString(36)}/locked`, false);
  }, "local");
  const update = Y.encodeStateAsUpdate(board.doc);
  assert.ok(update.length < BOARD_BYTES_MAX, `${update.length} bytes`);
  board.doc.destroy();
  return update;
}
