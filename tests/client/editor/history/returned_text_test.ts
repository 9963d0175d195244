import assert from "node:assert/strict";
import type { NoteShape } from "../../../../board/shape.ts";
import { sync } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { seeded } from "../../../support/random.ts";

const NOTE: NoteShape = {
  id: "n",
  kind: "note",
  order: "a0",
  color: "green",
  x: 0,
  y: 0,
  w: 200,
  h: 200,
  text: "Words",
};

/** Two people with a note that neither of them has created. */
function people(): { ada: Desk; bo: Desk; meet(): void } {
  const [ada, bo] = [new Desk(), new Desk()];
  const meet = () => sync(ada.editor.board, bo.editor.board);
  ada.editor.board.transact(() => ada.editor.board.add(NOTE), "store");
  meet();
  return { ada, bo, meet };
}

const noteOf = ({ editor }: Desk) => editor.shapes.get("n") as NoteShape | undefined;
const erase = ({ editor }: Desk) => editor.writer.remove(new Set(["n"]));

Deno.test("a note that two people deleted at once has its text once after both undo", () => {
  const { ada, bo, meet } = people();
  for (const person of [ada, bo]) erase(person);
  meet();
  for (const { editor } of [bo, ada]) {
    editor.history.undo();
    meet();
    for (const person of [ada, bo]) assert.equal(noteOf(person)?.text, "Words");
  }
});

Deno.test("text that I erased earlier can be restored although somebody else restored the shape", () => {
  const { ada, bo, meet } = people();
  ada.editor.write(noteOf(ada)!);
  ada.editor.writing.peek()!.replace({ at: 0, removed: 3, inserted: "" }, 0);
  meet();
  for (const person of [ada, bo]) erase(person);
  meet();
  bo.editor.history.undo();
  meet();
  ada.editor.history.undo();
  assert.equal(noteOf(ada)?.text, "Words");
});

Deno.test("typed text goes to the caret after doubled letters before it were removed", () => {
  const { ada, bo, meet } = people();
  for (const [i, { editor }] of [ada, bo].entries()) editor.board.doc.clientID = 1 + i;
  const replace = (person: Desk, at: number, removed: number, inserted: string) => {
    person.editor.write(noteOf(person)!);
    person.editor.writing.peek()!.replace({ at, removed, inserted }, 0);
  };
  // A note that Ada has created: she can redo its creation and keep what she typed since.
  erase(ada);
  ada.editor.writer.add([NOTE]);
  meet();
  ada.editor.history.undo();
  ada.editor.history.redo();
  replace(ada, 5, 0, " and Words");
  replace(ada, 9, 0, " more");
  replace(bo, 0, 5, "");
  erase(bo);
  bo.editor.history.undo();
  meet();
  replace(ada, 9, 0, " of the");
  assert.equal(noteOf(ada)?.text, " and more of the Words");
});

Deno.test("a note deleted and restored by two people, offline or not, never doubles its text: 1,000 seeded runs", () => {
  for (let seed = 1; seed <= 1_000; seed++) {
    const random = seeded(seed);
    const { ada, bo, meet } = people();
    for (const { editor } of [ada, bo]) editor.board.doc.clientID = 1 + random.below(2 ** 31);
    for (const person of [ada, bo]) erase(person);
    for (let i = 0; i < 10; i++) {
      const { history } = random.pick([ada, bo]).editor;
      random.pick([() => history.undo(), () => history.redo(), meet])();
    }
    // What one of them deletes when they sync reaches the other at the next sync.
    for (let i = 0; i < 2; i++) meet();
    assert.deepEqual(noteOf(ada), noteOf(bo), `seed ${seed}`);
    if (noteOf(ada)) assert.equal(noteOf(ada)?.text, "Words", `seed ${seed}`);
    for (const { editor } of [ada, bo]) editor.close();
  }
});
