import assert from "node:assert/strict";
import { withUniformTiming } from "../../../server/http/uniform_timing.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

Deno.test("a found value is returned at once, undefined only after the fixed time", async () => {
  const clock = new FakeClock();
  assert.equal(await withUniformTiming(() => Promise.resolve("board"), clock), "board");
  assert.equal(clock.pending, 0);

  let isTold = false;
  const looking = Promise.withResolvers<undefined>();
  const telling = withUniformTiming(() => looking.promise, clock).then(() => isTold = true);
  clock.pass(15);
  looking.resolve(undefined);
  await settled();
  assert.equal(isTold, false);
  clock.pass(4);
  await settled();
  assert.equal(isTold, false);
  clock.pass(1);
  await telling;
  assert.equal(clock.pending, 0);
});

Deno.test("a lookup that fails rejects at once, and a slow one is not delayed further", async () => {
  const clock = new FakeClock();
  await assert.rejects(withUniformTiming(() => Promise.reject(new Error("no database")), clock), /no database/);
  const looking = Promise.withResolvers<undefined>();
  const told = withUniformTiming(() => looking.promise, clock);
  clock.pass(100);
  looking.resolve(undefined);
  assert.equal(await told, undefined);
  assert.equal(clock.pending, 0);
});
