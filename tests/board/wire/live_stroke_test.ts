import assert from "node:assert/strict";
import fc from "fast-check";
import { QUANTUM, STRIDE } from "../../../board/ink.ts";
import { COORDINATE_MAX, INK_FRAME_BYTES_MAX } from "../../../board/limits.ts";
import { COLORS } from "../../../board/palette.ts";
import { NIBS } from "../../../board/shape.ts";
import { isPaint, type Paint } from "../../../board/style.ts";
import { authorOf, decodeStrokeNews, encodeStrokeNews, type StrokeNews } from "../../../board/wire/live_stroke.ts";

const SEED = 20_258;
const onGrid = (max: number) => fc.integer({ min: -max * 16, max: max * 16 }).map((steps) => steps * QUANTUM);

const news: fc.Arbitrary<StrokeNews> = fc.record({
  author: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  stroke: fc.stringMatching(/^[A-Za-z0-9_-]{1,16}\.[a-z0-9]{1,4}$/).filter((id) => id !== "__proto__"),
  nib: fc.constantFrom(...NIBS),
  color: fc.constantFrom<Paint>(...COLORS, "#012def", "#ffffff"),
  width: fc.integer({ min: 1, max: 512 * 16 }).map((steps) => steps * QUANTUM),
  x: onGrid(COORDINATE_MAX),
  y: onGrid(COORDINATE_MAX),
}).chain((base) =>
  fc.oneof(
    fc.constantFrom<StrokeNews[]>({ ...base, phase: "lifted" }, { ...base, phase: "cancelled" }),
    fc.array(fc.tuple(onGrid(1000), onGrid(1000)), { minLength: 1, maxLength: 40 }).map((samples): StrokeNews => ({
      ...base,
      phase: "drawing",
      samples: { points: Float32Array.from(samples.flatMap((sample) => [...sample, 0.5])), pressure: false },
    })),
  )
);

Deno.test("stroke news survive encoding and decoding", () => {
  fc.assert(
    fc.property(news, (news) => {
      const bytes = encodeStrokeNews(news);
      assert.deepEqual(decodeStrokeNews(bytes), news);
      assert.equal(authorOf(bytes), news.author);
    }),
    { seed: SEED },
  );
});

Deno.test("the drawing phase without samples and truncated news are rejected", () => {
  fc.assert(
    fc.property(news, fc.nat(), (news, at) => {
      const bytes = encodeStrokeNews(news);
      const cut = decodeStrokeNews(bytes.subarray(0, at % bytes.length));
      // Samples are optional only in the other phases.
      if (cut !== undefined) assert(news.phase !== "drawing");
      assert.equal(decodeStrokeNews(encodeStrokeNews({ ...news, phase: "drawing", samples: undefined })), undefined);
    }),
    { seed: SEED },
  );
});

Deno.test("altered bytes never throw, and accepted news are in range", () => {
  fc.assert(
    fc.property(
      news,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      (news, edits) => {
        const bytes = encodeStrokeNews(news);
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const decoded = decodeStrokeNews(bytes);
        if (decoded === undefined) return;
        assert(decoded.width > 0 && decoded.width <= 512);
        assert(Math.abs(decoded.x) <= COORDINATE_MAX && Math.abs(decoded.y) <= COORDINATE_MAX);
        assert(NIBS.includes(decoded.nib) && isPaint(decoded.color));
        assert(decoded.samples?.points.every(Number.isFinite) ?? true);
        assert((decoded.samples?.points.length ?? STRIDE) >= STRIDE);
      },
    ),
    { seed: SEED, numRuns: 3_000 },
  );
});

Deno.test("news larger than a frame of ink are rejected before decoding", () => {
  assert.equal(decodeStrokeNews(new Uint8Array(INK_FRAME_BYTES_MAX + 1)), undefined);
  assert.equal(decodeStrokeNews(new Uint8Array(0)), undefined);
});

Deno.test("a stroke whose id is a prototype key is rejected", () => {
  const bad = {
    author: 1,
    stroke: "__proto__",
    phase: "lifted",
    nib: "pen",
    color: "red",
    width: 4,
    x: 0,
    y: 0,
  } as const;
  assert.equal(decodeStrokeNews(encodeStrokeNews(bad)), undefined);
});
