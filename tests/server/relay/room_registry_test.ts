import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { RoomRegistry } from "../../../server/relay/room_registry.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { seeded } from "../../support/random.ts";
import { Editing, seat } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const CLIENT = { address: "192.0.2.1", network: "192.0.2" };

function registry(store: SlowStore) {
  const clock = new FakeClock();
  const log: string[] = [];
  const rooms = new RoomRegistry({ store, bus: new LocalBus(), clock, log: (_level, event) => log.push(event) });
  return { clock, rooms, log };
}

Deno.test("concurrent requests load a board once", async () => {
  const store = new SlowStore();
  const { rooms } = registry(store);
  const leases = await Promise.all(Array.from({ length: 10 }, () => rooms.acquire("a", CLIENT)));
  assert.equal(new Set(leases.map(({ room }) => room)).size, 1);
  assert.equal(store.loads.get("a"), 1);
  rooms.close();
});

Deno.test("while a large board is loaded, others get their turn", async () => {
  const store = new SlowStore();
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < 20_000; i++) doc.getMap("shapes").set(i.toString(36), new Uint8Array(50));
  });
  store.boards.set("a", [Y.encodeStateAsUpdate(doc)]);
  const { rooms } = registry(store);
  let turns = 0;
  const others = setInterval(() => void turns++);
  const { room } = await rooms.acquire("a", CLIENT);
  clearInterval(others);
  assert.ok(turns >= 4, `${turns} turns`);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, room.encode());
  assert.equal(copy.getMap("shapes").size, 20_000);
  rooms.close();
});

Deno.test("a failed load is reported to all that wait, and the next one tries again", async () => {
  const store = new SlowStore(() => Promise.reject(new Error("the store is away")));
  const { rooms } = registry(store);
  const results = await Promise.allSettled([rooms.acquire("a", CLIENT), rooms.acquire("a", CLIENT)]);
  assert.deepEqual(results.map(({ status }) => status), ["rejected", "rejected"]);
  assert.equal(rooms.size, 0);
  store.pause = () => Promise.resolve();
  await rooms.acquire("a", CLIENT);
  assert.equal(store.loads.get("a"), 2);
  assert.deepEqual(store.boards.size, 0, "nothing was written");
  rooms.close();
});

Deno.test("an unused room stays for 30 s, then is saved and unloaded", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const lease = await rooms.acquire("a", CLIENT);
  finish(lease.room.update(seat(clock).session, new Editing().next("x"), { isDifference: false }));
  lease.release();
  lease.release();
  clock.pass(10);
  const again = await rooms.acquire("a", CLIENT);
  assert.equal(again.room, lease.room, "who comes back in time finds it");
  again.release();
  await clock.passSlowly(29_000, { step: 1_000 });
  assert.equal(rooms.size, 1);
  await clock.passSlowly(2_000, { step: 1_000 });
  assert.equal(rooms.size, 0);
  assert.deepEqual(store.shapesOf("a"), ["x"]);
  assert.equal(clock.pending, 0);
});

Deno.test("a peer that connects while a room is being saved waits for it, and gets the saved state", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const first = await rooms.acquire("a", CLIENT);
  first.release();
  const saving = Promise.withResolvers<void>();
  store.pause = () => saving.promise;
  clock.pass(29_999);
  finish(first.room.update(seat(clock).session, new Editing().next("late"), { isDifference: false }));
  clock.pass(1);
  let second: Awaited<ReturnType<RoomRegistry["acquire"]>> | undefined;
  const acquiring = rooms.acquire("a", CLIENT).then((lease) => second = lease);
  await settled();
  assert.equal(second, undefined);
  saving.resolve();
  await acquiring;
  assert.notEqual(second!.room, first.room);
  assert.equal(store.loads.get("a"), 2);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, second!.room.encode());
  assert.ok(doc.getMap("shapes").has("late"));
  rooms.close();
});

