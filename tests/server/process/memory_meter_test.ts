import assert from "node:assert/strict";
import { watched } from "../../support/server/watched_memory.ts";

Deno.test("garbage is collected in steps before memory counts as short", () => {
  const { clock, state, watchdog } = watched();
  clock.pass(300);
  state.used = 59;
  clock.pass(1_000);
  for (let i = 0; i < 5; i++) {
    [state.used, state.garbage] = [62, 3];
    clock.pass(300);
    assert.deepEqual([watchdog.isTight, watchdog.measureTight()], [false, false], "a collection may free enough");
    clock.pass(300);
    assert.equal(state.used, 59);
    clock.pass(1_000);
  }
  assert.deepEqual([state.starts, state.collections, state.shed], [5, 0, 0]);
  [state.used, state.garbage] = [62, 0];
  clock.pass(600);
  assert.equal(watchdog.isTight, true, "it was not garbage");
  assert.equal(state.collections, 0);
});

Deno.test("garbage is collected at once when a collection in steps does not end, or memory is nearly full", () => {
  const { clock, state, watchdog } = watched();
  clock.pass(300);
  [state.used, state.garbage, state.stepsMs] = [65, 20, Infinity];
  clock.pass(1_900);
  assert.deepEqual([state.collections, watchdog.isTight], [0, false]);
  clock.pass(500);
  assert.deepEqual([state.collections, watchdog.isTight, state.used], [1, false, 45]);
  [state.used, state.garbage, state.large] = [80, 50, 50];
  clock.pass(300);
  assert.deepEqual([state.collections, watchdog.isTight, state.used], [2, false, 30]);
  assert.deepEqual([state.left, state.freed.length], [0, 0]);
});

Deno.test("the shorter collections at once are and the fuller memory is, the more often they happen", () => {
  const [short, long, pressing] = [[10, 70, 3], [300, 70, 3], [300, 85, 30]].map(([collectionMs, used, garbage]) => {
    const { clock, state, watchdog } = watched({ collectionMs });
    state.stepsMs = Infinity;
    clock.pass(300);
    for (const end = clock.now() + 30_000; clock.now() < end;) {
      [state.used, state.garbage] = [used, garbage];
      clock.pass(100);
    }
    watchdog.close();
    return state.collections;
  });
  assert.ok(short >= 10, `${short}`);
  // They take at most 5 % of the time: then 95 of 100 strokes meet none.
  assert.ok(long >= 2 && long * 300 <= 30_000 / 20, `${long}`);
  assert.ok(pressing >= 8 && pressing <= 20, `${pressing}`);
});

Deno.test("garbage that fills memory fast is collected, and the process stays", () => {
  const { clock, state } = watched();
  clock.pass(300);
  for (let i = 0; i < 100; i++) {
    state.used = 75 + i % 2 * 15;
    state.garbage = state.used - 40;
    clock.pass(100);
  }
  assert.equal(state.left, 0);
  [state.used, state.garbage] = [96, 0];
  clock.pass(300);
  assert.equal(state.left, 1);
});
