import assert from "node:assert/strict";
import { EventLoopMonitor } from "../../../server/process/event_loop_monitor.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function monitored() {
  const clock = new FakeClock();
  const state = { pings: 0, unheard: 0, silent: 0, banned: 0, dropped: 0 };
  const monitor = new EventLoopMonitor({
    clock,
    ping: () => void state.pings++,
    dropUnheard: () => {
      const gone = state.unheard;
      [state.unheard, state.banned] = [0, state.banned + gone];
      return gone;
    },
    dropNewestSilent: (max) => {
      const gone = Math.min(max, state.silent);
      [state.silent, state.dropped] = [state.silent - gone, state.dropped + gone];
      return gone;
    },
    log: () => {},
  });
  /** Lets time pass while each turn of the loop takes 200 ms. */
  const beLate = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 200) {
      clock.block(200);
      clock.pass(0);
    }
  };
  return { clock, state, monitor, beLate };
}

Deno.test("D4: while the loop is late all peers are asked, and those never heard are dropped and banned", () => {
  const { state, beLate } = monitored();
  state.unheard = 50;
  beLate(800);
  assert.deepEqual([state.pings, state.banned], [1, 0]);
  beLate(1_000);
  assert.equal(state.banned, 50);
});

Deno.test("D4: peers heard before are dropped later, a few at a time, and only while the loop is late", () => {
  const { clock, state, beLate } = monitored();
  state.silent = 100;
  beLate(3_600);
  assert.equal(state.dropped, 0);
  beLate(400);
  assert.equal(state.dropped, 1);
  beLate(3_600);
  assert.equal(state.dropped, 3, "twice as many");
  clock.pass(60_000);
  assert.equal(state.dropped, 3);
});

Deno.test("D4: one very long turn of the loop leads to a ping", () => {
  const { clock, state } = monitored();
  state.unheard = 1;
  clock.block(1_500);
  clock.pass(0);
  assert.equal(state.pings, 1);
  clock.block(1_500);
  clock.pass(0);
  assert.equal(state.banned, 1);
});

Deno.test("a loop that is late occasionally leads to no ping", () => {
  const { clock, state, monitor, beLate } = monitored();
  state.unheard = 1;
  for (let i = 0; i < 20; i++) {
    beLate(400);
    clock.pass(1_000);
  }
  assert.deepEqual([state.pings, state.banned], [0, 0]);
  monitor.close();
  monitor.close();
  assert.equal(clock.pending, 0);
});
