import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeEntry, encodeEntry } from "../../../board/edits/edit_entry.ts";
import { EDIT_COUNT_MAX, EDIT_ENTRY_BYTES_MAX, VALUE_DEPTH_MAX } from "../../../board/limits.ts";

const stamp = { count: 7, writer: 0xffff_ffff };

Deno.test("an entry of edits survives encoding and decoding", () => {
  const groups = [
    { property: "x", ids: ["a.1", "a.2", "other"], values: [1, -2.5, 1e7] },
    { property: "y", ids: ["a.1", "a.2", "other"], values: [0.1, 0, undefined] },
    { property: "start", ids: ["a.1"], values: [{ x: 1, y: 2, to: "b", u: 0.5, v: 0.25 }] },
    { property: "points", ids: ["b"], values: [[0, 1, 2.5, 3]] },
    { property: "ink", ids: ["c"], values: [new Uint8Array([1, 2, 3])] },
    { property: "opacity", ids: ["d"], values: [null] },
  ];
  assert.deepEqual(decodeEntry(encodeEntry(stamp, groups)), { stamp, groups });
});

Deno.test("an entry that moves 256 shapes of one page takes less than 24 bytes per shape", () => {
  const ids = Array.from({ length: 256 }, (_, i) => `0123456789abcdef.${i.toString(36)}`);
  const groups = ["x", "y"].map((property) => ({ property, ids, values: ids.map((_, i) => i * Math.PI) }));
  assert.ok(encodeEntry(stamp, groups).length < 24 * 256);
});

Deno.test("an entry that is malformed, out of range or of another version is rejected", () => {
  const good = encodeEntry(stamp, [{ property: "x", ids: ["a.1", "a.2"], values: [1.1, 2.2] }]);
  for (let length = 3; length < good.length; length++) {
    // A part of a larger buffer: the bytes after it must not be read.
    const cut = good.subarray(0, length);
    const read = decodeEntry(cut);
    assert.ok(read === undefined || read.groups.length === 0, `${length} bytes`);
  }
  const deep = (depth: number): unknown => depth === 0 ? 1 : [deep(depth - 1)];
  const entry = (property: string, ids: string[], value: unknown) => ({ property, ids, values: ids.map(() => value) });
  const bad = [
    [2, ...good.subarray(1)],
    encodeEntry({ count: 0, writer: 1 }, []),
    encodeEntry({ count: EDIT_COUNT_MAX + 1, writer: 1 }, []),
    encodeEntry(stamp, [entry("x", ["a/b"], 1)]),
    encodeEntry(stamp, [entry("x", ["__proto__"], 1)]),
    encodeEntry(stamp, [entry("x", ["a", "b", "a"], 1)]),
    encodeEntry(stamp, [entry("x", ["a"], 1), entry("x", ["b"], 1)]),
    encodeEntry(stamp, [entry("x", ["a"], deep(VALUE_DEPTH_MAX + 1))]),
    encodeEntry(stamp, [entry("x", ["a"], JSON.parse('{ "__proto__": { "evil": 1 } }'))]),
    new Uint8Array(EDIT_ENTRY_BYTES_MAX + 1).fill(1),
    // 2³¹ shapes in a few bytes.
    [1, 1, 1, 1, 120, 255, 255, 255, 255, 7, 0],
  ];
  for (const bytes of bad) assert.equal(decodeEntry(new Uint8Array(bytes)), undefined, String(bytes.slice(0, 20)));
  for (const value of [undefined, null, "text", 5, {}, new Uint8Array()]) assert.equal(decodeEntry(value), undefined);
});

Deno.test("reading any bytes as an entry ends and never throws", () => {
  const good = encodeEntry(stamp, [{ property: "x", ids: ["a.1", "a.2"], values: [1, [2, "text"]] }]);
  const changed = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }).map((changes) => {
    const bytes = good.slice();
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes;
  });
  const bytes = fc.oneof(changed, fc.uint8Array({ maxLength: 60 }).map((rest) => new Uint8Array([1, ...rest])));
  fc.assert(
    fc.property(bytes, (bytes) => {
      for (const { property, ids, values } of decodeEntry(bytes)?.groups ?? []) {
        assert.equal(typeof property, "string");
        assert.equal(ids.length, values.length);
      }
    }),
    { seed: 4, numRuns: 5_000 },
  );
});

Deno.test("a value that is too large for an entry is rejected when it is written", () => {
  const values = [new Uint8Array(EDIT_ENTRY_BYTES_MAX)];
  assert.throws(() => encodeEntry(stamp, [{ property: "ink", ids: ["a"], values }]), /Cannot write edit/);
});
