import assert from "node:assert/strict";
import fc from "fast-check";
import type { StrokeNews } from "../../../../board/wire/live_stroke.ts";
import { InkOrder } from "../../../../client/sync/direct/ink_order.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

function entry(number: number, { stroke = "a.1", author = 1 } = {}): StrokeNews {
  const base = { author, stroke, nib: "pen", color: "black", width: 2, x: number, y: 0 } as const;
  return { ...base, phase: "drawing", samples: { pressure: false, points: new Float32Array(3) } };
}

function ordered(): { order: InkOrder; shown: number[]; clock: FakeClock } {
  const shown: number[] = [], clock = new FakeClock();
  return { order: new InkOrder(({ x }) => void shown.push(x), clock), shown, clock };
}

Deno.test("an entry that comes both ways is shown once, whichever way is faster", () => {
  const { order, shown } = ordered();
  for (const number of [0, 1]) {
    order.hearPeer(number, entry(number));
    order.hearServer(entry(number));
  }
  for (const number of [2, 3]) {
    order.hearServer(entry(number));
    order.hearPeer(number, entry(number));
  }
  assert.deepEqual(shown, [0, 1, 2, 3]);
});

Deno.test("what comes over the channel before an earlier entry waits for it", () => {
  const { order, shown } = ordered();
  order.hearPeer(0, entry(0));
  order.hearPeer(3, entry(3));
  order.hearPeer(2, entry(2));
  assert.deepEqual(shown, [0]);
  order.hearServer(entry(0));
  order.hearServer(entry(1));
  assert.deepEqual(shown, [0, 1, 2, 3]);
  order.hearServer(entry(2));
  order.hearPeer(1, entry(1));
  order.hearServer(entry(3));
  assert.deepEqual(shown, [0, 1, 2, 3]);
});

Deno.test("a page that comes in the middle of a stroke, and a server that leaves entries out, stop nothing", () => {
  const { order, shown } = ordered();
  order.hearServer(entry(10));
  order.hearPeer(12, entry(12));
  order.hearPeer(13, entry(13));
  order.hearServer(entry(11));
  assert.deepEqual(shown, [10, 11]);
  order.hearServer(entry(12));
  assert.deepEqual(shown, [10, 11, 12, 13]);
  // The server leaves 14 out, which was lost on the channel, too.
  order.hearPeer(15, entry(15));
  order.hearServer(entry(13));
  order.hearServer(entry(15));
  order.hearPeer(16, entry(16));
  assert.deepEqual(shown, [10, 11, 12, 13, 15, 16]);
});

Deno.test("any loss and order on the channel, and any delay of the server: each entry once and in order", () => {
  const COUNT = 40;
  fc.assert(
    fc.property(
      fc.array(fc.record({ isLost: fc.boolean(), delay: fc.nat(20), serverDelay: fc.nat(20) }), {
        minLength: COUNT,
        maxLength: COUNT,
      }),
      (entries) => {
        const { order, shown } = ordered();
        const events: { at: number; act: () => void }[] = [];
        let serverAt = 0;
        entries.forEach(({ isLost, delay, serverDelay }, number) => {
          if (!isLost) events.push({ at: number + delay, act: () => order.hearPeer(number, entry(number)) });
          serverAt = Math.max(serverAt, number + serverDelay);
          events.push({ at: serverAt, act: () => order.hearServer(entry(number)) });
        });
        for (const { act } of events.sort((a, b) => a.at - b.at)) act();
        assert.deepEqual(shown, entries.map((_, number) => number));
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

Deno.test("a hostile peer fills nothing: waiting entries and strokes are limited, and forgotten in time", () => {
  const { order, shown, clock } = ordered();
  for (let number = 1; number < 10_000; number++) order.hearPeer(number, entry(number));
  order.hearPeer(0, entry(0));
  assert.equal(shown.length, 65, "64 waited");
  for (let i = 0; i < 1_000; i++) order.hearPeer(1, entry(1, { stroke: `b.${i}` }));
  assert.ok(!order.knows(entry(0, { stroke: "b.999" })));
  order.hearServer(entry(0, { stroke: "b.999" }));
  assert.equal(shown.length, 66, "the server is shown anyway");
  clock.pass(10_001);
  order.hearPeer(0, entry(0, { stroke: "c.1" }));
  assert.equal(shown.length, 67);
  assert.ok(!order.knows(entry(0)));
});
