import assert from "node:assert/strict";
import * as Y from "yjs";
import { namedAssets } from "../../../board/asset/named_assets.ts";
import { Board } from "../../../board/document.ts";

Deno.test("a board names pictures and the PDFs of which they show pages, and so does an edit", () => {
  const [picture, pdf, later] = ["1a", "2b", "3c"].map((byte) => byte.repeat(32));
  const board = new Board();
  board.shapes.set("a.1", { kind: "image", asset: picture, pdf: { asset: pdf, page: 1 } });
  board.shapes.set("a.2", { kind: "later", asset: "no hash", pdf: null });
  board.shapes.set("a.3", { kind: "image", pdf: { asset: later, page: 2 } });
  assert.deepEqual(namedAssets([Y.encodeStateAsUpdate(board.doc)]), new Set([picture, pdf, later]));
  board.doc.destroy();
});
