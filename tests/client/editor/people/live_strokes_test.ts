import assert from "node:assert/strict";
import { STRIDE } from "../../../../board/ink.ts";
import { LIVE_STROKES_PER_AUTHOR_MAX, STROKE_SAMPLES_MAX } from "../../../../board/limits.ts";
import type { StrokeNews } from "../../../../board/wire/live_stroke.ts";
import { LiveStrokes } from "../../../../client/editor/people/live_strokes.ts";

const NOT_FINISHED = () => false;

function newsOf(stroke: string, rest: Partial<StrokeNews> = {}): StrokeNews {
  const samples = { points: new Float32Array(300 * STRIDE), pressure: true };
  return {
    author: 1,
    stroke,
    phase: "drawing",
    nib: "pen",
    color: "black",
    width: 4,
    x: 0,
    y: 0,
    samples,
    ...rest,
  };
}

Deno.test("a peer's endless stroke has no more samples than a finished stroke may have", () => {
  const live = new LiveStrokes(() => 0);
  for (let i = 0; i < 100; i++) live.hear(newsOf("a"), NOT_FINISHED);
  assert.equal(live.get("a")!.points.length, STROKE_SAMPLES_MAX * STRIDE);
});

Deno.test("one peer's live strokes are limited in number, independently of other peers", () => {
  const live = new LiveStrokes(() => 0);
  for (let i = 0; i < 100; i++) live.hear(newsOf(`a.${i}`), NOT_FINISHED);
  assert.equal(live.size, LIVE_STROKES_PER_AUTHOR_MAX);
  live.hear(newsOf("b", { author: 2 }), NOT_FINISHED);
  assert.ok(live.get("b"));
  live.hear(newsOf("a.0", { phase: "cancelled" }), NOT_FINISHED);
  live.hear(newsOf("a.100"), NOT_FINISHED);
  assert.ok(live.get("a.100"));
});

Deno.test("nobody adds to, finishes or cancels a stroke of somebody else", () => {
  const live = new LiveStrokes(() => 0);
  live.hear(newsOf("a"), NOT_FINISHED);
  const count = live.get("a")!.points.length;
  for (const phase of ["drawing", "lifted", "cancelled"] as const) {
    live.hear(newsOf("a", { author: 2, phase }), NOT_FINISHED);
  }
  assert.equal(live.get("a")?.points.length, count);
  assert.equal(live.get("a")?.lifted, false);
  live.hear(newsOf("a", { phase: "cancelled" }), NOT_FINISHED);
  assert.equal(live.size, 0);
});
