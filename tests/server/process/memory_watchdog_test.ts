import assert from "node:assert/strict";
import { watched } from "../../support/server/watched_memory.ts";

Deno.test("while memory is short new connections are refused and slow readers disconnected; afterwards they are admitted again", () => {
  const { clock, state, watchdog } = watched();
  clock.pass(100);
  assert.equal(watchdog.isTight, false);
  for (state.used = 50; state.used < 65; state.used++) clock.pass(100);
  assert.equal(watchdog.isTight, true);
  assert.ok(state.shed > 0);
  state.used = 30;
  clock.pass(100);
  assert.equal(watchdog.isTight, false);
  assert.equal(state.left, 0);
  watchdog.close();
  watchdog.close();
  assert.equal(clock.pending, 0);
});

Deno.test("before memory is full everything is saved and the process exits, once", () => {
  const { clock, state } = watched();
  for (state.used = 10; state.used < 100; state.used++) clock.pass(100);
  assert.equal(state.left, 1);
});

Deno.test("fast growth makes the process exit earlier, because saving takes time", () => {
  const { clock, state } = watched();
  // With little memory in use it checks every 300 ms, after the first growth every 100 ms.
  for (const used of [10, 10, 10, 10, 10, 40, 70, 80]) {
    state.used = used;
    clock.pass(100);
  }
  assert.equal(state.left, 1);
});

Deno.test("growth of memory leads to a ping, and peers that stay silent are dropped", () => {
  const { clock, state } = watched();
  clock.pass(300);
  state.silent = 2;
  state.used = 21;
  clock.pass(300);
  assert.equal(state.pings, 0);
  for (state.used = 22; state.pings === 0; clock.pass(100));
  clock.pass(9_900);
  assert.equal(state.dropped, 0, "the answers may be on their way");
  clock.pass(300);
  assert.equal(state.dropped, 2);
  state.used = 10;
  clock.pass(60_000);
  assert.equal(state.pings, 1);
  assert.equal(state.banished, 0, "they may be phones in a pocket");
});

Deno.test("when all peers answer, only further growth leads to another ping", () => {
  const { clock, state } = watched();
  clock.pass(300);
  state.used = 30;
  clock.pass(60_000);
  assert.equal(state.pings, 1);
  state.used = 41;
  clock.pass(60_000);
  assert.equal(state.pings, 1);
  state.used = 42;
  clock.pass(60_000);
  assert.equal(state.pings, 2);
});

Deno.test("when memory is about to be full, silent peers are dropped and banned, and the process stays", () => {
  const { clock, state } = watched();
  clock.pass(300);
  [state.silent, state.used] = [1, 40];
  for (; state.pings === 0; clock.pass(100));
  for (state.used = 70; state.dropped === 0; clock.pass(100));
  assert.equal(state.banished, 1);
  state.used = 75;
  clock.pass(100);
  state.used = 40;
  clock.pass(60_000);
  assert.equal(state.left, 0);
});

/** Memory fills, and the silent peer that fills it is dropped. */
function filled() {
  const all = watched();
  const { clock, state } = all;
  clock.pass(300);
  [state.silent, state.used] = [1, 40];
  for (; state.pings === 0; clock.pass(100));
  for (state.used = 70; state.dropped === 0; clock.pass(100));
  return all;
}

Deno.test("when memory is full at the moment in which silent peers are dropped, the process stays if that helps", () => {
  for (const [after, left] of [[50, 0], [97, 1]]) {
    const { clock, state } = watched();
    clock.pass(300);
    [state.silent, state.used] = [1, 40];
    for (; state.pings === 0; clock.pass(100));
    for (state.used = 99; state.dropped === 0; clock.pass(100));
    assert.equal(state.left, 0);
    state.used = after;
    clock.pass(1_000);
    assert.equal(state.left, left);
  }
});

Deno.test("memory that grows after peers were dropped ends the process", () => {
  const { clock, state } = filled();
  clock.pass(2_800);
  state.used = 86;
  assert.equal(state.left, 0);
  clock.pass(300);
  assert.equal(state.left, 1);
});

Deno.test("memory that grew a little after peers were dropped, and no more, does not end the process at once", () => {
  const { clock, state } = filled();
  clock.pass(1_000);
  for (state.used = 70; state.used < 80; state.used++) clock.pass(100);
  clock.pass(20_000);
  assert.equal(state.left, 0);
});

Deno.test("memory that stays short after peers were dropped ends the process, but not at once", () => {
  const { clock, state } = filled();
  clock.pass(29_800);
  assert.equal(state.left, 0);
  clock.pass(300);
  assert.equal(state.left, 1);
});

