import assert from "node:assert/strict";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { RoomRegistry } from "../../../server/relay/room_registry.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { Editing, seat } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const CLIENT = { address: "192.0.2.1", network: "192.0.2" };

const asUpdate = { isDifference: false };

async function room(store = new SlowStore()) {
  const clock = new FakeClock();
  const rooms = new RoomRegistry({ store, bus: new LocalBus(), clock, log: () => {} });
  const { room } = await rooms.acquire("a", CLIENT);
  return { clock, store, rooms, room };
}

Deno.test("the save lag is the age of the oldest change that is not durable, also while saving fails repeatedly", async () => {
  const { clock, store, rooms, room: board } = await room();
  const ann = seat(clock);
  board.join(ann.session);
  const editing = new Editing();
  assert.equal(rooms.unsavedMs, 0);

  store.pause = () => Promise.reject(new Error("full"));
  finish(board.update(ann.session, editing.next("x"), asUpdate));
  await clock.passSlowly(2_000);
  finish(board.update(ann.session, editing.next("y"), asUpdate));
  await clock.passSlowly(1_000);
  assert.equal(rooms.unsavedMs, 3_000);

  store.pause = () => Promise.resolve();
  await clock.passSlowly(5_000);
  assert.equal(rooms.unsavedMs, 0);

  const held = Promise.withResolvers<void>();
  store.pause = () => held.promise;
  finish(board.update(ann.session, editing.next("z"), asUpdate));
  await clock.passSlowly(400);
  assert.equal(rooms.unsavedMs, 400, "what is being saved is not saved yet");
  held.resolve();
  await settled();
  assert.equal(rooms.unsavedMs, 0);
  rooms.close();
});

Deno.test("inbound and outbound frames and bytes are counted, and bytes queued for peers", async () => {
  const { clock, rooms, room: board } = await room();
  const [ann, ben] = [seat(clock), seat(clock)];
  board.join(ann.session);
  board.join(ben.session);
  ben.socket.reads = false;
  finish(board.update(ann.session, new Editing().next("x"), asUpdate));
  await clock.passSlowly(100);
  const { traffic } = ben.session;
  assert.equal(traffic.framesOut, ben.socket.sent.length);
  assert.equal(traffic.bytesOut, ben.socket.sent.reduce((sum, { length }) => sum + length, 0));
  assert.ok(ben.socket.bufferedAmount > 0);
  assert.equal(rooms.queuedBytes, ben.socket.bufferedAmount);
  ben.socket.drain();
  assert.equal(rooms.queuedBytes, 0);
  rooms.close();
});
