import assert from "node:assert/strict";
import * as Y from "yjs";
import { GAPS_MAX, PIECE_BYTES } from "../../../board/limits.ts";
import { CLOSE } from "../../../board/wire/protocol.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, framesOf, IMPOSSIBLE, keysSeenBy, seat, stall } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

function liveRoom() {
  const clock = new FakeClock();
  const store = new SlowStore();
  const log: string[] = [];
  const options = {
    board: "a",
    store,
    bus: new LocalBus(),
    clock,
    log: (_level: string, event: string) => log.push(event),
  };
  return { clock, store, log, room: new Room({ head: EMPTY_HEAD, updates: [] }, options) };
}

const asUpdate = { isDifference: false };

Deno.test("an update that cannot be applied affects only its sender, and nothing else is lost", async () => {
  const { room, clock, store, log } = liveRoom();
  const [ann, eve, bob] = [seat(clock), seat(clock), seat(clock)];
  room.join(ann.session);
  room.join(eve.session);
  const editing = new Editing();
  finish(room.update(ann.session, editing.next("before"), asUpdate));
  finish(room.update(eve.session, IMPOSSIBLE, asUpdate));
  finish(room.update(ann.session, editing.next("behind"), asUpdate));

  // A peer that connects during the rebuild has to reconnect, with a code that is not final.
  room.join(bob.session);
  room.answer(bob.session, new Uint8Array([0]));
  assert.equal(bob.socket.closed!.code, CLOSE.tryAgain);
  assert.throws(() => room.encode());

  await clock.passSlowly(200);
  assert.deepEqual(log, ["document rebuilt"]);
  assert.equal(eve.socket.closed!.code, CLOSE.malformed);
  assert.ok(ann.session.isOpen);
  assert.deepEqual(framesOf(ann).filter(({ kind }) => kind === "saved"), [{ kind: "saved", count: 2 }]);
  const stored = new Y.Doc();
  for (const update of store.boards.get("a")!) Y.applyUpdate(stored, update);
  assert.deepEqual([...stored.getMap("shapes").keys()].sort(), ["before", "behind"]);
  const late = seat(clock);
  room.join(late.session);
  room.answer(late.session, new Uint8Array([0]));
  await clock.passSlowly(20);
  assert.deepEqual(keysSeenBy(late).sort(), ["before", "behind"]);
  room.close();
});

Deno.test("an update that repeats known text and adds only a deletion is accepted", () => {
  const { room, clock } = liveRoom();
  const ann = seat(clock), ben = seat(clock);
  for (const { session } of [ann, ben]) room.join(session);
  const doc = new Y.Doc();
  const text = doc.getText("text/1");
  text.insert(0, "abc");
  finish(room.update(ann.session, scanOwnUpdate(Y.encodeStateAsUpdate(doc)), asUpdate));
  text.delete(1, 1);
  finish(room.update(ann.session, scanOwnUpdate(Y.encodeStateAsUpdate(doc)), asUpdate));
  const copy = new Y.Doc();
  Y.applyUpdate(copy, room.encode());
  assert.equal(copy.getText("text/1").toString(), "ac");
  assert.ok(ben.session.isOpen);
  room.close();
});

Deno.test("a lagging peer is brought up to date once it has read its queue, even if nothing else happens", async () => {
  const { room, clock } = liveRoom();
  const [ann, slow] = [seat(clock), seat(clock)];
  room.join(ann.session);
  room.join(slow.session);
  stall(slow);
  const editing = new Editing();
  for (const key of ["a", "b", "c"]) finish(room.update(ann.session, editing.next(key), asUpdate));
  await clock.passSlowly(1_000);
  assert.deepEqual(keysSeenBy(slow), []);
  slow.socket.drain();
  await clock.passSlowly(200);
  assert.deepEqual(keysSeenBy(slow).sort(), ["a", "b", "c"]);
  assert.ok(!slow.session.isLagging);
  finish(room.update(ann.session, editing.next("d"), asUpdate));
  assert.deepEqual(keysSeenBy(slow).sort(), ["a", "b", "c", "d"]);
  await clock.passSlowly(1_000);
  assert.equal(clock.pending, 0, "nobody is behind, nothing is watched");
});

