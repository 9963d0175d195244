import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeInk, encodeInk } from "../../../../board/ink.ts";
import { COORDINATE_MAX, INK_FRAME_BYTES_MAX, STROKE_SAMPLES_SOFT } from "../../../../board/limits.ts";
import type { InkShape } from "../../../../board/shape.ts";
import { readShape } from "../../../../board/shape_reader.ts";
import { encodeStrokeNews } from "../../../../board/wire/live_stroke.ts";
import { LiveStrokes } from "../../../../client/editor/people/live_strokes.ts";
import { InkTool } from "../../../../client/tools/ink/ink_tool.ts";
import { FakeContext, pointerAt } from "../../../support/client/tools.ts";

function penOn(context: FakeContext = new FakeContext()) {
  return { context, pen: new InkTool("pen", context) };
}

/** x and y of the samples of a shape on the board. */
function placesOf(shape: InkShape): number[][] {
  const { points } = decodeInk(shape.ink)!;
  return Array.from({ length: points.length / 3 }, (_, i) => [shape.x + points[3 * i], shape.y + points[3 * i + 1]]);
}

Deno.test("peers receive a stroke while it is drawn, and its end adds the shape to the board", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[10, 20]], { time: 0 }));
  pen.move(pointerAt([[15, 20], [20, 25]], { time: 16 }));
  pen.move(pointerAt([[25, 25]], { time: 20 }));
  pen.move(pointerAt([[30, 25]], { time: 32 }));
  pen.up(pointerAt([[35, 22]], { time: 40 }));
  assert.deepEqual(context.log, [
    "begin s1",
    "tell s1 drawing 1",
    "tell s1 drawing 3",
    "tell s1 drawing 3",
    "tell s1 drawing 2",
    "tell s1 lifted",
    "commit s1",
    "end s1",
  ]);
  const [shape] = context.strokes;
  const { x, y, w, h, nib, color, width } = shape;
  assert.deepEqual({ x, y, w, h, nib, color, width }, {
    x: 10,
    y: 20,
    w: 25,
    h: 5,
    nib: "pen",
    color: "black",
    width: 4,
  });
  assert.deepEqual(placesOf(shape), [[10, 20], [15, 20], [20, 25], [25, 25], [30, 25], [35, 22]]);
  assert.deepEqual(readShape(shape.id, shape), shape);
});

Deno.test("peers receive the newest samples also while the pen rests", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0]], { time: 0 }));
  pen.move(pointerAt([[10, 0]], { time: 3 }));
  pen.move(pointerAt([[20, 0]], { time: 6 }));
  assert.deepEqual(context.log, ["begin s1", "tell s1 drawing 1"]);
  context.clock.pass(15);
  assert.deepEqual(context.log, ["begin s1", "tell s1 drawing 1", "tell s1 drawing 3"]);
  assert.equal(context.clock.pending, 0);
});

Deno.test("a stroke that ends has no pending message", () => {
  for (const end of ["finish", "cancel"] as const) {
    const { context, pen } = penOn();
    pen.down(pointerAt([[0, 0]], { time: 0 }));
    pen.move(pointerAt([[10, 0]], { time: 3 }));
    pen[end]();
    assert.equal(context.clock.pending, 0, end);
  }
});

Deno.test("the messages about a stroke contain exactly the stroke that is committed", () => {
  const place = fc.tuple(
    fc.double({ min: -2e3, max: 2e3, noNaN: true }),
    fc.double({ min: -2e3, max: 2e3, noNaN: true }),
  );
  const moves = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.array(place, { minLength: 1, maxLength: 8 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(place, moves, (start, moves) => {
      const { context, pen } = penOn();
      const peer = new LiveStrokes(() => 0);
      let time = 0;
      pen.down(pointerAt([start]));
      for (const [pause, places] of moves) pen.move(pointerAt(places, { time: time += pause }));
      pen.up(pointerAt([start], { time }));
      for (const news of context.news) peer.hear({ ...news, author: 7 }, () => false);
      const heard = peer.get("s1")!;
      assert(heard.lifted);
      const places = Array.from({ length: heard.points.length / 3 }, (_, i) => heard.points.slice(3 * i, 3 * i + 2));
      assert.deepEqual(places, placesOf(context.strokes[0]));
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("a tap leaves a dot", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[5, 5]]));
  pen.up(pointerAt([[5, 5]], { time: 30 }));
  const [dot] = context.strokes;
  assert.deepEqual([dot.x, dot.y, dot.w, dot.h], [5, 5, 0, 0]);
  assert.deepEqual(placesOf(dot), [[5, 5]]);
  assert(readShape(dot.id, dot), "a dot is a shape that can be read");
});

Deno.test("samples nearer than half a pixel are dropped, whatever the zoom", () => {
  for (const zoom of [0.05, 1, 8]) {
    const { context, pen } = penOn();
    context.zoom = zoom;
    pen.down(pointerAt([[0, 0]]));
    for (let pixel = 0; pixel <= 20; pixel += 0.2) pen.move(pointerAt([[pixel / zoom, 0]], { time: pixel }));
    const count = context.live.get("s1")!.points.length / 3;
    assert(count > 20 && count <= 41, `${count} samples at zoom ${zoom}`);
  }
});

Deno.test("Escape discards the stroke and tells peers", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0]]));
  pen.move(pointerAt([[50, 0]], { time: 20 }));
  pen.cancel();
  pen.move(pointerAt([[60, 0]], { time: 40 }));
  pen.up(pointerAt([[60, 0]], { time: 50 }));
  assert.deepEqual(context.log.slice(-2), ["tell s1 cancelled", "end s1"]);
  assert.deepEqual(context.strokes, []);
  assert.equal(context.live.size, 0);
});

