import assert from "node:assert/strict";
import * as Y from "yjs";
import { CLOSE } from "../../../board/wire/protocol.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { deletedStructs } from "../../fault/fuzz/hostile_update.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, framesOf, seat } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

function attacked() {
  const clock = new FakeClock();
  const store = new SlowStore();
  const room = new Room({ head: EMPTY_HEAD, updates: [] }, {
    board: "a",
    store,
    bus: new LocalBus(),
    clock,
    log: () => {},
  });
  const [ann, eve] = [seat(clock), seat(clock)];
  room.join(ann.session);
  room.join(eve.session);
  const keys = () => {
    const doc = new Y.Doc();
    for (const update of store.boards.get("a") ?? []) Y.applyUpdate(doc, update);
    return [...doc.getMap("shapes").keys()].sort();
  };
  return { clock, room, ann, eve, editing: new Editing(), keys };
}

for (const isDifference of [false, true]) {
  Deno.test(`a peer cannot overwrite the edits of a connected peer, ${isDifference ? "by a difference" : "by an update"}`, async () => {
    const { clock, room, ann, eve, editing, keys } = attacked();
    finish(room.update(ann.session, editing.next("one"), { isDifference: false }));
    for (let i = 0; i < 5; i++) {
      const poison = scanOwnUpdate(deletedStructs(editing.doc.clientID, 1, 1_000));
      if (eve.session.isOpen) finish(room.update(eve.session, poison, { isDifference }));
    }
    finish(room.update(ann.session, editing.next("two"), { isDifference: false }));
    await clock.passSlowly(1_500);
    assert.deepEqual(keys(), ["one", "two"]);
    room.close();
  });
}

Deno.test("a peer that reconnects gets its id back once the old connection has ended", async () => {
  const { clock, room, ann, eve, editing, keys } = attacked();
  finish(room.update(ann.session, editing.next("one"), { isDifference: false }));
  room.leave(ann.session);
  finish(room.update(eve.session, editing.next("two"), { isDifference: false }));
  await clock.passSlowly(200);
  assert.deepEqual(keys(), ["one", "two"]);
  assert.equal(eve.socket.closed, undefined);
  room.close();
});

Deno.test("a second tab that receives a stroke before the server is asked again, and loses nothing", async () => {
  const { clock, room, ann, eve, editing, keys } = attacked();
  finish(room.update(ann.session, editing.next("one"), { isDifference: false }));
  const next = editing.next("two");
  finish(room.update(eve.session, next, { isDifference: true }));
  finish(room.update(ann.session, next, { isDifference: false }));
  finish(room.update(eve.session, scanOwnUpdate(new Uint8Array([0, 0])), { isDifference: true }));
  await clock.passSlowly(200);
  assert.ok(eve.session.isOpen);
  assert.deepEqual(keys(), ["one", "two"]);
  room.close();
});

Deno.test("a peer that claims the presence of another with a newer entry still may not write under its id", async () => {
  const { clock, room, ann, eve, editing, keys } = attacked();
  const { clientID } = editing.doc;
  room.hearPresence(ann.session, awareness({ id: clientID, clock: 1, state: {} }));
  finish(room.update(ann.session, editing.next("one"), { isDifference: false }));
  room.hearPresence(eve.session, awareness({ id: clientID, clock: 99, state: {} }));
  finish(room.update(eve.session, scanOwnUpdate(deletedStructs(clientID, 1, 1_000)), { isDifference: false }));
  assert.ok(framesOf(ann).some(({ kind }) => kind === "queryAwareness"), "she is asked for a sign of life");
  ann.session.liveness.heard();
  finish(room.update(ann.session, editing.next("two"), { isDifference: false }));
  await clock.passSlowly(10_000);
  assert.deepEqual(keys(), ["one", "two"]);
  assert.ok(ann.session.isOpen);
  room.close();
});

Deno.test("a stock client is asked for a sign of life by a frame with a short answer, not by everybody's presence", () => {
  const { clock, room, eve, editing } = attacked();
  const stock = seat(clock, { extended: false });
  room.join(stock.session);
  finish(room.update(stock.session, editing.next("one"), { isDifference: false }));
  const before = framesOf(stock).length;
  finish(room.update(eve.session, editing.next("two"), { isDifference: false }));
  assert.deepEqual(framesOf(stock).slice(before).map(({ kind }) => kind), ["step1"]);
  room.close();
});

Deno.test("a dead connection whose owner has reconnected loses its ids", async () => {
  const { clock, room, ann: lost, eve: back, editing, keys } = attacked();
  const { clientID } = editing.doc;
  room.hearPresence(lost.session, awareness({ id: clientID, clock: 1, state: {} }));
  finish(room.update(lost.session, editing.next("one"), { isDifference: false }));
  finish(room.update(back.session, editing.next("two"), { isDifference: true }));
  await clock.passSlowly(3_100);
  assert.equal(lost.socket.closed?.code, CLOSE.tryAgain);
  finish(room.update(back.session, scanOwnUpdate(new Uint8Array([0, 0])), { isDifference: true }));
  await clock.passSlowly(300);
  assert.deepEqual(keys(), ["one", "two"]);
  room.hearPresence(back.session, awareness({ id: clientID, clock: 2, state: {} }));
  assert.equal(room.size, 1);
  room.close();
});
