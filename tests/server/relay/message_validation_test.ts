import assert from "node:assert/strict";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { DIRECT_BYTES_MAX, FLOOD_FRAMES_BURST, FLOOD_STRUCTS, FRAME_BYTES_MAX } from "../../../board/limits.ts";
import { CLOSE, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { Session } from "../../../server/session/session.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeServerSocket } from "../../support/peer/fake_socket.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

/** An update with this number of the smallest structs: deleted content. */
function structs(count: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const n of [1, count, 5, 0]) encoding.writeVarUint(encoder, n);
  for (let i = 0; i < count; i++) encoding.writeUint8Array(encoder, new Uint8Array([0, 1]));
  encoding.writeVarUint(encoder, 0);
  return encodeSync(SYNC.update, encoding.toUint8Array(encoder));
}

function peer(clock = new FakeClock()) {
  const options = { board: "a", store: new SlowStore(), bus: new LocalBus(), clock, log: () => {} };
  const room = new Room({ head: EMPTY_HEAD, updates: [] }, options);
  const socket = new FakeServerSocket();
  const floods: string[] = [];
  const onFlood = () => void floods.push("flood");
  const session = new Session(socket, { role: "editor", extended: true, clock, onFlood });
  room.join(session);
  return {
    room,
    session,
    socket,
    floods,
    send: (frame: Uint8Array<ArrayBuffer>) => receive(room, session, frame.buffer),
  };
}

Deno.test("a small update of many structs is charged like the frames it could have come in", () => {
  const { room, session, socket, floods, send } = peer();
  const perUpdate = 1_600;
  const update = structs(perUpdate);
  assert.ok(update.length <= DIRECT_BYTES_MAX, `${update.length} bytes`);
  const most = FLOOD_FRAMES_BURST / (1 + perUpdate / FLOOD_STRUCTS);
  for (let i = 1; i < most; i++) send(update);
  assert.ok(session.isOpen);
  send(update);
  assert.equal(socket.closed!.code, CLOSE.tooMany);
  assert.deepEqual(floods, ["flood"], "whoever opened the door hears of it");
  room.close();
});

Deno.test("a large update is not charged by its structs: a large board is sent at once", () => {
  const { room, session, send } = peer();
  const update = structs(2 * FLOOD_FRAMES_BURST * FLOOD_STRUCTS);
  assert.ok(update.length > DIRECT_BYTES_MAX && update.length < FRAME_BYTES_MAX, `${update.length} bytes`);
  send(update);
  assert.ok(session.isOpen);
  room.close();
});

Deno.test("too many frames end the session at once", () => {
  const { room, session, socket, floods, send } = peer();
  const nothing = encodeSync(SYNC.update, new Uint8Array([0, 0]));
  for (let i = 0; i < FLOOD_FRAMES_BURST; i++) send(nothing);
  assert.ok(session.isOpen);
  send(nothing);
  assert.equal(socket.closed!.code, CLOSE.tooMany);
  assert.deepEqual(floods, ["flood"]);
  room.close();
});

class CountingClock extends FakeClock {
  readings = 0;

  override now(): number {
    this.readings++;
    return super.now();
  }
}

Deno.test("relaying a message takes two readings of the clock", () => {
  const clock = new CountingClock();
  const { room, send } = peer(clock);
  const drawing = new Y.Doc();
  const frames: Uint8Array<ArrayBuffer>[] = [];
  drawing.on("update", (update: Uint8Array) => void frames.push(encodeSync(SYNC.update, update)));
  for (let i = 0; i < 10; i++) drawing.getMap("shapes").set(`a.${i}`, i);
  // The first one starts the timer of a save.
  send(frames[0]);
  clock.readings = 0;
  for (const frame of frames.slice(1)) send(frame);
  assert.equal(clock.readings, 2 * 9);
  room.close();
});
