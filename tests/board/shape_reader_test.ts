import assert from "node:assert/strict";
import fc from "fast-check";
import type { Shape } from "../../board/shape.ts";
import { isLink, readShape } from "../../board/shape_reader.ts";
import { inkOf } from "../support/shapes.ts";

const SEED = 20_255;
const { id, ...record } = inkOf("s.1", { x: 3, y: 4 });

/** Values that break a renderer that trusts. */
const POISON: unknown[] = [undefined, null, NaN, Infinity, -Infinity, 1e308, "3", "", true, {}, [], {
  valueOf: () => 3,
}];

Deno.test("a record is read as the shape that was written", () => {
  assert.deepEqual(readShape(id, record), { id, ...record });
});

Deno.test("a record with one poisoned property is no shape", () => {
  for (const name of Object.keys(record)) {
    for (const poison of POISON) {
      assert.equal(readShape(id, { ...record, [name]: poison }), undefined, `${name} = ${String(poison)}`);
    }
  }
});

Deno.test("a poisoned edit is ignored: the shape stays as it was created", () => {
  for (const name of Object.keys(record)) {
    for (const poison of POISON) assert.deepEqual(readShape(id, record, [[name, poison]]), { id, ...record });
  }
});

Deno.test("an edit overlays its property; the last one counts", () => {
  const edits: [string, unknown][] = [["x", 9], ["color", "red"], ["x", 10], ["w", -1]];
  assert.deepEqual(readShape(id, record, edits), { id, ...record, x: 10, color: "red" });
});

Deno.test("no edit changes what a shape is or who it is", () => {
  const edits: [string, unknown][] = [["kind", "note"], ["id", "other"], ["__proto__", { evil: 1 }], [
    "constructor",
    1,
  ]];
  const shape = readShape(id, record, edits);
  assert.deepEqual(shape, { id, ...record });
  assert.equal(Object.getPrototypeOf(shape), Object.prototype);
});

Deno.test("properties that this version does not know do not reach the shape", () => {
  assert.deepEqual(readShape(id, { ...record, onclick: "alert(1)" }), { id, ...record });
});

Deno.test("a kind that this version does not know is no shape, prototype keys among them", () => {
  for (const kind of ["video", "__proto__", "constructor", "toString", ["ink"], 1]) {
    assert.equal(readShape(id, { ...record, kind }), undefined);
  }
});

Deno.test("coordinates and sizes have bounds", () => {
  const reads = (part: Partial<Shape>) => readShape(id, { ...record, ...part }) !== undefined;
  assert(reads({ x: 10_000_000 }) && !reads({ x: 10_000_001 }));
  assert(reads({ w: 0 }) && !reads({ w: -0.1 }));
  assert(reads({ width: 512 }) && !reads({ width: 513 }) && !reads({ width: 0 }));
  assert(!reads({ ink: new Uint8Array(4) }));
});

Deno.test("whatever comes, reading never throws, and a shape has finite numbers", () => {
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

Deno.test("fault D15: a link with characters that turn a text round is none", () => {
  assert.ok(isLink("https://example.org/caf\u00e9?q=\u05d0"));
  for (const mark of ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"]) {
    assert.ok(!isLink(`https://example.org/${mark}gpj.exe`), mark.charCodeAt(0).toString(16));
  }
});
