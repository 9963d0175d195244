import assert from "node:assert/strict";
import { copiesOf } from "../../../../board/copies.ts";
import { sync } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { seeded } from "../../../support/random.ts";

Deno.test("undo reverts only one's own work, whatever the other person did meanwhile", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seeded(seed);
    const [ada, bo] = [new Desk(), new Desk()];
    ada.editor.writer.add(["a", "b", "c"].map((id, i) => geoOf(id, { x: i * 200 })));
    sync(ada.editor.board, bo.editor.board);
    // The positions of a shape are Ada's; everything else is Bo's.
    ada.editor.writer.change(new Map([["a", { x: 1_000 + seed }]]));
    bo.editor.writer.change(new Map([["a", { y: 500 }], ["b", { color: "red" }]]));
    bo.editor.writer.add(copiesOf([geoOf("b")], {
      newId: bo.editor.newShapeId,
      above: "a9",
      dx: 1,
      dy: 1,
      hasFrame: () => false,
    }));
    if (random.below(2) === 0) sync(ada.editor.board, bo.editor.board);
    ada.editor.history.undo();
    sync(ada.editor.board, bo.editor.board);
    const a = bo.editor.shapes.get("a")!, b = ada.editor.shapes.get("b") as { color: string };
    assert.deepEqual([a.x, a.y, b.color, bo.editor.board.shapes.size], [0, 500, "red", 4], `seed ${seed}`);
    for (const { editor } of [ada, bo]) editor.close();
  }
});
