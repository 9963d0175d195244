import assert from "node:assert/strict";
import * as Y from "yjs";
import { DIRECT_BYTES_MAX } from "../../../board/limits.ts";
import { CLOSE, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { RoomRegistry } from "../../../server/relay/room_registry.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { Editing, seat } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const CLIENT = { address: "192.0.2.1", network: "192.0.2" };

function registry(store: SlowStore) {
  const clock = new FakeClock();
  return { clock, rooms: new RoomRegistry({ store, bus: new LocalBus(), clock, log: () => {} }) };
}

Deno.test("fault D6: when memory is short an unused room is saved and unloaded at once", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const lease = await rooms.acquire("a", CLIENT);
  finish(lease.room.update(seat(clock).session, new Editing().next("x"), { isDifference: false }));
  rooms.shed();
  await settled();
  assert.equal(rooms.size, 1, "it is in use");
  lease.release();
  rooms.shed();
  rooms.shed();
  await settled();
  assert.equal(rooms.size, 0);
  assert.deepEqual(store.shapesOf("a"), ["x"]);
  assert.equal(clock.pending, 0);
});

Deno.test("fault D5: when memory is short the largest boards are saved and unloaded, and their people come back", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const people = await Promise.all([["small", 10], ["large", 3_000], ["larger", 9_000]].map(async ([board, size]) => {
    const lease = await rooms.acquire(board as string, CLIENT);
    const guest = seat(clock), editing = new Editing();
    lease.room.join(guest.session);
    finish(lease.room.update(guest.session, editing.next("x", "x".repeat(size as number)), { isDifference: false }));
    return { board, lease, guest, editing };
  }));
  await rooms.flush();
  const [small, large, larger] = people;
  finish(larger.lease.room.update(larger.guest.session, larger.editing.next("unsaved"), { isDifference: false }));

  const saving = Promise.withResolvers<void>();
  store.pause = () => saving.promise;
  const freed = rooms.unloadLargest(1, { keepBytes: 0 });
  assert.ok(freed > 9_000);
  assert.equal(larger.guest.socket.closed?.code, CLOSE.tryAgain);
  assert.ok(large.guest.session.isOpen);
  rooms.unloadLargest(freed - 1_000, { keepBytes: 0 });
  assert.ok(large.guest.session.isOpen);
  saving.resolve();
  await settled();
  assert.equal(rooms.size, 2);
  assert.deepEqual(store.shapesOf("larger"), ["unsaved", "x"]);

  assert.ok(rooms.unloadLargest(1e9, { keepBytes: 1_000 }) > 3_000);
  await settled();
  assert.equal(large.guest.socket.closed?.code, CLOSE.tryAgain);
  assert.ok(small.guest.session.isOpen, "it is not what takes the memory");
  assert.deepEqual([rooms.size, rooms.sessions], [1, 1]);

  const again = await rooms.acquire("larger", CLIENT);
  assert.notEqual(again.room, larger.lease.room);
  larger.lease.release();
  clock.pass(60_000);
  await settled();
  assert.equal(rooms.peek("larger"), again.room, "a lease on the room before holds nothing");
  rooms.close();
});

Deno.test("fault D5: queued messages of people who have left neither change an unloaded board nor keep its memory", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const { room, release } = await rooms.acquire("a", CLIENT);
  let turn: (() => void) | undefined;
  const run = (work: () => void) => new Promise<void>((resolve) => turn = () => resolve(work()));
  const { session, socket } = seat(clock, { scheduler: { run, direct: { count: 0 }, admitLarge: () => undefined } });
  room.join(session);
  const editing = new Editing();
  finish(room.update(session, editing.next("x"), { isDifference: false }));
  const { generation } = room;
  const long = editing.next("y", "y".repeat(DIRECT_BYTES_MAX)).bytes;
  receive(room, session, encodeSync(SYNC.update, long).buffer);
  socket.readyState = WebSocket.CLOSED;
  let hasLeft = false;
  session.gone(() => {
    hasLeft = true;
    release();
  });
  rooms.unloadLargest(1e9, { keepBytes: 0 });
  assert.ok(hasLeft);
  turn!();
  await settled();
  assert.equal(room.generation, generation);
  assert.equal(rooms.size, 0);
});