Deno.test("a lagging peer in a busy room is not forgotten when the room becomes quiet", async () => {
  const { room, clock } = liveRoom();
  const crowd = Array.from({ length: 20 }, () => seat(clock));
  for (const { session } of crowd) room.join(session);
  const [ann, slow] = crowd;
  const editing = new Editing();
  for (let i = 0; i < 400; i++) {
    finish(room.update(ann.session, editing.next(`busy.${i}`), asUpdate));
    await clock.passSlowly(1, { step: 1 });
  }
  stall(slow);
  finish(room.update(ann.session, editing.next("last"), asUpdate));
  assert.ok(!slow.session.isLagging, "it waits for the tick, and is withheld there");
  await clock.passSlowly(50);
  assert.ok(slow.session.isLagging);
  slow.socket.drain();
  await clock.passSlowly(300);
  assert.ok(keysSeenBy(slow).includes("last"));
  room.close();
});

Deno.test("a lagging peer gets a missed notice about saving later", async () => {
  const { room, clock, store } = liveRoom();
  const [ann, slow] = [seat(clock), seat(clock)];
  room.join(ann.session);
  room.join(slow.session);
  stall(slow);
  store.pause = () => Promise.reject(new Error("the disk is full"));
  finish(room.update(ann.session, new Editing().next("a"), asUpdate));
  await clock.passSlowly(100);
  slow.socket.drain();
  await clock.passSlowly(200);
  const notices = () => framesOf(slow).flatMap((frame) => frame.kind === "notice" ? [frame.code] : []);
  assert.equal(notices().at(-1), "unsaved");
  store.pause = () => Promise.resolve();
  await clock.passSlowly(2_000);
  assert.equal(notices().at(-1), "saving");
  room.close();
});

Deno.test("a lagging peer gets the changes it missed, not the whole board", async () => {
  const { room, clock } = liveRoom();
  const [ann, slow] = [seat(clock), seat(clock)];
  room.join(ann.session);
  const editing = new Editing();
  for (let i = 0; i < 100; i++) finish(room.update(ann.session, editing.next(`before.${i}`), asUpdate));
  room.join(slow.session);
  room.answer(slow.session, new Uint8Array([0]));
  const before = slow.socket.sent.length;
  stall(slow);
  for (const key of ["a", "b"]) finish(room.update(ann.session, editing.next(key), asUpdate));
  slow.socket.drain();
  await clock.passSlowly(200);
  const missed = { ...slow, socket: { ...slow.socket, sent: slow.socket.sent.slice(before) } } as typeof slow;
  const structs = framesOf(missed).flatMap((frame) =>
    frame.kind === "update" || frame.kind === "step2" ? [scanOwnUpdate(frame.update).structs] : []
  );
  assert.equal(structs.reduce((sum, count) => sum + count, 0), 2);
  assert.equal(keysSeenBy(slow).length, 102);
  room.close();
});

Deno.test("a peer that falls behind during its first answer gets the rest of it, and then the changes it missed", async () => {
  const { room, clock } = liveRoom();
  const [ann, slow] = [seat(clock), seat(clock)];
  room.join(ann.session);
  const editing = new Editing();
  const large = new Uint8Array(PIECE_BYTES);
  for (let i = 0; i < 20; i++) finish(room.update(ann.session, editing.next(`before.${i}`, large), asUpdate));
  room.join(slow.session);
  slow.socket.reads = false;
  room.answer(slow.session, new Uint8Array([0]));
  for (const key of ["a", "b"]) finish(room.update(ann.session, editing.next(key), asUpdate));
  assert.ok(slow.session.isLagging);
  for (let i = 0; i < 20; i++) {
    slow.socket.bufferedAmount = 0;
    await clock.passSlowly(200, { step: 50 });
  }
  assert.equal(new Set(keysSeenBy(slow)).size, 22);
  assert.equal(slow.socket.sent.filter(({ length }) => length > PIECE_BYTES).length, 20, "nothing was sent twice");
  room.close();
});

Deno.test("a board in doubt is repaired when a peer asks for it, even if there is nothing to save", async () => {
  const { room, clock, log } = liveRoom();
  const eve = seat(clock);
  room.join(eve.session);
  finish(room.update(eve.session, IMPOSSIBLE, asUpdate));
  assert.throws(() => room.encode());
  await clock.passSlowly(10);
  assert.deepEqual(log, ["document rebuilt"]);
  assert.doesNotThrow(() => room.encode());
  room.close();
});

Deno.test("a complete difference resets the count of gaps", () => {
  const { room, clock } = liveRoom();
  const ann = seat(clock);
  room.join(ann.session);
  for (let times = 0; times <= GAPS_MAX; times++) {
    const editing = new Editing();
    editing.next("lost");
    finish(room.update(ann.session, editing.next("late"), asUpdate));
    finish(room.update(ann.session, scanOwnUpdate(Y.encodeStateAsUpdate(editing.doc)), { isDifference: true }));
  }
  assert.ok(ann.session.isOpen);
  assert.equal(ann.session.gaps, 0);
  room.close();
});
