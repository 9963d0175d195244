import * as Y from "yjs";
import assert from "node:assert/strict";
import {
  FLOOD_BYTES_BURST,
  FLOOD_FRAMES_BURST,
  IGNORED_FRAMES_MAX,
  PENDING_BYTES_MAX,
  QUEUE_HARD_BYTES,
  QUEUE_SOFT_BYTES,
} from "../../../board/limits.ts";
import { CLOSE, encodeQueryAwareness } from "../../../board/wire/protocol.ts";
import type { Scan } from "../../../board/wire/update.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, framesOf, seat, stall } from "../../support/server/sessions.ts";

const frame = (bytes: number) => new Uint8Array(bytes);

Deno.test("the queue of a peer that does not read is limited, and the peer is marked for resync", () => {
  const { session, socket } = seat(new FakeClock());
  socket.reads = false;
  for (let i = 0; i < 1_000; i++) session.send(frame(64 * 1024));
  assert.ok(socket.bufferedAmount <= QUEUE_SOFT_BYTES + 64 * 1024, `${socket.bufferedAmount} bytes are queued`);
  assert.ok(session.isLagging);
  assert.ok(session.room <= 0);
  assert.ok(session.isOpen, "it is not sent away for being slow");
});

Deno.test("after frames were withheld none is sent before the resync, even if the queue is empty", () => {
  const { session, socket } = seat(new FakeClock());
  stall({ session, socket });
  session.send(frame(1));
  socket.drain();
  session.send(frame(2));
  assert.deepEqual(socket.sent, []);
  assert.ok(session.hasDrained);
  session.caughtUp();
  session.send(frame(3));
  assert.deepEqual(socket.sent, [frame(3)]);
});

Deno.test("a peer with too much queued is disconnected and may reconnect", () => {
  const { session, socket } = seat(new FakeClock());
  stall({ session, socket }, QUEUE_HARD_BYTES + 1);
  session.send(frame(1));
  assert.equal(socket.closed!.code, CLOSE.tryAgain);
  assert.ok(!session.isOpen);
  assert.deepEqual(socket.sent, []);
});

Deno.test("acknowledgements increase, also reach a lagging peer, and go only to peers that negotiated them", () => {
  const ours = seat(new FakeClock()), stock = seat(new FakeClock(), { extended: false });
  stall(ours);
  ours.session.send(frame(1));
  for (const count of [2, 1, 2, 5]) {
    ours.session.acknowledge(count);
    stock.session.acknowledge(count);
  }
  assert.deepEqual(framesOf(ours), [{ kind: "saved", count: 2 }, { kind: "saved", count: 5 }]);
  assert.deepEqual(stock.socket.sent, []);
});

Deno.test("a refused peer gets the reason once it is quiet, and nothing else before", () => {
  const clock = new FakeClock();
  const { session, socket } = seat(clock);
  session.refuse(CLOSE.malformed, "because", "malformed");
  assert.ok(!session.isOpen);
  session.send(frame(1));
  session.acknowledge(1);
  clock.pass(140);
  session.ignored(1);
  clock.pass(140);
  assert.equal(socket.closed, undefined, "it was still sending");
  clock.pass(160);
  assert.deepEqual(socket.closed, { code: CLOSE.malformed, reason: "because" });
  assert.deepEqual(socket.sent, []);
});

Deno.test("the wait for a refused peer that does not stop sending is limited", () => {
  const clock = new FakeClock();
  const { session, socket } = seat(clock);
  session.refuse(CLOSE.tooLarge, "because", "too large");
  for (let ms = 0; ms <= 1_150; ms += 10) {
    session.ignored(1);
    clock.pass(10);
  }
  assert.equal(socket.closed!.code, CLOSE.tooLarge);
  assert.equal(clock.pending, 0);
});

