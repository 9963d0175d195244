/** Fault B1, its honest half: the stored size of a board after long editing. */
import assert from "node:assert/strict";
import { Board } from "../../../board/document.ts";
import { compacted } from "../../../server/document/compacted.ts";
import { inkOf } from "../../support/board/shapes.ts";

Deno.test("after 100 drags of all shapes a compacted board takes at most 3 times what it took before", () => {
  const board = new Board();
  const updates: Uint8Array[] = [];
  board.doc.on("update", (update: Uint8Array) => updates.push(update));
  const ids = Array.from({ length: 300 }, (_, i) => `0123456789abcdef.${i.toString(36)}`);
  board.transact(() => ids.forEach((id) => board.add(inkOf(id))), "local");
  const before = compacted(updates).length;
  for (let i = 1; i <= 100; i++) {
    board.transact(() => {
      for (const id of ids) for (const property of ["x", "y"]) board.edit(id, property, i * Math.PI);
    }, "local");
  }
  const after = compacted(updates).length;
  assert.ok(after <= 3 * before, `${before} → ${after} bytes`);
});
