import assert from "node:assert/strict";
import fc from "fast-check";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import { LASER_POINTS_MAX, readTogether, type TogetherPresence } from "../../../board/wire/together_presence.ts";

const WHOLE = {
  isIdle: true,
  follows: 4_294_967_295,
  view: { x: -1.5, y: 2, w: 1_280, h: 800 },
  brings: 3,
  laser: { stroke: 2, last: 40, points: [1, 2, 3, 4] },
} as const satisfies TogetherPresence;

Deno.test("what concerns looking together is read back unchanged, and each part alone", () => {
  assert.deepEqual(readTogether(WHOLE), WHOLE);
  for (const [name, value] of Object.entries(WHOLE)) {
    assert.deepEqual(readTogether({ [name]: value }), { [name]: value });
  }
  assert.deepEqual(readTogether(undefined), {});
});

Deno.test("parts that are not valid are ignored, and the others count", () => {
  const points = (count: number) => Array(2 * count).fill(0);
  const bad: Readonly<Record<keyof TogetherPresence, readonly unknown[]>> = {
    isIdle: [false, 1, "true"],
    follows: [-1, 1.5, NaN, "7", 2 ** 60, null],
    view: [null, {}, { x: 0, y: 0, w: 0, h: 1 }, { x: 0, y: 0, w: 1, h: -1 }, { x: 2e7, y: 0, w: 1, h: 1 }, "view"],
    brings: [-1, 0.5, "1", [], Infinity],
    laser: [
      { stroke: 1, last: 9, points: [] },
      { stroke: 1, last: 9, points: [1, 2, 3] },
      { stroke: 1, last: 9, points: points(LASER_POINTS_MAX + 1) },
      { stroke: 1, last: 0, points: points(2) },
      { stroke: 1, last: 9, points: [1, COORDINATE_MAX * 2] },
      { stroke: 1, last: 9, points: [1, null] },
      { stroke: -1, last: 9, points: [1, 2] },
      { stroke: 1, points: [1, 2] },
      [1, 2],
    ],
  };
  for (const [name, values] of Object.entries(bad)) {
    const { [name as keyof TogetherPresence]: _, ...rest } = WHOLE;
    for (const value of values) {
      assert.deepEqual(readTogether({ ...WHOLE, [name]: value }), rest, JSON.stringify(value));
    }
  }
});

Deno.test("whatever arrives, what is read is finite and small", () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -1, 1e7, 1e308, "7", null));
  const sent = fc.record({
    isIdle: fc.anything(),
    follows: number,
    brings: number,
    view: fc.oneof(fc.record({ x: number, y: number, w: number, h: number }), fc.anything()),
    laser: fc.oneof(fc.record({ stroke: number, last: number, points: fc.array(number) }), fc.anything()),
  }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(sent, fc.anything()), (state) => {
      const { view, laser, follows, brings } = readTogether(state);
      const numbers = [follows ?? 0, brings ?? 0, ...Object.values(view ?? {}), ...laser?.points ?? []];
      assert.ok(numbers.every(Number.isFinite));
      assert.ok((laser?.points.length ?? 0) <= 2 * LASER_POINTS_MAX);
      if (view) assert.ok(view.w > 0 && view.h > 0);
    }),
    { seed: 14, numRuns: 3_000 },
  );
});