Deno.test("fault D5: the structs of a loaded board count, because they take most of its memory", async () => {
  const store = new SlowStore();
  const structs = new Y.Doc(), bytes = new Y.Doc();
  structs.transact(() => {
    for (let i = 0; i < 20_000; i++) structs.getMap("shapes").set(i.toString(36), i);
  });
  bytes.getMap("shapes").set("x", new Uint8Array(1_000_000));
  for (const [board, doc] of Object.entries({ structs, bytes })) store.boards.set(board, [Y.encodeStateAsUpdate(doc)]);
  const { rooms } = registry(store);
  for (const board of ["bytes", "structs"]) await rooms.acquire(board, CLIENT);
  assert.ok(rooms.unloadLargest(1, { keepBytes: 0 }) > 8_000_000, "the memory of 20,000 structs");
  await settled();
  assert.deepEqual([rooms.peek("structs") === undefined, rooms.peek("bytes") === undefined], [true, false]);
  rooms.close();
});

Deno.test("fault D5: while memory is short a large board takes in strokes and no large pieces; they come back", async () => {
  const store = new SlowStore(), clock = new FakeClock();
  let isTight = false;
  const rooms = new RoomRegistry({ store, bus: new LocalBus(), clock, log: () => {}, isTight: () => isTight });
  const { room } = await rooms.acquire("a", CLIENT);
  const ann = seat(clock), ben = seat(clock), [byAnn, byBen] = [new Editing(), new Editing()];
  for (const { session } of [ann, ben]) room.join(session);
  finish(room.update(ann.session, byAnn.next("large", "x".repeat(1_100_000)), { isDifference: false }));
  await rooms.flush();
  isTight = true;
  finish(room.update(ben.session, byBen.next("stroke"), { isDifference: false }));
  assert.ok(ben.session.isOpen);
  finish(room.update(ann.session, byAnn.next("more", "x".repeat(100_000)), { isDifference: false }));
  clock.pass(1_000);
  assert.equal(ann.socket.closed?.code, CLOSE.tryAgain);
  await rooms.flush();
  assert.deepEqual(store.shapesOf("a"), ["large", "stroke"]);

  isTight = false;
  room.leave(ann.session);
  const again = seat(clock);
  room.join(again.session);
  const difference = scanOwnUpdate(Y.encodeStateAsUpdate(byAnn.doc));
  finish(room.update(again.session, difference, { isDifference: true }));
  await rooms.flush();
  assert.deepEqual(store.shapesOf("a"), ["large", "more", "stroke"]);
  rooms.close();
});

Deno.test("fault D5: when memory is short the client with the most memory loses boards first", async () => {
  const store = new SlowStore();
  const { rooms } = registry(store);
  const load = async (board: string, bytes: number, address: string) => {
    const doc = new Y.Doc();
    doc.getMap("shapes").set("x", new Uint8Array(bytes));
    store.boards.set(board, [Y.encodeStateAsUpdate(doc)]);
    await rooms.acquire(board, { address, network: address.slice(0, -2) });
    return rooms.peek(board)!.memoryBytes;
  };
  const size = await load("class", 1_200_000, "198.51.100.1");
  for (let i = 0; i < 20; i++) await load(`small ${i}`, 100_000 + i, "192.0.2.1");
  await load("neighbor", 110_000, "192.0.2.2");

  assert.ok(rooms.unloadLargest(1, { keepBytes: 0 }) > 0);
  await settled();
  assert.equal(rooms.peek("small 19"), undefined, "the largest board of the largest client");
  assert.equal(rooms.size, 21);

  rooms.unloadLargest(1e9, { keepBytes: 2 * size });
  await settled();
  assert.ok(rooms.peek("class"), "it is the largest board, but its client holds less");
  assert.ok(rooms.peek("neighbor"), "so does the neighbor in the network");
  assert.ok(rooms.size < 15, `${rooms.size} boards`);
  rooms.close();
});
