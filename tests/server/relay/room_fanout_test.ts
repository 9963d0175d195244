import assert from "node:assert/strict";
import { encodeInkFrame } from "../../../board/wire/protocol.ts";
import { RoomFanout } from "../../../server/relay/room_fanout.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, framesOf, keysSeenBy, seat } from "../../support/server/sessions.ts";

Deno.test("sessions that other instances forward get everything in order, in fewer frames", () => {
  const clock = new FakeClock();
  const fanout = new RoomFanout(clock);
  const [ann, bob, cy, eve] = [false, false, true, true].map((isForwarded) => seat(clock, { isForwarded }));
  for (const { session } of [ann, bob, cy, eve]) fanout.add(session);
  const editing = new Editing();
  const keys = Array.from({ length: 100 }, (_, i) => `k${i}`);
  for (const key of keys) {
    fanout.update(cy.session, editing.next(key));
    const ink = Uint8Array.of(1, 2, 3);
    fanout.ink(cy.session, [ink], { frame: encodeInkFrame([ink]) });
    clock.pass(10);
  }
  clock.pass(100);
  for (const each of [ann, bob, eve]) assert.deepEqual(keysSeenBy(each), keys);
  assert.deepEqual(framesOf(cy), [], "nothing comes back to the sender");
  const counts = [ann, bob, eve].map((each) => framesOf(each).filter(({ kind }) => kind === "update").length);
  assert.deepEqual(counts.slice(0, 2), [100, 100]);
  assert.ok(counts[2] <= 27, `${counts[2]} frames in a second`);
  const ink = framesOf(eve).flatMap((frame) => frame.kind === "ink" ? frame.entries : []);
  assert.equal(ink.length, 100);
  assert.ok(!fanout.hasUntold);
  assert.deepEqual([...fanout.untold()], []);
  fanout.close();
  assert.equal(clock.pending, 0);
});

Deno.test("what waits for forwarded sessions counts as untold, and is dropped by a reset", () => {
  const clock = new FakeClock();
  const fanout = new RoomFanout(clock);
  const [ann, eve] = [false, true].map((isForwarded) => seat(clock, { isForwarded }));
  for (const { session } of [ann, eve]) fanout.add(session);
  const editing = new Editing();
  fanout.update(ann.session, editing.next("first"));
  fanout.update(ann.session, editing.next("second"));
  assert.deepEqual(keysSeenBy(eve), ["first"], "the first one goes at once");
  assert.ok(fanout.hasUntold);
  assert.equal([...fanout.untold()].length, 1);
  fanout.reset();
  fanout.delete(eve.session);
  clock.pass(100);
  assert.deepEqual(keysSeenBy(eve), ["first"]);
  fanout.close();
});
