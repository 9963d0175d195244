import assert from "node:assert/strict";
import { Listener } from "../../../server/process/listener.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

function listening() {
  const clock = new FakeClock();
  const events: string[] = [];
  const ends: ((error: Error) => void)[] = [];
  const listener = new Listener({
    listen: () => new Promise((_, reject) => ends.push(reject)),
    clock,
    log: (_, event) => events.push(event),
    onGone: () => events.push("gone"),
  });
  listener.start();
  const fail = async () => {
    ends.at(-1)!(new Error("Too many open files"));
    await settled();
  };
  return { clock, events, listener, fail, starts: () => ends.length };
}

Deno.test("D8: a listener that ends is restarted, and its end is logged once", async () => {
  const { clock, events, listener, fail, starts } = listening();
  await fail();
  clock.pass(500);
  await fail();
  clock.pass(500);
  assert.equal(starts(), 3);
  clock.pass(10_000);
  assert.deepEqual(events, ["listener ended", "listening again"]);
  listener.close();
  listener.close();
  assert.equal(clock.pending, 0);
});

Deno.test("D8: a listener that ends repeatedly is given up once", async () => {
  const { clock, events, fail } = listening();
  for (let i = 0; i < 11; i++) {
    await fail();
    clock.pass(500);
  }
  assert.deepEqual(events, ["listener ended", "cannot listen", "gone"]);
  assert.equal(clock.pending, 0);
});

Deno.test("D8: the end of a closed listener is ignored", async () => {
  const { clock, events, listener, fail } = listening();
  listener.close();
  await fail();
  assert.deepEqual([events, clock.pending], [[], 0]);
});