Deno.test("a room that cannot be saved stays, because it is the only copy", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const lease = await rooms.acquire("a", CLIENT);
  store.pause = () => Promise.reject(new Error("the disk is full"));
  finish(lease.room.update(seat(clock).session, new Editing().next("x"), { isDifference: false }));
  lease.release();
  await clock.passSlowly(120_000, { step: 500 });
  assert.equal(rooms.size, 1);
  await assert.rejects(rooms.flush());
  store.pause = () => Promise.resolve();
  await clock.passSlowly(60_000, { step: 500 });
  assert.deepEqual(store.shapesOf("a"), ["x"]);
  assert.equal(rooms.size, 0);
});

Deno.test("a board that never finishes loading blocks neither saving nor shutdown", async () => {
  const store = new SlowStore();
  const { rooms, clock } = registry(store);
  const { room } = await rooms.acquire("a", CLIENT);
  const ann = seat(clock);
  room.join(ann.session);
  finish(room.update(ann.session, new Editing().next("x"), { isDifference: false }));
  const save = store.pause;
  store.pause = () => new Promise(() => {});
  void rooms.acquire("stuck", CLIENT);
  store.pause = save;
  await rooms.flush();
  rooms.closeSessions("bye");
  assert.deepEqual(store.shapesOf("a"), ["x"]);
  assert.deepEqual(ann.socket.closed, { code: CLOSE.restarting, reason: "bye" });
  rooms.close();
  rooms.close();
});

Deno.test("a closed registry leaves no timer, even if a lease is released later", async () => {
  const { rooms, clock } = registry(new SlowStore());
  const { release } = await rooms.acquire("a", CLIENT);
  rooms.close();
  release();
  assert.equal(clock.pending, 0);
});

Deno.test("a thousand connections and disconnections in any order, on a slow store, lose no edit", async () => {
  const random = seeded(11);
  const clock = new FakeClock();
  const store = new SlowStore(() => new Promise((resolve) => void clock.after(random.below(400), resolve)));
  const rooms = new RoomRegistry({ store, bus: new LocalBus(), clock, log: () => {} });
  const drawn = new Map<string, string[]>([["a", []], ["b", []], ["c", []]]);
  const visits: Promise<void>[] = [];
  for (let i = 0; i < 1_000; i++) {
    const board = random.pick([...drawn.keys()]);
    visits.push((async () => {
      const { room, release } = await rooms.acquire(board, CLIENT);
      const { session } = seat(clock);
      room.join(session);
      const edit = new Editing();
      finish(room.update(session, edit.next(`${board}.${i}`), { isDifference: false }));
      drawn.get(board)!.push(`${board}.${i}`);
      await new Promise<void>((resolve) => void clock.after(random.below(3_000), resolve));
      room.leave(session);
      release();
    })());
    // Mostly a crowd, sometimes a pause in which rooms are unloaded.
    await clock.passSlowly(random.below(20) === 0 ? 31_000 + random.below(800) : random.below(100), { step: 100 });
  }
  await clock.passSlowly(60_000, { step: 100 });
  await Promise.all(visits);
  await clock.passSlowly(60_000, { step: 100 });
  assert.equal(rooms.size, 0);
  assert.ok(store.loads.get("a")! > 5, `only ${store.loads.get("a")} loads`);
  for (const [board, keys] of drawn) assert.deepEqual(store.shapesOf(board), keys.sort());
});

Deno.test("a peer that no longer answers is disconnected, and its presence is removed", async () => {
  const { clock, rooms } = registry(new SlowStore());
  const { room } = await rooms.acquire("a", CLIENT);
  const [ann, ben] = [seat(clock), seat(clock)];
  for (const { session } of [ann, ben]) room.join(session);
  for (let second = 0; second < 60; second++) {
    ann.session.liveness.heard();
    clock.pass(1_000);
  }
  assert.equal(room.size, 1);
  assert.ok(ann.session.isOpen);
  assert.equal(ben.socket.closed?.code, CLOSE.tryAgain, "it may come back");
  rooms.close();
});
