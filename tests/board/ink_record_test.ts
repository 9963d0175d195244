import assert from "node:assert/strict";
import fc from "fast-check";
import { Board } from "../../board/document.ts";
import { packInk, unpackInk } from "../../board/ink_record.ts";
import { COLORS } from "../../board/palette.ts";
import { NIBS } from "../../board/shape.ts";
import { inkOf } from "../support/board/shapes.ts";
import { editsOf } from "../support/board/boards.ts";

const SEED = 20_261;
const { id, ...record } = inkOf("s.1", { x: -3.0625, y: 4, order: "a0V", color: "violet", nib: "highlighter" });

Deno.test("a stroke's record is stored as bytes and read back unchanged (9.6)", () => {
  const board = new Board();
  board.add({ id, ...record });
  assert(board.shapes.get(id) instanceof Uint8Array);
  assert.deepEqual(board.read(id), { id, ...record });
  assert.deepEqual([...board.readAll()], [{ id, ...record }]);
});

Deno.test("every stroke on the grid is read back unchanged", () => {
  const steps = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 16);
  const records = fc.record({
    kind: fc.constant("ink" as const),
    order: fc.constantFrom("a0", "Zz", "b12V", "a0" + "x".repeat(100)),
    nib: fc.constantFrom(...NIBS),
    color: fc.constantFrom(...COLORS),
    width: steps(1, 512 * 16),
    x: steps(-160_000_000, 160_000_000),
    y: steps(-160_000_000, 160_000_000),
    w: steps(0, 160_000_000),
    h: steps(0, 160_000_000),
    ink: fc.uint8Array({ minLength: 5, maxLength: 50 }),
  });
  fc.assert(
    fc.property(records, (record) => {
      const packed = packInk(record);
      assert(packed instanceof Uint8Array);
      const { ink, ...rest } = unpackInk(packed) as typeof record;
      assert.deepEqual({ ...rest, ink: Uint8Array.from(ink) }, { ...record });
    }),
    { seed: SEED, numRuns: 500 },
  );
});

Deno.test("a record that bytes cannot represent stays a plain record", () => {
  for (const part of [{ x: 0.1 }, { w: -1 }, { width: NaN }, { order: "ä" }, { link: "https://example.org" }]) {
    const plain = { ...record, ...part };
    assert.equal(packInk(plain), plain, JSON.stringify(part));
  }
});

Deno.test("edits overlay a packed stroke as a plain one, and are deleted with it", () => {
  for (const isPacked of [true, false]) {
    const board = new Board();
    board.add({ id, ...record, ...(isPacked ? {} : { x: 0.1 }) });
    assert.equal(board.shapes.get(id) instanceof Uint8Array, isPacked);
    board.edit(id, "color", "red");
    board.edit(id, "x", 7.3);
    board.edit(id, "w", -1);
    assert.deepEqual(board.read(id), { id, ...record, color: "red", x: 7.3 });
    board.remove(new Set([id]));
    assert.equal(editsOf(board).size, 0);
  }
});

Deno.test("bytes that are truncated, of another version or out of range are rejected and never throw", () => {
  const good = packInk(record) as Uint8Array;
  const board = new Board();
  for (let length = 0; length < good.length - record.ink.length + 5; length++) {
    board.shapes.set(id, good.slice(0, length));
    assert.equal(board.read(id), undefined, `${length} bytes`);
  }
  for (const [at, byte] of [[0, 0], [0, 2], [1, 9], [2, 200]]) {
    board.shapes.set(id, good.with(at, byte));
    assert.equal(board.read(id), undefined, `byte ${at} is ${byte}`);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      board.shapes.set(id, Uint8Array.of(1, 0, 0, ...bytes));
      const shape = board.read(id);
      for (const value of shape?.kind === "ink" ? [shape.x, shape.y, shape.w, shape.h, shape.width] : []) {
        assert(Number.isFinite(value));
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});
