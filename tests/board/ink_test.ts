import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeInk, encodeInk, QUANTUM, STRIDE } from "../../board/ink.ts";
import { STROKE_SAMPLES_MAX } from "../../board/limits.ts";
import { handwriting } from "../support/board/handwriting.ts";
import { seeded } from "../support/random.ts";

const SEED = 20_251;

/** A coordinate on the ink grid up to 2²⁰ units, which a 32-bit float represents exactly. */
const coordinate = fc.integer({ min: -(2 ** 23), max: 2 ** 23 }).map((steps) => steps * QUANTUM);
const sample = fc.tuple(coordinate, coordinate, fc.integer({ min: 0, max: 63 }).map((p) => p / 63));
const strokes = fc.array(sample, { minLength: 1, maxLength: 200 }).map((samples) => Float32Array.from(samples.flat()));

Deno.test("ink on the grid is decoded unchanged", () => {
  fc.assert(
    fc.property(strokes, fc.boolean(), (points, pressure) => {
      const decoded = decodeInk(encodeInk({ points, pressure }));
      assert(decoded);
      assert.equal(decoded.pressure, pressure);
      assert.equal(decoded.points.length, points.length);
      points.forEach((value, i) => {
        const isPressure = i % STRIDE === 2;
        assert.equal(decoded.points[i], isPressure && !pressure ? 0.5 : value);
      });
    }),
    { seed: SEED },
  );
});

Deno.test("ink off the grid is decoded within half a sixteenth", () => {
  const anywhere = fc.float({ min: -1e5, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(fc.array(anywhere, { minLength: 2, maxLength: 60 }), (values) => {
      const points = new Float32Array(values.length * STRIDE);
      values.forEach((value, i) => points.set([value, -value, 1], i * STRIDE));
      const decoded = decodeInk(encodeInk({ points, pressure: false }));
      assert(decoded);
      values.forEach((value, i) => assert(Math.abs(decoded.points[i * STRIDE] - value) <= QUANTUM / 2));
    }),
    { seed: SEED },
  );
});

Deno.test("decoding never throws, and accepted samples are in range", () => {
  // The first bytes are often valid, so that decoding gets past them.
  const bytes = fc.tuple(fc.constantFrom(0, 1, 1, 1, 2, 255), fc.integer({ min: 0, max: 3 }), fc.uint8Array());
  fc.assert(
    fc.property(bytes, ([version, flags, rest]) => {
      const decoded = decodeInk(Uint8Array.from([version, flags, ...rest]));
      if (decoded === undefined) return;
      assert(decoded.points.length >= STRIDE && decoded.points.length <= STROKE_SAMPLES_MAX * STRIDE);
      assert(decoded.points.every(Number.isFinite));
      for (let i = 2; i < decoded.points.length; i += STRIDE) assert(decoded.points[i] >= 0 && decoded.points[i] <= 1);
    }),
    { seed: SEED, numRuns: 5_000 },
  );
});

Deno.test("truncated ink and ink with trailing bytes are rejected", () => {
  fc.assert(
    fc.property(strokes, fc.boolean(), fc.nat(), (points, pressure, at) => {
      const ink = encodeInk({ points, pressure });
      assert.equal(decodeInk(ink.subarray(0, at % ink.length)), undefined);
      assert.equal(decodeInk(Uint8Array.from([...ink, 0])), undefined);
    }),
    { seed: SEED },
  );
});

Deno.test("a count that the bytes cannot hold is rejected before allocation", () => {
  assert.equal(decodeInk(Uint8Array.from([1, 0, 0x90, 0x4e, 0, 0, 0, 0])), undefined); // 10,000 samples in two bytes
  assert.equal(decodeInk(Uint8Array.from([1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f])), undefined);
  assert.equal(decodeInk(Uint8Array.from([1, 0, 0])), undefined);
});

Deno.test("offsets whose sum is out of range are rejected", () => {
  // The first sample at 320,000,000 sixteenths, as a varint; the second one step further (folded 2 is 110), or at it.
  const far = [0x80, 0xc0, 0x96, 0xb1, 0x02];
  assert.equal(decodeInk(Uint8Array.from([1, 0, 2, ...far, 0, 0, 0b11000000])), undefined);
  assert.notEqual(decodeInk(Uint8Array.from([1, 0, 2, ...far, 0, 0, 0b00000000])), undefined);
});

Deno.test("padding bits that are not zero are rejected", () => {
  assert.notEqual(decodeInk(Uint8Array.from([1, 0, 2, 0, 0, 0, 0b00000000])), undefined);
  assert.equal(decodeInk(Uint8Array.from([1, 0, 2, 0, 0, 0, 0b00000001])), undefined);
});

Deno.test("encoding rejects no samples, too many samples, and samples that are not finite", () => {
  const encode = (points: number[]) => encodeInk({ points: Float32Array.from(points), pressure: false });
  assert.throws(() => encode([]), RangeError);
  assert.throws(() => encode([0, 0]), RangeError);
  assert.throws(() => encode(new Array((STROKE_SAMPLES_MAX + 1) * STRIDE).fill(0)), RangeError);
  for (const bad of [NaN, Infinity, -Infinity, 1e30]) assert.throws(() => encode([0, bad, 0.5]), RangeError);
});

Deno.test("a dot takes five bytes, a steady line two bits per sample, handwriting little over two bytes", () => {
  assert.equal(encodeInk({ points: Float32Array.of(0, 0, 0.5), pressure: false }).length, 5);
  const line = Float32Array.from({ length: 100 * STRIDE }, (_, i) => i % STRIDE === 0 ? i : 0);
  assert(encodeInk({ points: line, pressure: false }).length <= 16 + 100 * 2 / 8);
  const written = handwriting(seeded(1));
  assert(encodeInk(written).length < 2.4 * written.points.length / STRIDE);
});
