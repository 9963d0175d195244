import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Board } from "../../../../board/document.ts";
import { sync } from "../../../support/board/boards.ts";
import { type Random, seeded } from "../../../support/random.ts";
import { act, type Tally } from "./acts.ts";
import { Person } from "./person.ts";
import { assertAgree, assertAllThere, assertIdle, assertNoOrphans, assertWriting, shapesOn } from "./rules.ts";
import { startBoard } from "./start_board.ts";

const STEPS = 40;

/**
 * Two people perform all editor actions on the same shapes, offline for stretches and in the middle of each other's
 * gestures. Then each undoes and redoes everything.
 *
 * @param tally counts the actions
 * @throws {AssertionError} when their boards differ or an invariant is broken
 */
export function together(seed: number, tally: Tally): void {
  const random = seeded(seed);
  const start = startBoard();
  const people = [personAt(start, random, 0x4e00), personAt(start, random, 0x5e00)];
  const [ada, bo] = people;
  const meet = () => {
    sync(ada.board, bo.board);
    if (random.below(3) === 0) random.pick(people).reconnect();
  };
  for (const [person, other] of [[ada, bo], [bo, ada]]) {
    person.between = () => {
      if (random.below(8) > 0) return;
      const { between } = other;
      other.between = () => {};
      act(other, tally);
      other.between = between;
      if (random.below(2) === 0) meet();
    };
  }
  for (let step = 0; step < STEPS; step++) {
    act(random.pick(people), tally);
    if (random.below(6) === 0) meet();
    for (const person of people) assertWriting(person);
  }
  meet();
  assertAgree(people);
  for (const person of people) person.settle();
  meet();
  for (const person of people) assertIdle(person);
  assertAgree(people);
  for (const person of people) {
    while (person.editor.history.canUndo.peek()) person.editor.history.undo();
    meet();
    assertAgree(people);
  }
  assertAllThere(ada.board, start);
  for (const person of people) {
    while (person.editor.history.canRedo.peek()) person.editor.history.redo();
    meet();
    assertAgree(people);
  }
  for (const person of people) person.close();
}

/**
 * One person performs the same actions alone. Undoing everything restores the start, and redoing everything the end.
 */
export function alone(seed: number): void {
  const random = seeded(seed);
  const start = startBoard();
  const person = personAt(start, random, 0x4e00);
  for (let step = 0; step < STEPS; step++) {
    act(person, new Map());
    if (random.below(8) === 0) person.reconnect();
  }
  person.settle();
  const { board, editor: { history } } = person;
  const end = shapesOn(board);
  let steps = 0;
  for (; history.canUndo.peek(); steps++) history.undo();
  assertNoOrphans(board);
  assert.deepEqual(shapesOn(board), shapesOn(start), "taken back");
  for (; steps > 0; steps--) history.redo();
  assertNoOrphans(board);
  assert.deepEqual(shapesOn(board), end, "done again");
  person.close();
}

function personAt(start: Board, random: Random, firstLetter: number): Person {
  const person = new Person(random, firstLetter);
  Y.applyUpdate(person.board.doc, Y.encodeStateAsUpdate(start.doc), "store");
  return person;
}
