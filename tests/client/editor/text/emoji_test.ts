import assert from "node:assert/strict";
import fc from "fast-check";
import { Board } from "../../../../board/document.ts";
import { endOfLetter, startOfLetter } from "../../../../board/letters.ts";
import { TEXT_MAX } from "../../../../board/limits.ts";
import { rangeOf } from "../../../../client/editor/text/text_positions.ts";
import type { Writing } from "../../../../client/editor/text/text_editing.ts";
import { sync } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { noteOf } from "../../../support/board/figures.ts";
import { LETTERS } from "../../../support/board/letters.ts";
import { TypedField } from "../mix/typed_field.ts";

interface Edit {
  readonly who: number;
  /** Fractions of the text, 0…1. */
  readonly from: number;
  readonly to: number;
  readonly letter: string;
  /** True when both have received everything before it. */
  readonly isTogether: boolean;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  who: fc.nat(1),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  letter: fc.constantFrom("", ...LETTERS),
  isTogether: fc.boolean(),
});

/** Two people with a note that has text already. */
function twoInNote(text: string) {
  const boards = [new Board(), new Board()];
  boards[0].transact(() => boards[0].add(noteOf("n", { text })), "remote");
  sync(boards[0], boards[1]);
  return boards.map((board) => {
    const { editor } = new Desk(board);
    editor.write(noteOf("n"));
    return { board, editor, field: new TypedField(editor.writing.value!) };
  });
}

function textOf(board: Board): string {
  return board.textOf("n").toString();
}

function type(field: TypedField, { from, to, letter }: Edit, time: number): void {
  const { text } = field.writing;
  const [a, b] = [Math.min(from, to), Math.max(from, to)].map((part) => Math.round(part * text.length));
  const at = startOfLetter(text, a), end = endOfLetter(text, b);
  field.type({ at, removed: end - at, inserted: letter }, time);
}

Deno.test("C1: two people typing emoji at once never split one, and neither do undo and redo", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 14 }), (edits) => {
      const people = twoInNote("Hi 👨‍👩‍👧🇩🇪e\u0301!");
      const [{ board: a }, { board: b }] = people;
      const check = () => {
        sync(a, b);
        assert.equal(textOf(a), textOf(b));
        assert.ok(textOf(a).isWellFormed() && !textOf(a).includes("\ufffd"), JSON.stringify(textOf(a)));
      };
      edits.forEach((each, i) => {
        if (each.isTogether) check();
        type(people[each.who].field, each, i * 2_000);
      });
      check();
      for (const step of ["undo", "redo", "undo"] as const) {
        for (const { editor } of people) {
          for (let i = 0; i < edits.length; i++) editor.history[step]();
          check();
        }
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});

function replace(writing: Writing, from: string, to: string, time: number): void {
  const field = new TypedField(writing);
  const at = writing.text.indexOf(from);
  field.type({ at, removed: from.length, inserted: to }, time);
  field.close();
}

Deno.test("C1: undo restores a replaced emoji, and redo restores its replacement", () => {
  const [{ board, editor }] = twoInNote("a👍🏻b");
  const writing = editor.writing.value!;
  replace(writing, "👍🏻", "👍🏿", 5_000);
  const seen = [textOf(board)];
  for (const step of ["undo", "redo", "undo"] as const) {
    editor.history[step]();
    seen.push(textOf(board));
  }
  assert.deepEqual(seen, ["a👍🏿b", "a👍🏻b", "a👍🏿b", "a👍🏻b"]);
});

Deno.test("C1: text beyond the limit is cut between letters, and lone surrogates are not written", () => {
  const [{ board, editor }] = twoInNote("x".repeat(TEXT_MAX - 3));
  const writing = editor.writing.value!;
  writing.replace({ at: 0, removed: 0, inserted: "😀👍🏿" }, 0);
  assert.equal(textOf(board).slice(0, 3), "😀x");
  writing.replace({ at: 0, removed: 2, inserted: "\ud83d" }, 5_000);
  assert.ok(textOf(board).isWellFormed());
});

Deno.test("C1: a caret inside a letter is shown before it", () => {
  const [{ board, editor }] = twoInNote("a😀");
  let typing: Parameters<typeof editor.outbox.typeAt>[0];
  editor.outbox = { ...editor.outbox, typeAt: (now) => void (typing = now) };
  editor.writing.value!.select(2, 3);
  assert.deepEqual(rangeOf(board, typing!), { anchor: 1, head: 3 });
});
