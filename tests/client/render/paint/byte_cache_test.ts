import assert from "node:assert/strict";
import { ByteCache } from "../../../../client/render/paint/byte_cache.ts";
import { seeded } from "../../../support/random.ts";

Deno.test("ByteCache never holds more bytes than its bound", () => {
  const random = seeded(6);
  const cache = new ByteCache<number, string>(1000);
  for (let i = 0; i < 5000; i++) {
    const key = Math.floor(random.float() * 200);
    if (random.float() < 0.3) cache.get(key);
    else if (random.float() < 0.1) cache.delete(key);
    else cache.set(key, "value", Math.floor(random.float() * 100));
    assert.ok(cache.bytes <= 1000 && cache.bytes >= 0, `step ${i}: ${cache.bytes} bytes`);
  }
});

Deno.test("ByteCache keeps used values and drops unused ones", () => {
  const cache = new ByteCache<string, number>(1000);
  cache.set("used", 1, 100);
  cache.set("unused", 2, 100);
  for (let i = 0; i < 50; i++) {
    cache.set(`other ${i}`, i, 100);
    assert.equal(cache.get("used"), 1);
  }
  assert.equal(cache.get("unused"), undefined);
});

Deno.test("ByteCache frees everything when cleared, and replaces the bytes of a replaced value", () => {
  const cache = new ByteCache<string, number>(1000);
  cache.set("a", 1, 300);
  cache.set("a", 2, 100);
  assert.equal(cache.get("a"), 2);
  assert.equal(cache.bytes, 100);
  cache.clear();
  assert.equal(cache.bytes, 0);
  assert.equal(cache.get("a"), undefined);
});
