import assert from "node:assert/strict";
import { findPeople, ListedPeople, peopleHere } from "../../../../client/editor/together/people_here.ts";
import { IDLE_MS, Idleness } from "../../../../client/editor/together/idleness.ts";
import { goToPerson } from "../../../../client/editor/together/going.ts";
import { FakeClock } from "../../../support/fake_clock.ts";
import { seeded } from "../../../support/random.ts";
import { inCompany, ME, peerOf } from "./company.ts";

/** 60 people; some of them are idle, away, follow the local user or bring everybody. */
const SIXTY = Array.from({ length: 60 }, (_, i) => {
  const together = {
    isIdle: i % 5 === 0 || undefined,
    follows: i % 7 === 0 ? ME : 1,
    brings: i === 33 ? 1 : undefined,
  };
  return peerOf(100 + i, together, { name: `Zoë ${i}`, ...(i % 10 === 0 && { isAway: true }) });
});

Deno.test("60 people keep their place in the list while they move, come and leave", () => {
  const random = seeded(14);
  const list = peopleHere(SIXTY, ME);
  assert.deepEqual(list.slice(0, 3).map(({ name }) => name), ["Zoë 0", "Zoë 1", "Zoë 2"], "numbers count as numbers");
  assert.equal(list.filter(({ state }) => state === "away").length, 6);
  assert.equal(list.filter(({ state }) => state === "idle").length, 6);
  assert.equal(list.filter(({ followsMe }) => followsMe).length, 9);
  assert.deepEqual(list.filter(({ brings }) => brings).map(({ name }) => name), ["Zoë 33"]);
  for (let round = 0; round < 50; round++) {
    const shuffled = SIXTY.map((peer) => ({ ...peer, cursor: { x: random.below(100), y: 0 }, at: random.below(1_000) }))
      .sort((a, b) => a.at - b.at);
    const left = shuffled.filter(() => random.below(4) > 0);
    const names = new Set(left.map(({ user }) => user.name));
    assert.equal(JSON.stringify(peopleHere(shuffled, ME)), JSON.stringify(list), "cursors change nothing");
    assert.deepEqual(peopleHere(left, ME), list.filter(({ name }) => names.has(name)));
  }
});

Deno.test("people of one name keep their order, and a name is found without its accents", () => {
  const twins = [peerOf(9, undefined, { name: "Bo" }), peerOf(3, undefined, { name: "Bo" })];
  assert.deepEqual(peopleHere(twins, ME).map(({ id }) => id), [3, 9]);
  const list = peopleHere(SIXTY, ME);
  assert.equal(findPeople(list, " ZOE 5").length, 11);
  assert.equal(findPeople(list, "").length, 60);
  assert.equal(findPeople(list, "nobody").length, 0);
});

Deno.test("a person is idle after some minutes without any action, and not after the next one", () => {
  const clock = new FakeClock();
  const told: boolean[] = [];
  const idleness = new Idleness((isIdle) => told.push(isIdle), clock);
  for (let minute = 0; minute < 10; minute++) {
    clock.pass(60_000);
    idleness.active();
  }
  clock.pass(IDLE_MS - 1);
  assert.deepEqual(told, []);
  clock.pass(1);
  assert.deepEqual(told, [true]);
  clock.pass(IDLE_MS);
  idleness.active();
  idleness.active();
  assert.deepEqual(told, [true, false]);
  clock.pass(IDLE_MS);
  assert.deepEqual(told, [true, false, true]);
  idleness.close();
  assert.equal(clock.pending, 0);
});

Deno.test("one can go to where a person points, or without a cursor to what they see", () => {
  const { editor, clock, presence, seen } = inCompany();
  seen(peerOf(1, undefined, { cursor: { x: 1_000, y: 500 } }), peerOf(2), peerOf(3));
  goToPerson(editor, 1, clock);
  assert.deepEqual([editor.camera.x, editor.camera.y], [600, 200]);
  assert.equal(editor.said.peek(), "You see where Person 1 is");
  goToPerson(editor, 2, clock);
  assert.equal(presence.follows, 2);
  seen(peerOf(2, { view: { x: 0, y: 0, w: 1_600, h: 1_200 } }), peerOf(3));
  assert.deepEqual(editor.camera.state.peek(), { x: -800, y: -600, zoom: 0.5 });
  assert.equal(editor.said.peek(), "You see where Person 2 is");
  assert.equal(presence.follows, undefined);
  seen(peerOf(2, { view: { x: 99, y: 0, w: 1_600, h: 1_200 } }), peerOf(3));
  assert.equal(editor.camera.x, -800, "only once");
  assert.equal(clock.pending, 0);
  goToPerson(editor, 3, clock);
  clock.pass(5_000);
  assert.match(editor.done.peek()!, /Person 3 shows no place/);
  assert.equal(presence.follows, undefined);
});

Deno.test("in an open list whoever comes is at the end, and whoever leaves keeps the place", () => {
  const person = (id: number, state: "here" | "idle" | "away" = "here") =>
    ({ id, name: `P${id}`, color: "red", state, followsMe: false, brings: true }) as const;
  const list = new ListedPeople();
  const shown = (...people: ReturnType<typeof person>[]) =>
    list.update(people).map(({ id, group, state, hasLeft, brings }) =>
      `${id} ${group} ${state}${hasLeft ? " left" : ""}${brings ? "" : " alone"}`
    );
  assert.deepEqual(shown(person(3), person(5, "away")), ["3 here here", "5 away away"]);
  assert.deepEqual(shown(person(1), person(3, "idle"), person(5, "away")), [
    "3 here idle",
    "5 away away",
    "1 new here",
  ]);
  assert.deepEqual(shown(person(1), person(5)), ["3 here idle left alone", "5 away here", "1 new here"]);
  assert.deepEqual(shown(person(3), person(5)), ["3 here here", "5 away here", "1 new here left alone"]);
});
