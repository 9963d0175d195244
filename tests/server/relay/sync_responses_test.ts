import assert from "node:assert/strict";
import { PIECE_BYTES, QUEUE_SOFT_BYTES } from "../../../board/limits.ts";
import { CLOSE } from "../../../board/wire/protocol.ts";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, keysSeenBy, type Seat, seat, stall } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const NOTHING = new Uint8Array([0]);
/** State vector of an unknown client: everything is missing, and no other peer asks the same. */
const OWN = new Uint8Array([1, 9, 9]);
const KEYS = 20;

/** A board of 5 MiB, and a budget for the queues of its peers. */
function largeBoard(totalBytes: number) {
  const clock = new FakeClock(), editing = new Editing(), store = new SlowStore();
  const large = new Uint8Array(PIECE_BYTES);
  const updates = Array.from({ length: KEYS }, (_, i) => editing.next(`k.${i}`, large).bytes);
  store.boards.set("a", updates);
  const options = { board: "a", store, bus: new LocalBus(), clock, log: () => {} };
  const room = new Room({ head: { ...EMPTY_HEAD, seq: KEYS }, updates }, options);
  const budget = new MemoryBudget({ totalBytes, shares: { address: 1, network: 1, board: 1 } });
  const come = (address: string): Seat => {
    const holder = { address, network: address };
    const reader = seat(room.clock, {
      role: "viewer",
      reserve: (bytes, evict) => budget.reserve(bytes, holder, evict),
    });
    room.join(reader.session);
    reader.socket.reads = false;
    return reader;
  };
  return { clock, room, budget, editing, come };
}

const seen = (reader: Seat) => new Set(keysSeenBy(reader)).size;

Deno.test("an answer that is read slowly uses memory of the budget until it is sent", () => {
  const { clock, room, budget, come } = largeBoard(10 * QUEUE_SOFT_BYTES);
  const ann = come("ann");
  room.answer(ann.session, NOTHING);
  assert.equal(budget.usedBytes, QUEUE_SOFT_BYTES);
  ann.socket.drain();
  clock.pass(100);
  assert.equal(seen(ann), KEYS);
  assert.equal(budget.usedBytes, 0);
  room.close();
});

Deno.test("without memory a slow answer waits, and continues when there is some", () => {
  const { clock, room, budget, come } = largeBoard(1.5 * QUEUE_SOFT_BYTES);
  const [ann, bob] = [come("ann"), come("bob")];
  room.answer(ann.session, NOTHING);
  room.answer(bob.session, NOTHING);
  bob.socket.bufferedAmount = 0;
  const sent = bob.socket.sent.length;
  clock.pass(1_000);
  assert.equal(bob.socket.sent.length, sent);
  room.leave(ann.session);
  bob.socket.drain();
  clock.pass(1_000);
  assert.equal(seen(bob), KEYS);
  assert.equal(budget.usedBytes, 0, "of somebody who left nothing is kept either");
  room.close();
});

Deno.test("a peer that has a part gets the shared frames when there is no memory for its own", () => {
  const { clock, room, budget, come } = largeBoard(2 * QUEUE_SOFT_BYTES);
  const ann = come("ann");
  room.answer(ann.session, OWN);
  ann.socket.drain();
  clock.pass(1_000);
  assert.equal(seen(ann), KEYS);
  assert.equal(budget.usedBytes, 0);
  room.close();
});

Deno.test("a peer that falls behind when there is no memory has to reconnect", () => {
  const { room, editing, come } = largeBoard(QUEUE_SOFT_BYTES);
  const [ann, slow] = [come("ann"), come("slow")];
  stall(slow);
  finish(room.update(ann.session, editing.next("more"), { isDifference: false }));
  assert.equal(slow.socket.closed?.code, CLOSE.tryAgain);
  assert.ok(ann.session.isOpen);
  room.close();
});

Deno.test("questions during an answer are answered once", () => {
  const { clock, room, come } = largeBoard(10 * QUEUE_SOFT_BYTES);
  const ann = come("ann");
  for (let times = 0; times < 100; times++) room.answer(ann.session, NOTHING);
  ann.socket.drain();
  clock.pass(1_000);
  assert.equal(ann.socket.sent.filter(({ length }) => length > PIECE_BYTES).length, 2 * KEYS);
  room.close();
});

Deno.test("an answer continues at once as long as the peer reads", () => {
  const { clock, room, come } = largeBoard(10 * QUEUE_SOFT_BYTES);
  const ann = come("ann");
  room.answer(ann.session, NOTHING);
  let ms = 0;
  for (; seen(ann) < KEYS; ms++) {
    ann.socket.bufferedAmount = 0;
    clock.pass(1);
  }
  assert.ok(ms <= KEYS * PIECE_BYTES / QUEUE_SOFT_BYTES, `${ms} ms`);
  room.close();
});
