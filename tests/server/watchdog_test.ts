import assert from "node:assert/strict";
import { Watchdog } from "../../server/watchdog.ts";
import { FakeClock } from "../support/fake_clock.ts";

function watched({ limitBytes }: { limitBytes?: number } = { limitBytes: 100 }) {
  const clock = new FakeClock();
  const state = { used: 10, shed: 0, left: 0 };
  const watchdog = new Watchdog({
    limitBytes,
    clock,
    used: () => state.used,
    shed: () => ++state.shed,
    leave: () => void state.left++,
    log: () => {},
  });
  return { clock, state, watchdog };
}

Deno.test("while memory is short nobody comes in and who does not keep up goes; when it is enough all is as before", () => {
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

Deno.test("before memory is full everything is saved and the process ends, once", () => {
  const { clock, state } = watched();
  for (state.used = 10; state.used < 100; state.used++) clock.pass(100);
  assert.equal(state.left, 1);
});

Deno.test("memory that grows fast leaves earlier: saving takes time as well", () => {
  const { clock, state } = watched();
  // While there is hardly anything it is looked at every 300 ms, from the first growth on every 100 ms.
  for (const used of [10, 10, 10, 40, 70]) {
    state.used = used;
    clock.pass(100);
  }
  assert.equal(state.left, 1);
});

Deno.test("how late the event loop was at most is told once", () => {
  const { clock, watchdog } = watched();
  clock.pass(100);
  assert.equal(watchdog.takeLateMs(), 0);
  clock.block(450);
  clock.pass(0);
  assert.equal(watchdog.takeLateMs(), 150);
  assert.equal(watchdog.takeLateMs(), 0);
});

Deno.test("without a bound memory is never short", () => {
  const { clock, state, watchdog } = watched({});
  for (state.used = 1; state.used < 1e15; state.used *= 10) clock.pass(300);
  assert.equal(watchdog.isTight, false);
  assert.equal(state.left, 0);
});
