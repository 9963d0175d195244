import assert from "node:assert/strict";
import fc from "fast-check";
import { readSelectionPresence } from "../../../board/wire/selection_presence.ts";
import { inMotion } from "../../../board/figure/motion.ts";
import { isShapeId } from "../../../board/id.ts";
import { SAYS_MAX } from "../../../board/talk/talk_presence.ts";
import { LASER_POINTS_MAX } from "../../../board/wire/together_presence.ts";
import { COORDINATE_MAX, NAME_MAX, PRESENCE_BYTES_MAX, SELECTED_SHAPES_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import type { Shape } from "../../../board/shape.ts";
import { arrowOf, geoOf } from "../../support/board/figures.ts";

const BOX = { x: 1, y: 2, w: 30, h: 40, angle: 0.5 };
const COURSE = {
  start: { x: 1, y: 2 },
  end: { x: 3, y: 4, to: "b", u: 0.5, v: 1 },
  route: "curve",
  bend: -0.3,
  labelAt: 0.2,
};
const LINE = { ...geoOf("c"), kind: "line", points: [0, 0, 100, 100, 0, 50, 0, 0] } as Shape;
const HELD = [
  { shapes: ["a.1", "b"] },
  { shapes: [], box: BOX },
  { shapes: ["a"], gesture: 3, motion: { kind: "move", by: { x: -5, y: 0.5 } } },
  { shapes: ["a"], gesture: 0, motion: { kind: "turn", about: { x: 1, y: 2 }, angle: -3 } },
  { shapes: ["a"], gesture: 1, motion: { kind: "scale", box: BOX, by: { x: -2, y: 0, about: { x: 30, y: 0 } } } },
  { shapes: ["a"], gesture: 1, motion: { kind: "move", by: { x: 1, y: 2 }, copies: true } },
  { shapes: ["a"], gesture: 1, motion: { kind: "point", index: 2, to: { x: 1, y: 2 } } },
  { shapes: ["a"], gesture: 1, motion: { kind: "point", index: 0, isNew: true, to: { x: 1, y: 2 } } },
  { shapes: ["a"], gesture: 1, motion: { kind: "bend", to: COURSE } },
  { shapes: ["a"], gesture: 1, motion: { kind: "bend", to: { labelAt: 1 } } },
];

Deno.test("held shapes are read back unchanged", () => {
  for (const held of HELD) assert.deepEqual(readSelectionPresence(JSON.parse(JSON.stringify(held))), held);
});

Deno.test("invalid held shapes are read as none, and an invalid motion is left out", () => {
  const many = Array.from({ length: SELECTED_SHAPES_MAX + 1 }, (_, i) => `s${i}`);
  for (const held of [undefined, null, 7, [], {}, { shapes: [] }, { shapes: many }, { shapes: ["a/b"] }]) {
    assert.equal(readSelectionPresence(held), undefined);
  }
  for (const box of [{ ...BOX, w: -1 }, { ...BOX, h: Infinity }, { ...BOX, x: 2 * COORDINATE_MAX }, "box", null]) {
    assert.equal(readSelectionPresence({ shapes: [], box }), undefined);
  }
  for (
    const motion of [
      { kind: "spin" },
      { kind: "move", by: { x: NaN, y: 0 } },
      { kind: "move", by: { x: 1e30, y: 0 } },
      { kind: "turn", about: { x: 0, y: 0 }, angle: "1" },
      { kind: "scale", box: { ...BOX, w: null }, by: { x: 1, y: 1, about: { x: 0, y: 0 } } },
      { kind: "scale", box: BOX, by: { x: 1, y: 1 } },
      { kind: "point", index: -1, to: { x: 0, y: 0 } },
      { kind: "point", index: "0", to: { x: 0, y: 0 } },
      { kind: "point", index: 0, to: { x: 0 } },
      { kind: "bend", to: { start: { x: 1e30, y: 0 }, bend: 9, route: "zigzag", color: "red" } },
      { kind: "bend" },
    ]
  ) assert.deepEqual(readSelectionPresence({ shapes: ["a"], gesture: 1, motion }), { shapes: ["a"] });
  assert.deepEqual(readSelectionPresence({ shapes: ["a"], gesture: 1.5, motion: HELD[2].motion }), { shapes: ["a"] });
});

Deno.test("shapes in any accepted motion have finite positions", () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -1, 1e7, 1e-300, 1e308, "7"));
  const place = fc.record({ x: number, y: number });
  const box = fc.record({ x: number, y: number, w: number, h: number }, { requiredKeys: ["x", "y", "w"] });
  const scaling = fc.record({ x: number, y: number, about: place });
  const motion = fc.oneof(
    fc.record({ kind: fc.constant("move"), by: place }),
    fc.record({ kind: fc.constant("turn"), about: place, angle: number }),
    fc.record({ kind: fc.constant("scale"), box, by: scaling }),
    fc.record({ kind: fc.constant("point"), index: number, isNew: fc.boolean(), to: place }),
    fc.record({ kind: fc.constant("bend"), to: fc.record({ start: place, end: place, bend: number }) }),
    fc.anything(),
  );
  const held = fc.record({ shapes: fc.array(fc.constantFrom("a", "b", "c/d")), box, gesture: fc.integer(), motion });
  fc.assert(
    fc.property(fc.oneof(held, fc.anything()), (sent) => {
      const read = readSelectionPresence(sent);
      if (read === undefined) return;
      assert.ok(read.shapes.length <= SELECTED_SHAPES_MAX && read.shapes.every(isShapeId));
      for (const shape of read.motion ? [geoOf("a", { angle: 1 }), arrowOf("b"), LINE] : []) {
        const { x, y, w, h, angle = 0 } = inMotion(shape, read.motion!, () => false);
        assert.ok([x, y, w, h, angle].every(Number.isFinite), JSON.stringify(read.motion));
      }
    }),
    { seed: 7, numRuns: 3_000 },
  );
});

Deno.test("the longest possible presence is within the server's limit", () => {
  const id = `${"x".repeat(40)}.${"y".repeat(12)}`;
  const number = -0.12345678901234567e-6;
  const place = { x: number, y: number };
  const box = { ...place, w: number, h: number, angle: number };
  const presence = {
    user: { name: readName("\ud83d\ude00\u20ac".repeat(NAME_MAX)), color: "orange" },
    cursor: place,
    typing: { shape: id, anchor: [2 ** 32 - 1, 2 ** 31], head: [2 ** 32 - 1, 2 ** 31] },
    held: {
      shapes: Array(SELECTED_SHAPES_MAX).fill(id),
      gesture: 100_000,
      motion: { kind: "scale", box, by: { ...place, about: place } },
    },
    talk: { author: "a".repeat(32), says: "\u20ac".repeat(SAYS_MAX) },
    together: {
      isIdle: true,
      follows: 2 ** 32 - 1,
      view: { x: -9_999_999.25, y: -9_999_999.25, w: 9_999_999.25, h: 9_999_999.25 },
      brings: 100_000,
      laser: { stroke: 100_000, last: 100_000, points: Array(2 * LASER_POINTS_MAX).fill(-9_999_999.25) },
    },
  };
  const { length } = new TextEncoder().encode(JSON.stringify(presence));
  assert.ok(length <= PRESENCE_BYTES_MAX, `${length} bytes`);
});
