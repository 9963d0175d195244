import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { base64url, isShapeId, isSlug, newSecret, SECRET_CHARS, shapeIds } from "../../board/id.ts";

const SEED = 20_253;
const ofValue = (value: number) => (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(value);

Deno.test("base64url follows RFC 4648 without padding", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.equal(base64url(bytes), Buffer.from(bytes).toString("base64url"));
    }),
    { seed: SEED },
  );
});

Deno.test("a secret is 128 bits in 22 characters and a well-formed slug", () => {
  assert.equal(newSecret(ofValue(0xff)), "_____________________w");
  assert.equal(newSecret(ofValue(0)).length, SECRET_CHARS);
  for (let i = 0; i < 100; i++) assert(isSlug(newSecret()));
});

Deno.test("shape ids of one page are distinct and share their prefix", () => {
  const next = shapeIds(ofValue(7));
  const ids = Array.from({ length: 5_000 }, next);
  assert.equal(new Set(ids).size, ids.length);
  assert(ids.every(isShapeId));
  assert.equal(new Set(ids.map((id) => id.split(".")[0])).size, 1);
});

Deno.test("no id or slug is a prototype key, contains a slash or is too long", () => {
  const bad = ["", "__proto__", "constructor", "prototype", "a/b", "a.b.c", "a b", "ä", "a\n", "x".repeat(65), "."];
  for (const value of [...bad, null, undefined, 1, {}, ["a"]]) {
    assert.equal(isShapeId(value), false, String(value));
    assert.equal(isSlug(value), false, String(value));
  }
  assert(isShapeId("x".repeat(40) + "." + "y".repeat(12)));
  assert(!isShapeId("x".repeat(41)));
  assert(isSlug("my-board_1"));
});

Deno.test("every valid id is a safe path segment and object key", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (!isShapeId(text) && !isSlug(text)) return;
      assert.match(text, /^[\w.-]+$/);
      assert(!(text in Object.prototype) || !["__proto__", "constructor"].includes(text));
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});