Deno.test("finish commits an unfinished stroke exactly once", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0]]));
  pen.move(pointerAt([[10, 0]], { time: 3 }));
  pen.finish();
  pen.finish();
  pen.up(pointerAt([[20, 0]], { time: 50 }));
  assert.deepEqual(context.log, [
    "begin s1",
    "tell s1 drawing 1",
    "tell s1 drawing 2",
    "tell s1 lifted",
    "commit s1",
    "end s1",
  ]);
  assert.deepEqual(placesOf(context.strokes[0]), [[0, 0], [10, 0]]);
});

Deno.test("a new press before the end of the last one keeps both strokes", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0]]));
  pen.down(pointerAt([[100, 0]]));
  pen.up(pointerAt([[110, 0]]));
  assert.deepEqual(context.strokes.map((shape) => shape.id), ["s1", "s2"]);
});

Deno.test("pressure is stored only for a pen whose pressure varies", () => {
  const draw = (type: "mouse" | "pen" | "touch", pressures: number[]) => {
    const { context, pen } = penOn();
    pen.down(pointerAt([[0, 0, pressures[0]]], { type }));
    const live = context.live.get("s1")!.pressure;
    pressures.slice(1).forEach((p, i) => pen.move(pointerAt([[10 * (i + 1), 0, p]], { type, time: i })));
    pen.up(pointerAt([[100, 0, 0]], { type, time: 99 }));
    return [live, decodeInk(context.strokes[0].ink)!.pressure];
  };
  assert.deepEqual(draw("pen", [0.1, 0.4, 0.8]), [true, true]);
  assert.deepEqual(draw("pen", [0.5, 0.5, 0.5]), [false, false]);
  assert.deepEqual(draw("pen", [0, 0, 0]), [true, false]);
  assert.deepEqual(draw("mouse", [0.5, 0.2, 0.9]), [false, false]);
  assert.deepEqual(draw("touch", [0.3, 0.2, 0.9]), [false, false]);
});

Deno.test("the end of a stroke does not thin its last sample", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0, 0.2]], { type: "pen" }));
  pen.move(pointerAt([[10, 0, 0.8]], { type: "pen", time: 5 }));
  pen.up(pointerAt([[12, 0, 0]], { type: "pen", time: 9 }));
  const { points } = decodeInk(context.strokes[0].ink)!;
  assert(points[points.length - 1] > 0.75);
});

Deno.test("a stroke above the sample limit is committed, and the next one continues it", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0]]));
  const end = STROKE_SAMPLES_SOFT + 10;
  for (let x = 1; x <= end; x++) pen.move(pointerAt([[x, 0]], { time: x }));
  pen.up(pointerAt([[end, 0]], { time: end }));
  const [first, second] = context.strokes;
  assert.equal(context.strokes.length, 2);
  assert.equal(placesOf(first).length, STROKE_SAMPLES_SOFT);
  assert.deepEqual(placesOf(first).at(-1), placesOf(second)[0]);
  assert.deepEqual(placesOf(second).at(-1), [end, 0]);
  assert(second.order > first.order);
  assert.equal(context.live.size, 0);
});

Deno.test("the messages after a long hang fit into the protocol's frames", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[0, 0]]));
  const places = Array.from({ length: 5_000 }, (_, i): [number, number] => [3e5 * Math.sin(i), 3e5 * Math.cos(i * i)]);
  pen.move(pointerAt(places, { time: 5_000 }));
  pen.up(pointerAt([[0, 0]], { time: 5_001 }));
  for (const news of context.news) {
    assert(encodeStrokeNews({ ...news, author: 2 ** 32 - 1 }).length <= INK_FRAME_BYTES_MAX);
  }
});

Deno.test("ink beyond the coordinate range or with invalid samples still makes a readable shape", () => {
  const { context, pen } = penOn();
  const far = 40 * COORDINATE_MAX;
  pen.down(pointerAt([[NaN, 0], [-far, -far]]));
  pen.move(pointerAt([[far, far], [Infinity, 0]], { time: 20 }));
  pen.up(pointerAt([[NaN, NaN]], { time: 40 }));
  const [shape] = context.strokes;
  assert(readShape(shape.id, shape));
  assert.deepEqual(placesOf(shape).length, 2);
});

Deno.test("a press without any usable sample adds no shape", () => {
  const { context, pen } = penOn();
  pen.down(pointerAt([[NaN, 0]]));
  pen.up(pointerAt([[0, NaN]]));
  assert.deepEqual(context.log, ["begin s1", "end s1"]);
});

Deno.test("the highlighter behaves like the pen with another nib", () => {
  const context = new FakeContext();
  const highlighter = new InkTool("highlighter", context);
  highlighter.down(pointerAt([[0, 0]]));
  highlighter.up(pointerAt([[9, 9]]));
  const { nib, color, width } = context.strokes[0];
  assert.deepEqual({ nib, color, width }, { nib: "highlighter", color: "yellow", width: 20 });
  assert.deepEqual(
    context.strokes[0].ink,
    encodeInk({ points: Float32Array.of(0, 0, 0.5, 9, 9, 0.5), pressure: false }),
  );
});