Deno.test("D4: a refused peer that sends too many frames is told at once, terminated and banned", () => {
  const clock = new FakeClock();
  let terminated = 0, floods = 0;
  const { session, socket } = seat(clock, { terminate: () => terminated++, onFlood: () => floods++ });
  session.refuse(CLOSE.malformed, "because", "malformed");
  for (let i = 0; i < IGNORED_FRAMES_MAX; i++) session.ignored(0);
  assert.deepEqual([socket.closed, terminated, floods], [undefined, 0, 0]);
  for (let i = 0; i < 100; i++) session.ignored(0);
  assert.equal(socket.closed!.code, CLOSE.malformed);
  assert.deepEqual([terminated, floods, clock.pending], [1, 1, 0]);
});

Deno.test("D4: frames that only the runtime sees are charged, and no message is charged twice", () => {
  const clock = new FakeClock();
  const { session, socket } = seat(clock);
  for (let i = 0; i < FLOOD_FRAMES_BURST; i++) {
    session.frameReceived();
    session.messageReceived(1);
  }
  session.frameReceived();
  assert.ok(session.isOpen, "a frame is charged with its message, or when the next one shows that there was none");
  session.frameReceived();
  assert.equal(socket.closed!.code, CLOSE.tooMany);
});

Deno.test("D4: a pong costs as much as ten messages", () => {
  const { session } = seat(new FakeClock());
  let pongs = 0;
  for (; session.isOpen; pongs++) session.frameReceived();
  assert.ok(pongs > FLOOD_FRAMES_BURST / 11 && pongs < FLOOD_FRAMES_BURST / 9, `${pongs} pongs`);
});

Deno.test("D4: bytes that arrive after a refusal are charged as well", () => {
  let terminated = 0;
  const { session } = seat(new FakeClock(), { terminate: () => terminated++ });
  session.refuse(CLOSE.malformed, "because", "malformed");
  session.ignored(FLOOD_BYTES_BURST);
  assert.equal(terminated, 0);
  session.ignored(1);
  assert.equal(terminated, 1);
});

Deno.test("a peer that does not close its side after a close frame is dropped after a while", () => {
  for (const end of ["close", "refuse"] as const) {
    const clock = new FakeClock();
    let drops = 0;
    const { session, socket } = seat(clock, { terminate: () => drops++ });
    session[end](CLOSE.malformed, "because", "malformed");
    clock.pass(9_900);
    assert.equal(socket.closed!.code, CLOSE.malformed);
    assert.equal(drops, 0);
    clock.pass(500);
    assert.equal(drops, 1, end);
  }
});

Deno.test("a session that has ended keeps nothing", () => {
  for (const end of ["close", "refuse"] as const) {
    const clock = new FakeClock();
    const { session } = seat(clock, { terminate: () => {} });
    session.liveness.prove(() => {});
    session[end](CLOSE.malformed, "because", "malformed");
    session.gone();
    assert.equal(clock.pending, 0, end);
  }
});

Deno.test("a peer is silent when nothing arrived since the ping; messages of a refused peer do not count", () => {
  const { session, socket } = seat(new FakeClock(), { terminate: () => {} });
  assert.ok(!session.liveness.isSilent);
  stall({ session, socket });
  session.send(frame(1));
  session.liveness.ping();
  assert.deepEqual(socket.sent, [encodeQueryAwareness()], "however much is queued");
  assert.ok(session.liveness.isSilent);
  session.liveness.heard();
  assert.ok(!session.liveness.isSilent);
  session.refuse(CLOSE.malformed, "because", "malformed");
  session.liveness.ping();
  session.ignored(1);
  assert.ok(session.liveness.isSilent);
  assert.equal(socket.sent.length, 1);
});

Deno.test("the first reason for closing is sent", () => {
  const clock = new FakeClock();
  const { session, socket } = seat(clock);
  session.refuse(CLOSE.malformed, "first", "malformed");
  session.refuse(CLOSE.tooLarge, "second", "too large");
  session.close(CLOSE.restarting, "third");
  clock.pass(2_000);
  assert.deepEqual(socket.closed, { code: CLOSE.malformed, reason: "first" });
});

