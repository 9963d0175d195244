import assert from "node:assert/strict";
import {
  DIRECT_WORK_MS_PER_SECOND,
  FLOOD_BYTES_BURST,
  FLOOD_FRAMES_BURST,
  FLOOD_FRAMES_PER_SECOND,
} from "../../../board/limits.ts";
import { ConnectionRateLimiter } from "../../../server/session/connection_rate_limiter.ts";
import { EXCESS, IngressLimiter, STEADY_PER_SECOND } from "../../../server/admission/ingress_limiter.ts";
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

interface Sent {
  readonly framesPerSecond: number;
  readonly isShareFull?: boolean;
}

/** Sends for 30 s. @returns what was taken from the network's share, and the refused frames */
function send({ framesPerSecond, isShareFull = false }: Sent): { excess: number; refused: number } {
  const clock = new FakeClock();
  const counts = { excess: 0, refused: 0 };
  const take = (excess: number) => (counts.excess += excess, !isShareFull);
  const limiter = new ConnectionRateLimiter(clock, {
    frames: { steadyPerSecond: 400, take },
    workMs: { steadyPerSecond: 10, take: () => true },
  });
  for (let step = 0; step < 300; step++, clock.pass(100)) {
    for (let i = 0; i < framesPerSecond / 10; i++) if (!limiter.take(20)) counts.refused++;
  }
  return counts;
}

Deno.test("a fast connection takes from its network's share, a steady one does not", () => {
  assert.deepEqual(send({ framesPerSecond: 390 }), { excess: FLOOD_FRAMES_BURST - 400, refused: 0 });
  const { excess, refused } = send({ framesPerSecond: 4_000 });
  assert.equal(refused, 0);
  // The first burst counts, and the last one is not counted yet.
  assert.ok(Math.abs(excess - 3_600 * 30) <= 2 * FLOOD_FRAMES_BURST, `${excess} frames`);
});

Deno.test("when the share of the network is used up, fast connections are limited to the steady rate", () => {
  assert.equal(send({ framesPerSecond: 390, isShareFull: true }).refused, 0);
  const { refused } = send({ framesPerSecond: 4_000, isShareFull: true });
  assert.ok(Math.abs(refused - 3_600 * 30) <= 400, `${refused} frames`);
});

Deno.test("a peer that reconnects for each burst takes from its network's share", () => {
  let share = 3 * (FLOOD_FRAMES_BURST - 400);
  const shared = {
    frames: { steadyPerSecond: 400, take: (excess: number) => (share -= excess) >= 0 },
    workMs: { steadyPerSecond: 10, take: () => true },
  };
  const bursts = Array.from({ length: 5 }, () => {
    const limiter = new ConnectionRateLimiter(new FakeClock(), shared);
    let taken = 0;
    while (limiter.take(20)) taken++;
    return taken;
  });
  assert.deepEqual(bursts, [2_000, 2_000, 2_000, 400, 400]);
});

Deno.test("a connection whose network has used its share of the time waits once it needs more than the steady rate", () => {
  for (const [msPerSecond, waits] of [[9, false], [20, true]] as const) {
    const clock = new FakeClock();
    const limiter = new ConnectionRateLimiter(clock, {
      frames: { steadyPerSecond: 400, take: () => true },
      workMs: { steadyPerSecond: 10, take: () => false },
    });
    let waited = 0;
    for (let i = 0; i < 1_000; i++, clock.pass(100)) {
      if (!limiter.hasTime) waited++;
      else limiter.takeTime(msPerSecond / 10);
    }
    assert.equal(waited > 0, waits, `${msPerSecond} ms/s: waited ${waited} times`);
  }
});

Deno.test("the connections of one network share the time without waiting for a turn, from their first message on", () => {
  const clock = new FakeClock();
  const ingress = new IngressLimiter(clock, { budgetBytes: 1_000_000 });
  const connections = Array.from({ length: 50 }, (_, i) => {
    return new ConnectionRateLimiter(clock, ingress.sharedBy({ network: "a", address: `a${i}` }));
  });
  const spend = () => {
    let spent = 0;
    for (const connection of connections) {
      for (; connection.hasTime; spent += 0.1) connection.takeTime(0.1);
    }
    return spent;
  };
  assert.ok(spend() < 110, "a first burst for each would take 300 ms");
  let spent = 0;
  for (let i = 0; i < 100; i++, spent += spend()) clock.pass(100);
  const perSecond = EXCESS.workMs.count / EXCESS.workMs.perMs * 1_000 + 50 * STEADY_PER_SECOND.workMs;
  assert.ok(spent / 10 < perSecond * 1.1, `${spent / 10} ms a second`);
});
