import assert from "node:assert/strict";
import * as Y from "yjs";
import type { Board } from "../../../../board/document.ts";
import { type Random, seeded } from "../../../support/random.ts";
import { act, type Tally } from "./acts.ts";
import { DirectMeeting, type Meeting, ServedMeeting } from "./meeting.ts";
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
export async function together(seed: number, tally: Tally): Promise<void> {
  await acting(seed, tally, (people) => Promise.resolve(new DirectMeeting(people)));
}

/** The same through a server, each of them over another transport. */
export async function served(seed: number, tally: Tally): Promise<void> {
  await acting(seed, tally, (people, start, random) => ServedMeeting.open(people, start, random));
}

type Open = (people: readonly [Person, Person], start: Board, random: Random) => Promise<Meeting>;

async function acting(seed: number, tally: Tally, open: Open): Promise<void> {
  const random = seeded(seed);
  const start = startBoard();
  const people = [personAt(start, random, 0x4e00), personAt(start, random, 0x5e00)] as const;
  const [ada, bo] = people;
  const meeting = await open(people, start, random);
  const reconnect = () => random.below(3) === 0 && meeting.reconnect(random.pick(people));
  const meet = async () => {
    await meeting.meet();
    reconnect();
  };
  for (const [person, other] of [[ada, bo], [bo, ada]]) {
    person.between = () => {
      if (random.below(8) > 0) return;
      const { between } = other;
      other.between = () => {};
      act(other, tally);
      other.between = between;
      if (random.below(2) > 0) return;
      meeting.deliver();
      reconnect();
    };
  }
  for (let step = 0; step < STEPS; step++) {
    act(random.pick(people), tally);
    await meeting.pass();
    if (random.below(6) === 0) await meet();
    for (const person of people) assertWriting(person);
  }
  await meet();
  assertAgree(people);
  for (const person of people) person.settle();
  await meet();
  for (const person of people) assertIdle(person);
  assertAgree(people);
  for (const person of people) {
    while (person.editor.history.canUndo.peek()) person.editor.history.undo();
    await meet();
    assertAgree(people);
  }
  assertAllThere(ada.board, start);
  for (const person of people) {
    while (person.editor.history.canRedo.peek()) person.editor.history.redo();
    await meet();
    assertAgree(people);
  }
  await meeting.close();
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