Deno.test("free memory that the allocator keeps does not count as short memory, until memory grows again", () => {
  const { clock, state, watchdog } = filled();
  clock.pass(1_000);
  assert.equal(watchdog.isTight, true);
  state.live = 10;
  clock.pass(60_000);
  assert.deepEqual([watchdog.isTight, watchdog.measureTight(), state.left], [false, false, 0]);
  state.used = 74;
  assert.equal(watchdog.measureTight(), true);
  clock.pass(100);
  assert.equal(watchdog.isTight, true);
  state.used = 50;
  clock.pass(100);
  state.used = 61;
  clock.pass(1_000);
  assert.equal(watchdog.isTight, true, "the usual limit holds again");
});

Deno.test("above a certain share, memory is short even when it is steady", () => {
  const { clock, state, watchdog } = watched();
  state.live = 10;
  for (; state.used < 88; state.used++) clock.pass(300);
  clock.pass(60_000);
  assert.equal(watchdog.isTight, true);
  assert.equal(state.left, 0);
});

Deno.test("memory that grew while the thread was blocked did not grow at once: the process stays", () => {
  const { clock, state } = watched();
  for (; state.used < 62; state.used++) clock.pass(100);
  while (state.used < 80) {
    state.used += 6;
    clock.block(1_000);
    clock.pass(100);
  }
  clock.pass(10_000);
  assert.equal(state.left, 0);
});

Deno.test("memory that is about to be full while everybody answers ends the process", () => {
  const { clock, state } = watched();
  clock.pass(300);
  for (state.used = 40; state.left === 0 && state.used < 95; state.used += 10) clock.pass(100);
  assert.equal(state.left, 1);
  assert.ok(state.used < 95, "it did not wait until it was full");
});

Deno.test("a burst that everybody answers does not end the process", () => {
  const { clock, state } = watched();
  clock.pass(300);
  state.used = 40;
  clock.pass(300);
  assert.equal(state.pings, 1);
  for (const used of [62, 64, 65, 65]) {
    state.used = used;
    clock.pass(100);
  }
  assert.equal(state.left, 0);
});

Deno.test("memory that is about to be full is not the end while slow readers or pictures lose theirs", () => {
  const { clock, state } = watched();
  clock.pass(300);
  state.slow = 1;
  for (state.used = 40; state.used < 90; state.used += 10) clock.pass(100);
  state.used = 50;
  clock.pass(60_000);
  assert.equal(state.left, 0);
});

Deno.test("while memory stays short large boards are unloaded, and more only when those are gone", () => {
  const { clock, state, watchdog } = watched();
  state.large = 50;
  for (; state.used < 60; state.used++) clock.pass(300);
  clock.pass(400);
  assert.equal(watchdog.isTight, true);
  assert.deepEqual(state.freed, [], "what nobody uses goes first");
  clock.pass(100);
  assert.deepEqual(state.freed.map(Math.round), [5]);
  clock.pass(900);
  assert.equal(state.freed.length, 1, "their memory is not free at once");
  clock.pass(100);
  assert.equal(state.freed.length, 2);
  state.used = 63;
  clock.pass(100);
  assert.deepEqual(state.freed.map(Math.round), [5, 5, 8], "it grows on");
  state.used = 59;
  clock.pass(60_000);
  assert.equal(state.freed.length, 3);
  assert.equal(state.left, 0);
});

Deno.test("between two checks memory can be measured", () => {
  const { state, watchdog } = watched();
  assert.equal(watchdog.measureTight(), false);
  state.used = 69;
  assert.deepEqual([watchdog.measureTight(), watchdog.isTight], [true, false]);
  watchdog.close();
});

Deno.test("memory that grows fast by large boards ends with those boards, and not with the process", () => {
  const { clock, state } = watched();
  clock.pass(300);
  state.large = 50;
  for (state.used = 40; state.used < 90; state.used += 10) clock.pass(100);
  assert.ok(state.freed.length > 0);
  clock.pass(1_000);
  state.used = 40;
  clock.pass(60_000);
  assert.equal(state.left, 0);
});

Deno.test("the longest delay of the event loop is reported once", () => {
  const { clock, watchdog } = watched();
  clock.pass(100);
  assert.equal(watchdog.takeLateMs(), 0);
  clock.block(450);
  clock.pass(0);
  assert.equal(watchdog.takeLateMs(), 250);
  assert.equal(watchdog.takeLateMs(), 0);
});

Deno.test("without a limit memory is never short", () => {
  const { clock, state, watchdog } = watched({ limitBytes: Infinity });
  for (state.used = 1; state.used < 1e15; state.used *= 10) clock.pass(300);
  assert.equal(watchdog.isTight, false);
  assert.equal(state.left, 0);
});
