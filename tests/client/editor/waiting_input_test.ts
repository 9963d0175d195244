import assert from "node:assert/strict";
import { WaitingInput } from "../../../client/editor/waiting_input.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function setUp() {
  const clock = new FakeClock(), waiting = new WaitingInput(clock);
  const done: string[] = [];
  const handle = waiting.inOrder((event: string) => void done.push(event));
  return { clock, waiting, done, handle };
}

Deno.test("input waits until everything that holds it has ended, and happens in order", () => {
  const { clock, waiting, done, handle } = setUp();
  handle("at once");
  const one = waiting.hold(), other = waiting.hold();
  handle("a");
  handle("b");
  one();
  one();
  assert.deepEqual(done, ["at once"]);
  other();
  assert.deepEqual(done, ["at once", "a", "b"]);
  handle("c");
  assert.equal(done.length, 4);
  assert.equal(clock.pending, 0);
});

Deno.test("input that makes other input wait is followed by it only then", async () => {
  const { waiting, done, handle } = setUp();
  const first = waiting.hold();
  const loaded = Promise.withResolvers<void>();
  const asks = waiting.inOrder(() => waiting.holdUntil(loaded.promise.then(() => void done.push("group"))));
  asks(undefined);
  handle("press");
  first();
  assert.deepEqual(done, []);
  loaded.resolve();
  await loaded.promise;
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(done, ["group", "press"]);
});

Deno.test("on a very slow network input goes on, and the late end of the wait changes nothing", () => {
  const { clock, waiting, done, handle } = setUp();
  const release = waiting.hold();
  handle("a");
  clock.pass(10_000);
  assert.deepEqual(done, ["a"]);
  const next = waiting.hold();
  release();
  handle("b");
  assert.deepEqual(done, ["a"]);
  next();
  assert.deepEqual(done, ["a", "b"]);
});
