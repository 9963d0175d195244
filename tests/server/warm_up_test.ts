import assert from "node:assert/strict";
import { warmUp } from "../../server/warm_up.ts";
import { FakeClock, settled } from "../support/fake_clock.ts";

Deno.test("warming up relays to two people message by message, to ten by ticks, and leaves nothing behind", async () => {
  const clock = new FakeClock();
  let frames: number | undefined;
  const done = warmUp(clock).then((sent) => frames = sent);
  for (let turns = 0; frames === undefined && turns < 1_000; turns++) {
    clock.pass(10);
    await settled();
  }
  await done;
  assert.ok(frames! > 3_000 && frames! < 12_000, `${frames} frames`);
  assert.equal(clock.pending, 0);
});
