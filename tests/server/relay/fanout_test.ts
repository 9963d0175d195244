import assert from "node:assert/strict";
import { encodeInkFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { Fanout } from "../../../server/relay/fanout.ts";
import { DeliveryLoad } from "../../../server/relay/delivery_load.ts";
import { awareness, readAwareness } from "../../support/peer/awareness.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, framesOf, keysSeenBy, type Seat, seat } from "../../support/server/sessions.ts";

/** A room with this number of sessions. */
function room(count: number, options: { extended?: boolean } = {}) {
  const clock = new FakeClock();
  const seats = Array.from({ length: count }, () => seat(clock, options));
  const fanout = new Fanout(new Set(seats.map(({ session }) => session)), clock);
  return { clock, seats, fanout };
}

/** Makes the room busy: far more deliveries in a second than a quiet room has. */
function makeBusy({ clock, seats, fanout }: ReturnType<typeof room>, from: Seat): void {
  const editing = new Editing();
  for (let i = 0; i < 200; i++) {
    for (let n = 0; n < 3; n++) fanout.update(from.session, editing.next(`busy.${i}.${n}`));
    clock.pass(2);
  }
  clock.pass(100);
  for (const { socket } of seats) socket.sent.length = 0;
  fanout.update(from.session, editing.next("first")); // goes at once and starts the tick
}

/** One entry of awareness in the form of the presence table. */
const entry = (id: number, clock: number) => awareness({ id, clock, state: {} }).subarray(1);

Deno.test("in a quiet room an update is sent at once, unchanged, to all but its sender", () => {
  const { seats: [ann, bob, eve], fanout, clock } = room(3);
  const scan = new Editing().next("a");
  const frame = encodeSync(SYNC.update, scan.bytes);
  fanout.update(ann.session, scan, { frame });
  assert.deepEqual(bob.socket.sent, [frame]);
  assert.equal(bob.socket.sent[0], frame, "not even copied");
  assert.equal(eve.socket.sent[0], frame);
  assert.deepEqual(ann.socket.sent, []);
  assert.equal(clock.pending, 0);
});

Deno.test("in a busy room updates within a tick are sent as one frame, and the first without waiting", () => {
  const busy = room(20);
  const { seats: [ann, bob, reader], fanout, clock } = busy;
  makeBusy(busy, ann);
  assert.equal(reader.socket.sent.length, 1);
  const [one, two] = [new Editing(), new Editing()];
  for (let i = 0; i < 10; i++) {
    fanout.update(ann.session, one.next(`ann.${i}`));
    fanout.update(bob.session, two.next(`bob.${i}`));
  }
  assert.equal(reader.socket.sent.length, 1);
  clock.pass(20);
  assert.equal(reader.socket.sent.length, 2);
  assert.equal(reader.socket.sent[1], busy.seats[3].socket.sent[1], "readers share one frame");
});

Deno.test("in a large room the tick is a little longer", () => {
  const busy = room(200);
  const { seats: [ann, reader], fanout, clock } = busy;
  makeBusy(busy, ann);
  fanout.update(ann.session, new Editing().next("ann"));
  clock.pass(24);
  assert.equal(reader.socket.sent.length, 1);
  clock.pass(1);
  assert.equal(reader.socket.sent.length, 2);
});

Deno.test("no session gets its own updates, and those of one sender stay in order", () => {
  const busy = room(20);
  const { seats: [ann, bob, reader], fanout, clock } = busy;
  makeBusy(busy, seat(clock));
  const [one, two] = [new Editing(), new Editing()];
  for (let i = 0; i < 30; i++) {
    fanout.update(ann.session, one.next(`ann.${i}`));
    fanout.update(bob.session, two.next(`bob.${i}`));
    if (i % 4 === 0) clock.pass(5);
  }
  clock.pass(100);
  const ofAnn = Array.from({ length: 30 }, (_, i) => `ann.${i}`);
  const ofBob = Array.from({ length: 30 }, (_, i) => `bob.${i}`);
  const by = (seat: Seat, who: string) => keysSeenBy(seat).filter((key) => key.startsWith(who));
  assert.deepEqual(by(reader, "ann"), ofAnn);
  assert.deepEqual(by(reader, "bob"), ofBob);
  assert.deepEqual(by(ann, "bob"), ofBob);
  assert.deepEqual(by(bob, "ann"), ofAnn);
  assert.deepEqual(by(ann, "ann"), []);
  assert.deepEqual(by(bob, "bob"), []);
});

Deno.test("a room that becomes quiet sends at once again", () => {
  const busy = room(20);
  const { seats: [ann, , reader], fanout, clock } = busy;
  makeBusy(busy, ann);
  clock.pass(1_000);
  const editing = new Editing();
  fanout.update(ann.session, editing.next("calm.1")); // closes the busy window
  clock.pass(1_000);
  const before = reader.socket.sent.length;
  fanout.update(ann.session, editing.next("calm.2"));
  assert.equal(reader.socket.sent.length, before + 1);
  assert.equal(clock.pending, 0, "no tick is left");
});

for (const isBusy of [false, true]) {
  Deno.test(`live ink is sent only to peers that negotiated it, in a ${isBusy ? "busy" : "quiet"} room`, () => {
    const busy = room(20);
    const { seats: [ann, bob], fanout, clock } = busy;
    const stock = seat(clock, { extended: false });
    const fan = isBusy ? fanout : new Fanout(new Set([ann.session, bob.session, stock.session]), clock);
    if (isBusy) makeBusy(busy, ann);
    const entry = new Uint8Array([1, 2, 3]);
    fan.ink(ann.session, [entry], { frame: encodeInkFrame([entry]) });
    clock.pass(20);
    const inkOf = (seat: Seat) => framesOf(seat).filter(({ kind }) => kind === "ink");
    assert.deepEqual(inkOf(bob), [{ kind: "ink", entries: [entry] }]);
    assert.deepEqual(inkOf(ann), []);
    assert.deepEqual(inkOf(stock), []);
  });
}

Deno.test("in a busy room presence waits longer than updates, and only the newest entry of each person is sent", () => {
  const busy = room(20);
  const { seats: [ann, , reader], fanout, clock } = busy;
  makeBusy(busy, ann);
  const editing = new Editing();
  const frames: number[] = [];
  for (let ms = 0; ms < 96; ms += 4) {
    fanout.update(ann.session, editing.next(`a.${ms}`));
    fanout.presence([entry(1, ms + 1)]);
    fanout.presence([entry(2, ms + 1)]);
    clock.pass(4);
  }
  for (const frame of framesOf(reader)) {
    if (frame.kind !== "awareness") continue;
    const entries = readAwareness(frame.body);
    // The first one does not wait, so it is sent alone.
    assert.deepEqual(entries.map(({ id }) => id).sort(), frames.length === 0 ? [1] : [1, 2]);
    frames.push(entries.find(({ id }) => id === 1)!.clock);
  }
  assert.ok(frames.length >= 1 && frames.length <= 3, `${frames.length} frames of presence in 96 ms`);
  assert.deepEqual(frames, [...frames].sort((a, b) => a - b));
});

Deno.test("presence is sent back to its sender, as a sign of life", () => {
  const { seats: [ann, bob], fanout } = room(2);
  fanout.presence([entry(1, 1)]);
  for (const each of [ann, bob]) assert.deepEqual(framesOf(each).map(({ kind }) => kind), ["awareness"]);
  fanout.presence([]);
  assert.equal(ann.socket.sent.length, 1, "no news is no frame");
});

Deno.test("a closed fan-out leaves no timer, and can be closed twice", () => {
  const busy = room(20);
  makeBusy(busy, busy.seats[0]);
  assert.equal(busy.clock.pending, 1);
  busy.fanout.close();
  busy.fanout.close();
  assert.equal(busy.clock.pending, 0);
});

Deno.test("a room that becomes active while the process is busy waits for the tick from its second update on", () => {
  const clock = new FakeClock();
  const deliveryLoad = new DeliveryLoad();
  deliveryLoad.add(100_000, clock.now()); // by other rooms
  const [ann, bob] = [seat(clock), seat(clock)];
  const fanout = new Fanout(new Set([ann.session, bob.session]), clock, { deliveryLoad });
  const editing = new Editing();
  fanout.update(ann.session, editing.next("a.1"));
  fanout.update(ann.session, editing.next("a.2"));
  fanout.update(ann.session, editing.next("a.3"));
  assert.equal(bob.socket.sent.length, 1);
  clock.pass(20);
  assert.deepEqual(keysSeenBy(bob), ["a.1", "a.2", "a.3"]);
  assert.equal(bob.socket.sent.length, 2);
});
