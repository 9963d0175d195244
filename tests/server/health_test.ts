import assert from "node:assert/strict";
import { Health } from "../../server/health.ts";

Deno.test("the server can save while the database takes writes, and asks it once a second at most", async () => {
  const kv = await Deno.openKv(":memory:");
  let now = 0, writes = 0, isFull = false;
  const set = kv.set.bind(kv);
  kv.set = ((key: Deno.KvKey, value: unknown) => {
    writes++;
    return isFull ? Promise.reject(new Error("full")) : set(key, value);
  }) as Deno.Kv["set"];
  const health = new Health(kv, () => now);
  assert.equal(await health.canSave(), true);
  isFull = true;
  assert.equal(await health.canSave(), true);
  assert.equal(writes, 1);
  now = 1_000;
  assert.equal(await health.canSave(), false);
  isFull = false;
  now = 2_000;
  assert.equal(await health.canSave(), true);
  kv.close();
});
