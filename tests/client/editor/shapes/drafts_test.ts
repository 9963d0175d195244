import assert from "node:assert/strict";
import type { ArrowShape } from "../../../../board/shape.ts";
import { Board } from "../../../../board/document.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";

function deskWith() {
  const board = new Board();
  for (const [id, x] of [["a", 0], ["b", 200], ["c", 400]] as const) board.add(geoOf(id, { x }));
  const tie = (to: string) => ({ x: 0, y: 0, to, u: 0.5, v: 0.5 });
  board.add(arrowOf("ab", { start: tie("a"), end: tie("b") }));
  board.add(arrowOf("bc", { start: tie("b"), end: tie("c") }));
  return new Desk(board).editor;
}

const BY = { x: 10, y: 20 };

Deno.test("carried shapes and arrows between them move as one; an arrow to another shape is reshaped", () => {
  const { drafts } = deskWith();
  const asked = new Set(["a", "b"]);
  drafts.carry(asked, BY);
  assert.deepEqual(drafts.carried, { ids: new Set(["a", "b", "ab"]), by: BY });
  const [bending] = [...drafts.loose] as ArrowShape[];
  assert.deepEqual([bending.id, bending.start.x, bending.end.x], ["bc", 260, 450]);
  const { ids } = drafts;
  drafts.carry(asked, { x: 50, y: 0 });
  assert.equal(drafts.ids, ids, "what is hidden on the board does not change while it moves");
  assert.equal(drafts.get("a")!.x, 50);
});

Deno.test("showing other drafts or none ends carrying", () => {
  const { drafts, shapes } = deskWith();
  drafts.carry(new Set(["a"]), BY);
  drafts.show([{ ...shapes.get("c")!, x: 500 }]);
  assert.equal(drafts.carried, undefined);
  assert.deepEqual([...drafts.ids].sort(), ["bc", "c"]);
  drafts.show([]);
  assert.equal(drafts.size, 0);
});

Deno.test("an arrow on a held shape follows its other target when somebody else moves that", () => {
  const { board, drafts, shapes } = deskWith();
  const endOf = (id: string) => (drafts.get(id) as ArrowShape).end.x;
  drafts.carry(new Set(["a"]), BY);
  board.transact(() => board.edit("b", "x", 300), "remote");
  assert.equal(endOf("ab"), 350);
  drafts.show([{ ...shapes.get("b")!, x: 320 }]);
  board.transact(() => board.edit("c", "x", 700), "remote");
  assert.equal(endOf("bc"), 750);
  board.transact(() => board.remove(new Set(["bc"])), "remote");
  assert.deepEqual([...drafts.ids].sort(), ["ab", "b"]);
});
