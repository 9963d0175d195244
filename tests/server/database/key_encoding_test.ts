import assert from "node:assert/strict";
import type { Key } from "../../../server/database/database.ts";
import { decodeKey, encodeKey } from "../../../server/database/key_encoding.ts";

const KEYS: Key[] = [
  [],
  ["", "a", "a\0b", "\0", "\ufeffa", "😀"],
  [0, -0, 1.5, -1e300, Infinity, -Infinity, 5e-324],
  [true, false],
  [new Uint8Array(), new Uint8Array([0]), new Uint8Array([0, 255, 0, 1]), new Uint8Array([255])],
  ["boards", "x", "log", 12],
];

Deno.test("a key is decoded as it was", () => {
  for (const key of KEYS) assert.deepEqual(decodeKey(encodeKey(key)), key);
});

Deno.test("bytes that are no key are refused", () => {
  assert.throws(() => decodeKey(Uint8Array.of(9)), /tag is unknown: 9/);
  assert.throws(() => decodeKey(Uint8Array.of(2, 65)), /no end/);
});