Deno.test("a long reason is cut to the size of a close frame", () => {
  const { session, socket } = seat(new FakeClock());
  session.close(CLOSE.restarting, "x".repeat(500));
  assert.ok(new TextEncoder().encode(socket.closed!.reason).length <= 123);
});

Deno.test("a reason in multi-byte characters is cut to the size of a close frame, in bytes", () => {
  const clock = new FakeClock();
  for (const end of ["close", "refuse"] as const) {
    const { session, socket } = seat(clock);
    session[end](CLOSE.malformed, "ä€😀".repeat(60), "malformed");
    clock.pass(1_000);
    const bytes = new TextEncoder().encode(socket.closed!.reason).length;
    assert.ok(bytes > 100 && bytes <= 123, `${end}: ${bytes} bytes`);
    assert.ok(!socket.closed!.reason.includes("\ufffd"), "no character is cut in half");
  }
});

Deno.test("pieces of a difference are used one by one until one depends on a later one", () => {
  const { session } = seat(new FakeClock());
  const editing = new Editing();
  const scans = ["a", "b", "c", "d"].map((key) => editing.next(key));
  assert.equal(session.held.take(scans[0], false), scans[0]);
  session.held.start(scans[1]);
  assert.equal(session.held.take(scans[2], false), "more");
  const joining = session.held.take(scans[3], true) as Generator<void, Scan>;
  assert.equal(joining.next().done, false, "other work runs before they are read again");
  const together = joining.next().value as Scan;
  assert.deepEqual(together.bytes, Y.mergeUpdates(scans.slice(1).map(({ bytes }) => bytes)));
  assert.equal(session.held.take(scans[0], true), scans[0], "afterwards nothing is held");
});

Deno.test("pending pieces have a limit", () => {
  const { session } = seat(new FakeClock());
  const piece = { bytes: frame(4 * 1024 * 1024) } as unknown as Scan;
  session.held.start(piece);
  let held: unknown = "more", count = 1;
  for (; held === "more" && count < 100; count++) held = session.held.take(piece, false);
  assert.equal(held, "overflow");
  assert.ok(count * piece.bytes.length <= PENDING_BYTES_MAX + 2 * piece.bytes.length);
});

for (const [role, may] of [["owner", true], ["editor", true], ["commenter", false], ["viewer", false]] as const) {
  Deno.test(`${role === "owner" || role === "editor" ? "an" : "a"} ${role} ${may ? "may" : "may not"} draw`, () => {
    assert.equal(seat(new FakeClock(), { role }).session.rights.draw, may);
  });
}

Deno.test("a silent peer is pinged, and is dead if it has not answered 10 s later", () => {
  const clock = new FakeClock();
  const { session, socket } = seat(clock);
  const check = () => {
    clock.pass(15_000);
    return session.liveness.check();
  };
  session.liveness.heard();
  assert.ok(check());
  assert.equal(socket.sent.length, 0, "a peer that sent something is not pinged");
  assert.ok(check());
  assert.equal(socket.sent.length, 1, "it was silent since, so it is pinged");
  session.liveness.heard();
  assert.ok(check(), "it answered");
  assert.ok(check());
  assert.equal(socket.sent.length, 2);
  clock.pass(9_999);
  assert.ok(session.liveness.check());
  clock.pass(1);
  assert.equal(session.liveness.check(), false);
  assert.equal(socket.sent.length, 2);
});

Deno.test("an answer to one ping answers all pending ones", () => {
  const clock = new FakeClock();
  const { session } = seat(clock);
  let silences = 0;
  session.liveness.heard();
  session.liveness.prove(() => silences++);
  clock.pass(2_000);
  session.liveness.heard();
  session.liveness.ping();
  clock.pass(1_000);
  assert.equal(silences, 0, "the first ping was answered, the second is recent");
  session.liveness.prove(() => silences++);
  clock.pass(3_000);
  assert.equal(silences, 1);
});
