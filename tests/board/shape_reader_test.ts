import assert from "node:assert/strict";
import fc from "fast-check";
import type { Shape } from "../../board/shape.ts";
import { isLink } from "../../board/kinds/checks.ts";
import { readShape } from "../../board/shape_reader.ts";
import { inkOf } from "../support/board/shapes.ts";

const SEED = 20_255;
const { id, ...record } = inkOf("s.1", { x: 3, y: 4 });

/** Values that break a renderer without validation. */
const POISON: unknown[] = [undefined, null, NaN, Infinity, -Infinity, 1e308, "3", "", true, {}, [], {
  valueOf: () => 3,
}];

Deno.test("a record is read as the shape that was written", () => {
  assert.deepEqual(readShape(id, record), { id, ...record });
});

Deno.test("a record with one invalid property is rejected", () => {
  for (const name of Object.keys(record)) {
    for (const poison of POISON) {
      assert.equal(readShape(id, { ...record, [name]: poison }), undefined, `${name} = ${String(poison)}`);
    }
  }
});

Deno.test("an invalid edit is ignored, and the value of the record is used", () => {
  for (const name of Object.keys(record)) {
    for (const poison of POISON) assert.deepEqual(readShape(id, record, [[name, poison]]), { id, ...record });
  }
});

Deno.test("an edit overlays its property, and the last edit wins", () => {
  const edits: [string, unknown][] = [["x", 9], ["color", "red"], ["x", 10], ["w", -1]];
  assert.deepEqual(readShape(id, record, edits), { id, ...record, x: 10, color: "red" });
});

Deno.test("no edit changes the kind or the id of a shape", () => {
  const edits: [string, unknown][] = [["kind", "note"], ["id", "other"], ["__proto__", { evil: 1 }], [
    "constructor",
    1,
  ]];
  const shape = readShape(id, record, edits);
  assert.deepEqual(shape, { id, ...record });
  assert.equal(Object.getPrototypeOf(shape), Object.prototype);
});

Deno.test("unknown properties are not copied to the shape", () => {
  assert.deepEqual(readShape(id, { ...record, onclick: "alert(1)" }), { id, ...record });
});

Deno.test("a record of an unknown kind or a prototype key as kind is rejected", () => {
  for (const kind of ["video", "__proto__", "constructor", "toString", ["ink"], 1]) {
    assert.equal(readShape(id, { ...record, kind }), undefined);
  }
});

Deno.test("coordinates and sizes are bounded", () => {
  const reads = (part: Partial<Shape>) => readShape(id, { ...record, ...part }) !== undefined;
  assert(reads({ x: 10_000_000 }) && !reads({ x: 10_000_001 }));
  assert(reads({ w: 0 }) && !reads({ w: -0.1 }));
  assert(reads({ width: 512 }) && !reads({ width: 513 }) && !reads({ width: 0 }));
  assert(!reads({ ink: new Uint8Array(4) }));
});

Deno.test("reading any value never throws, and a shape has finite numbers", () => {
  const values = fc.oneof(fc.anything(), ...Object.values(record).map(fc.constant));
  const records = fc.record(
    Object.fromEntries(
      Object.entries(record).map(([name, good]) => [
        name,
        fc.oneof({ weight: 9, arbitrary: fc.constant(good as unknown) }, { weight: 1, arbitrary: values }),
      ]),
    ),
  );
  const edits = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...Object.keys(record)), fc.string()), values));
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(fc.anything(), records), edits, (record, edits) => {
      const shape = readShape(id, record, edits);
      if (shape === undefined) return;
      read++;
      for (const value of [shape.x, shape.y, shape.w, shape.h]) assert(Number.isFinite(value));
      if ("width" in shape) assert(Number.isFinite(shape.width));
    }),
    { seed: SEED, numRuns: 2_000 },
  );
  assert(read > 50, "some are shapes");
});

Deno.test("fault D15: a link with bidirectional control characters is rejected", () => {
  assert.ok(isLink("https://example.org/caf\u00e9?q=\u05d0"));
  for (const mark of ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"]) {
    assert.ok(!isLink(`https://example.org/${mark}gpj.exe`), mark.charCodeAt(0).toString(16));
  }
});
