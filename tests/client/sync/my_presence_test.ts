import assert from "node:assert/strict";
import type { Presence } from "../../../board/wire/presence.ts";
import { MyPresence } from "../../../client/sync/my_presence.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const ADA = { name: "Ada", color: "red" } as const;

/** A `MyPresence`, what it sent, and a fake clock. */
function withClock() {
  const sent: Presence[] = [];
  const clock = new FakeClock();
  const me = new MyPresence(ADA, (presence) => void sent.push(presence), clock);
  return {
    me,
    sent,
    /** The cursor positions that were sent. */
    pointed: () => sent.map(({ cursor }) => cursor && cursor.x),
    wait: (ms: number) => clock.pass(ms),
    due: () => clock.pending,
  };
}

Deno.test("the first move is sent at once, then at most one every 50 ms, and always the last", () => {
  const { me, pointed, wait, due } = withClock();
  for (let x = 0; x < 120; x++) {
    me.pointAt({ x, y: 0 });
    wait(1);
  }
  wait(200);
  assert.deepEqual(pointed(), [0, 49, 99, 119]);
  assert.equal(due(), 0, "a pointer at rest costs no timer");
});

Deno.test("a drag sends pointer and held shapes in one message, 20 times a second", () => {
  const { me, sent, wait } = withClock();
  for (let x = 0; x < 1_000; x += 10) {
    me.pointAt({ x, y: 0 });
    me.hold({ shapes: ["a"], gesture: 1, motion: { kind: "move", by: { x, y: 0 } } });
    me.typeAt(undefined);
    wait(10);
  }
  wait(200);
  assert.ok(sent.length <= 21, `${sent.length} times`);
  const { cursor, held } = sent.at(-1)!;
  assert.deepEqual([cursor, held], [
    { x: 990, y: 0 },
    { shapes: ["a"], gesture: 1, motion: { kind: "move", by: { x: 990, y: 0 } } },
  ]);
});

Deno.test("leaving is sent at once and nothing follows it; returning keeps the rate", () => {
  const { me, pointed, wait } = withClock();
  me.pointAt({ x: 1, y: 0 });
  me.pointAt({ x: 2, y: 0 });
  me.pointAt(null);
  me.pointAt(null);
  assert.deepEqual(pointed(), [1, null]);
  me.pointAt({ x: 3, y: 0 });
  assert.deepEqual(pointed(), [1, null]);
  wait(200);
  assert.deepEqual(pointed(), [1, null, 3]);
});

Deno.test("a hidden page has no cursor and no held shapes until it is visible again", () => {
  const { me, sent, pointed, wait } = withClock();
  const held = { shapes: ["a"] };
  me.pointAt({ x: 1, y: 0 });
  me.hold(held);
  me.hide(true);
  me.pointAt({ x: 2, y: 0 });
  me.hold({ shapes: ["b"] });
  wait(200);
  assert.deepEqual([pointed().at(-1), sent.at(-1)!.held], [null, undefined]);
  assert.equal(sent.at(-1)!.isAway, true, "others see that the person is away");
  me.hold(held);
  const { length } = sent;
  wait(200);
  assert.equal(sent.length, length);
  me.hide(false);
  assert.deepEqual([pointed().at(-1), sent.at(-1)!.held], [null, held]);
  assert.ok(!("isAway" in sent.at(-1)!));
});

Deno.test("a changed user is sent at once", () => {
  const { me, sent } = withClock();
  me.pointAt({ x: 1, y: 0 });
  const user = { name: "Ida", color: "blue" } as const;
  me.introduce(user);
  assert.deepEqual(sent.map((presence) => presence.user), [ADA, user]);
});

Deno.test("nothing is sent after close, and no timer is left", () => {
  const { me, sent, wait, due } = withClock();
  me.pointAt({ x: 1, y: 0 });
  me.pointAt({ x: 2, y: 0 });
  me.close();
  me.close();
  wait(200);
  assert.deepEqual([sent.length, due()], [1, 0]);
});
