import assert from "node:assert/strict";
import {
  DIRECT_WORK_MS_PER_SECOND,
  FLOOD_BYTES_BURST,
  FLOOD_FRAMES_BURST,
  FLOOD_FRAMES_PER_SECOND,
} from "../../../board/limits.ts";
import { ConnectionRateLimiter } from "../../../server/session/connection_rate_limiter.ts";
import { FakeClock } from "../../support/fake_clock.ts";

Deno.test("half the rate passes continuously, twice the rate does not", () => {
  for (const [share, passes] of [[0.5, true], [2, false]] as const) {
    const clock = new FakeClock();
    const limiter = new ConnectionRateLimiter(clock);
    let refused = 0;
    for (let step = 0; step < 100; step++) {
      for (let i = 0; i < FLOOD_FRAMES_PER_SECOND * share / 10; i++) if (!limiter.take(20)) refused++;
      clock.pass(100);
    }
    assert.equal(refused === 0, passes, `${share} of the rate: ${refused} refused`);
  }
});

Deno.test("bytes count as well as frames, and an idle connection saves up at most one burst", () => {
  const clock = new FakeClock();
  const limiter = new ConnectionRateLimiter(clock);
  assert.ok(limiter.take(FLOOD_BYTES_BURST));
  assert.ok(!limiter.take(1));
  clock.pass(1_000_000);
  let taken = 0;
  while (limiter.take(0)) taken++;
  assert.ok(taken >= FLOOD_FRAMES_BURST - 1 && taken <= 2 * FLOOD_FRAMES_BURST, `${taken} frames`);
});

Deno.test("the time of messages is charged: a connection that uses more than its share has to wait", () => {
  for (const [share, passes] of [[0.5, true], [2, false]] as const) {
    const clock = new FakeClock();
    const limiter = new ConnectionRateLimiter(clock);
    let waits = 0;
    for (let i = 0; i < 1_000; i++) {
      clock.pass(100);
      if (!limiter.hasTime) waits++;
      else limiter.takeTime(share * DIRECT_WORK_MS_PER_SECOND / 10);
    }
    assert.equal(waits === 0, passes, `${share}: waited ${waits} times`);
  }
});

Deno.test("a fast connection counts for its network, a steady one does not", () => {
  const steady = { framesPerSecond: 400, excess: 0 };
  const fast = { framesPerSecond: 4_000, excess: 0 };
  for (const sender of [steady, fast]) {
    const clock = new FakeClock();
    const limiter = new ConnectionRateLimiter(clock, {
      steadyFramesPerSecond: 400,
      takeExcess: (frames) => (sender.excess += frames, true),
    });
    for (let step = 0; step < 300; step++, clock.pass(100)) {
      for (let i = 0; i < sender.framesPerSecond / 10; i++) assert.ok(limiter.take(20));
    }
  }
  assert.equal(steady.excess, 0);
  // Frames of the last burst are not counted yet.
  assert.ok(Math.abs(fast.excess - 3_600 * 30) <= FLOOD_FRAMES_BURST, `${fast.excess} frames`);
});

Deno.test("when the network has reached its limit, a fast connection is refused and a steady one is not", () => {
  const clock = new FakeClock();
  const options = { steadyFramesPerSecond: 400, takeExcess: () => false };
  const [steady, fast] = [new ConnectionRateLimiter(clock, options), new ConnectionRateLimiter(clock, options)];
  let refused = 0;
  for (let step = 0; step < 100; step++, clock.pass(100)) {
    for (let i = 0; i < 30; i++) assert.ok(steady.take(20));
    for (let i = 0; i < 300; i++) if (!fast.take(20)) refused++;
  }
  assert.ok(refused > 0);
});
