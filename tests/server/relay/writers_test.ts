import assert from "node:assert/strict";
import * as Y from "yjs";
import { scanUpdate } from "../../../board/update.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { deletedStructs } from "../../fault/hostile_update.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, seat } from "../../support/sessions.ts";
import { SlowStore } from "../../support/slow_store.ts";

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
  Deno.test(`nobody takes the place of the edits of somebody who is here, ${isDifference ? "by a difference" : "by an update"}`, async () => {
    const { clock, room, ann, eve, editing, keys } = attacked();
    room.update(ann.session, editing.next("one"), { isDifference: false });
    for (let i = 0; i < 5; i++) {
      const poison = scanUpdate(deletedStructs(editing.doc.clientID, 1, 1_000));
      if (eve.session.isOpen) room.update(eve.session, poison, { isDifference });
    }
    room.update(ann.session, editing.next("two"), { isDifference: false });
    await clock.passSlowly(1_500);
    assert.deepEqual(keys(), ["one", "two"]);
    room.close();
  });
}

Deno.test("who comes back has its id again once the old connection has ended", async () => {
  const { clock, room, ann, eve, editing, keys } = attacked();
  room.update(ann.session, editing.next("one"), { isDifference: false });
  room.leave(ann.session);
  room.update(eve.session, editing.next("two"), { isDifference: false });
  await clock.passSlowly(200);
  assert.deepEqual(keys(), ["one", "two"]);
  assert.equal(eve.socket.closed, undefined);
  room.close();
});

Deno.test("a second tab that hears of a stroke before the server does is asked again, and loses nothing", async () => {
  const { clock, room, ann, eve, editing, keys } = attacked();
  room.update(ann.session, editing.next("one"), { isDifference: false });
  const next = editing.next("two");
  room.update(eve.session, next, { isDifference: true });
  room.update(ann.session, next, { isDifference: false });
  room.update(eve.session, scanUpdate(new Uint8Array([0, 0])), { isDifference: true });
  await clock.passSlowly(200);
  assert.ok(eve.session.isOpen);
  assert.deepEqual(keys(), ["one", "two"]);
  room.close();
});
