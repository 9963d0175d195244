import assert from "node:assert/strict";
import type { Clock } from "../../../board/clock.ts";
import { Pulse } from "../../../server/relay/adaptive_timer.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("a pulse beats while there is work, and can be restarted", () => {
  const clock = new FakeClock();
  let beats = 0;
  const pulse = new Pulse(clock, () => 20, () => ++beats % 3 !== 0);
  pulse.start();
  pulse.start();
  clock.pass(200);
  assert.equal(beats, 3);
  assert.equal(pulse.isBeating, false);
  pulse.start();
  clock.pass(20);
  assert.equal(beats, 4);
  pulse.close();
  pulse.close();
  assert.equal(clock.pending, 0);
});

Deno.test("a pulse that is repeatedly late beats slower, and recovers", () => {
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
  new Pulse(clock, () => 20, () => true).start();
  late = 100;
  for (let i = 0; i < 4; i++) due!();
  assert.deepEqual(waits, [20, 40, 80, 80, 80]);
  waits = [];
  late = 1;
  for (let i = 0; i < 3; i++) due!();
  assert.deepEqual(waits, [40, 20, 20]);
});
