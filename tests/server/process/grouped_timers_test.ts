import assert from "node:assert/strict";
import { GroupedTimers } from "../../../server/process/grouped_timers.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("timers that end at about the same time are one, and others are not", () => {
  const clock = new FakeClock();
  const timers = new GroupedTimers(clock);
  const ran: string[] = [];
  timers.after(300, () => ran.push("first"));
  clock.pass(3);
  timers.after(300, () => ran.push("3 ms later"));
  timers.after(100, () => ran.push("soon"));
  assert.equal(clock.pending, 2);
  clock.pass(100);
  assert.deepEqual(ran, ["soon"]);
  clock.pass(197);
  assert.deepEqual(ran, ["soon", "first", "3 ms later"]);
  assert.equal(clock.pending, 0);
});

Deno.test("one of them can be cancelled; the last one cancels the timer; an ended one is not affected", () => {
  const clock = new FakeClock();
  const timers = new GroupedTimers(clock);
  const ran: string[] = [];
  const run = () => ran.push("run");
  const cancels = [timers.after(300, run), timers.after(300, run), timers.after(300, run)];
  cancels[0]();
  cancels[0]();
  clock.pass(300);
  assert.deepEqual(ran, ["run", "run"]);
  const cancelNext = timers.after(300, run);
  cancels[1]();
  assert.equal(clock.pending, 1);
  cancelNext();
  assert.equal(clock.pending, 0);
});

Deno.test("a check that starts its next timer runs once each time", () => {
  const clock = new FakeClock();
  const timers = new GroupedTimers(clock);
  let checks = 0;
  const check = () => {
    checks++;
    timers.after(300, check);
  };
  timers.after(300, check);
  clock.pass(600);
  assert.equal(checks, 2);
});
