import assert from "node:assert/strict";
import { Board } from "../../../board/document.ts";
import { LiveDocument } from "../../../server/relay/live_document.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/strokes.ts";

Deno.test("a board that lost an entry opens with what does not build on it", () => {
  const random = seeded(1);
  const board = new Board();
  const updates: Uint8Array[] = [];
  board.doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 3; i++) board.add(stroke(`s.${i}`, random));
  const rest = [updates[0], updates[2]];
  assert.throws(() => new LiveDocument(rest));
  const document = new LiveDocument(rest, { isDamaged: true });
  assert.deepEqual(document.encode(), new LiveDocument([updates[0]]).encode());
  document.close();
});
