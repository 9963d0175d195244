import assert from "node:assert/strict";
import type { Clock } from "../../../board/clock.ts";
import { AdaptiveTimer } from "../../../server/relay/adaptive_timer.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("the timer repeats while there is work, and can be restarted", () => {
  const clock = new FakeClock();
  let beats = 0;
  const timer = new AdaptiveTimer(clock, () => 20, () => ++beats % 3 !== 0);
  timer.start();
  timer.start();
  clock.pass(200);
  assert.equal(beats, 3);
  assert.equal(timer.isRunning, false);
  timer.start();
  clock.pass(20);
  assert.equal(beats, 4);
  timer.start();
  timer.stop();
  assert.equal(clock.pending, 0);
  timer.start();
  timer.close();
  timer.close();
  timer.start();
  assert.equal(clock.pending, 0, "sessions leave a room after it has closed");
});

Deno.test("a timer that is repeatedly late slows down, and recovers", () => {
  let now = 0, waits: number[] = [], late = 0;
  let due: (() => void) | undefined;
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      waits.push(ms);
      due = () => {
        now += ms + late;
        run();
      };
      return () => {};
    },
  };
  new AdaptiveTimer(clock, () => 20, () => true).start();
  late = 100;
  for (let i = 0; i < 4; i++) due!();
  assert.deepEqual(waits, [20, 40, 80, 80, 80]);
  waits = [];
  late = 1;
  for (let i = 0; i < 3; i++) due!();
  assert.deepEqual(waits, [40, 20, 20]);
});
