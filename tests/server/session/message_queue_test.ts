import assert from "node:assert/strict";
import * as Y from "yjs";
import { QUEUED_MESSAGES_MAX, TURN_STRUCTS } from "../../../board/limits.ts";
import { CLOSE, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { Editing, framesOf, keysSeenBy, type Seat, seat } from "../../support/server/sessions.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

/** A room with two people. Turns pass one by one, when the test says so. */
class Fixture {
  readonly clock = new FakeClock();
  readonly room: Room;
  readonly ann: Seat;
  readonly ben: Seat;
  readonly waiting: (() => void)[] = [];
  /** What the queues have reserved, bytes; reservations over the limit are refused. */
  reserved = 0;
  limit = Infinity;
  full: "address" | "network" | undefined;

  constructor() {
    const options = { board: "a", store: new SlowStore(), bus: new LocalBus(), clock: this.clock, log: () => {} };
    this.room = new Room({ head: EMPTY_HEAD, updates: [] }, options);
    const scheduler = {
      run: (work: () => void) => new Promise<void>((resolve) => void this.waiting.push(() => resolve(work()))),
      direct: { count: 0 },
      admitLarge: () => this.full,
    };
    const reserve = (bytes: number) => this.#reserve(bytes);
    [this.ann, this.ben] = [seat(this.clock, { scheduler, reserve }), seat(this.clock, { scheduler, reserve })];
    for (const { session } of [this.ann, this.ben]) this.room.join(session);
  }

  #reserve(bytes: number) {
    if (this.reserved + bytes > this.limit) return undefined;
    this.reserved += bytes;
    const resize = (more: number) => {
      if (this.reserved + more - bytes > this.limit) return false;
      this.reserved += more - bytes;
      bytes = more;
      return true;
    };
    return { bytes, evict: undefined, isIdle: false, resize, [Symbol.dispose]: () => void resize(0) };
  }

  send({ session }: Seat, update: Uint8Array, step: number = SYNC.update): void {
    receive(this.room, session, encodeSync(step, update).buffer);
  }

  async turn(): Promise<void> {
    this.waiting.shift()!();
    await settled();
  }

  async end(): Promise<void> {
    while (this.waiting.length > 0) await this.turn();
    await this.room.flush();
    this.room.close();
  }
}

function keys(doc: Y.Doc, from: number, count: number): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    for (let i = from; i < from + count; i++) doc.getMap("shapes").set(`k.${i}`, "a stroke of some size");
  });
  return Y.encodeStateAsUpdate(doc, before);
}

Deno.test("a large update is handled in slices, and others are relayed between them", async () => {
  const fixture = new Fixture();
  const { ann, ben } = fixture;
  const doc = new Y.Doc();
  fixture.send(ann, keys(doc, 0, 3 * TURN_STRUCTS));
  assert.deepEqual(keysSeenBy(ben), [], "it waits for its turn");
  const editing = new Editing();
  let turns = 0;
  for (; fixture.waiting.length > 0; turns++) {
    await fixture.turn();
    fixture.send(ben, editing.next(`ben.${turns}`).bytes);
    assert.ok(keysSeenBy(ann).includes(`ben.${turns}`));
    // The clock stands still, so a turn ends only with the queue.
    fixture.clock.pass(5);
  }
  await fixture.end();
  assert.equal(new Set(keysSeenBy(ben)).size, 3 * TURN_STRUCTS);
  const board = new Y.Doc();
  Y.applyUpdate(board, fixture.room.encode());
  assert.equal(board.getMap("shapes").size, 3 * TURN_STRUCTS + turns);
  const saved = framesOf(ann).flatMap((frame) => frame.kind === "saved" ? [frame.count] : []);
  assert.deepEqual(saved, [1], "only the whole frame is acknowledged");
});

Deno.test("the messages of one connection keep their order: a small one waits for the large one before it", async () => {
  const fixture = new Fixture();
  const { ann, ben } = fixture;
  const doc = new Y.Doc();
  fixture.send(ann, keys(doc, 0, 2 * TURN_STRUCTS));
  fixture.send(ann, keys(doc, 2 * TURN_STRUCTS, 1));
  assert.deepEqual(keysSeenBy(ben), []);
  await fixture.end();
  assert.equal(keysSeenBy(ben).at(-1), `k.${2 * TURN_STRUCTS}`);
  assert.ok(ann.session.isOpen);
  assert.equal(fixture.reserved, 0);
});

Deno.test("pending pieces are joined in turns, even if the last one is small", async () => {
  const fixture = new Fixture();
  const { ann, ben } = fixture;
  const doc = new Y.Doc();
  const first = keys(doc, 0, 1);
  for (const from of [1, 1 + TURN_STRUCTS]) fixture.send(ann, keys(doc, from, TURN_STRUCTS));
  while (fixture.waiting.length > 0) await fixture.turn();
  const { reserved } = fixture;
  assert.ok(reserved > 0);
  fixture.send(ann, first, SYNC.step2);
  fixture.send(ann, keys(doc, 1 + 2 * TURN_STRUCTS, 1));
  assert.deepEqual([fixture.waiting.length, keysSeenBy(ben)], [1, []]);
  assert.ok(fixture.reserved >= reserved, "the pieces still take memory");
  while (fixture.waiting.length > 0) await fixture.turn();
  fixture.clock.pass(1_000);
  assert.equal(new Set(keysSeenBy(ben)).size, 2 + 2 * TURN_STRUCTS);
  assert.equal(fixture.reserved, 0);
  await fixture.end();
});

Deno.test("messages that wait when a connection ends are handled before its session leaves", async () => {
  const fixture = new Fixture();
  const { ann, ben, room } = fixture;
  fixture.send(ann, keys(new Y.Doc(), 0, 2 * TURN_STRUCTS));
  ann.socket.readyState = WebSocket.CLOSED;
  const order: string[] = [];
  ann.session.gone(() => {
    order.push(`left after ${new Set(keysSeenBy(ben)).size}`);
    room.leave(ann.session);
  });
  await fixture.end();
  assert.deepEqual(order, [`left after ${2 * TURN_STRUCTS}`]);
  assert.equal(room.size, 1);
});

Deno.test("a queue that is not handled in time after the end is dropped", async () => {
  const fixture = new Fixture();
  const { ann } = fixture;
  fixture.send(ann, keys(new Y.Doc(), 0, 2 * TURN_STRUCTS));
  let hasLeft = false;
  ann.session.gone(() => hasLeft = true);
  fixture.clock.pass(30_000);
  assert.ok(hasLeft);
  assert.equal(fixture.reserved, 0);
  await fixture.end();
});

Deno.test("after a refusal nothing that waits is used", async () => {
  const fixture = new Fixture();
  const { ann, ben } = fixture;
  fixture.send(ann, keys(new Y.Doc(), 0, 2 * TURN_STRUCTS));
  ann.session.refuse(CLOSE.malformed, "a later frame was malformed", "malformed");
  await fixture.end();
  assert.deepEqual(keysSeenBy(ben), []);
});

Deno.test("after a malformed message of a peer that has closed its side, nothing later is used", async () => {
  const fixture = new Fixture();
  const { ann, ben, room } = fixture;
  const doc = new Y.Doc();
  fixture.send(ann, keys(doc, 0, 2 * TURN_STRUCTS));
  fixture.send(ann, new Uint8Array([255]));
  fixture.send(ann, keys(doc, 2 * TURN_STRUCTS, 1));
  ann.socket.readyState = WebSocket.CLOSED;
  ann.session.gone(() => room.leave(ann.session));
  await fixture.end();
  assert.equal(new Set(keysSeenBy(ben)).size, 2 * TURN_STRUCTS);
  assert.equal(room.size, 1);
});

Deno.test("without memory for what waits the connection is closed, and its client comes back later", async () => {
  const fixture = new Fixture();
  fixture.limit = 100_000;
  const { ann } = fixture;
  const doc = new Y.Doc();
  fixture.send(ann, keys(doc, 0, 2 * TURN_STRUCTS));
  fixture.send(ann, keys(doc, 2 * TURN_STRUCTS, 2 * TURN_STRUCTS));
  fixture.clock.pass(1_000);
  assert.equal(ann.socket.closed!.code, CLOSE.tryAgain);
  assert.equal(fixture.reserved, 0);
  await fixture.end();
});

for (const [full, code] of [["address", CLOSE.tooMany], ["network", CLOSE.tryAgain]] as const) {
  Deno.test(`when an ${full} sends too many large messages, its connection is closed, but small ones pass`, async () => {
    const fixture = new Fixture();
    const { ann, ben } = fixture;
    fixture.full = full;
    fixture.send(ben, new Editing().next("small").bytes);
    fixture.send(ann, keys(new Y.Doc(), 0, 2 * TURN_STRUCTS));
    fixture.clock.pass(1_000);
    assert.equal(ann.socket.closed!.code, code);
    assert.deepEqual([ben.session.isOpen, keysSeenBy(ann)], [true, ["small"]]);
    await fixture.end();
  });
}

Deno.test("a connection whose messages do not stop is closed as a flood", async () => {
  const fixture = new Fixture();
  const { ann } = fixture;
  fixture.send(ann, keys(new Y.Doc(), 0, 2 * TURN_STRUCTS));
  for (let i = 0; i < QUEUED_MESSAGES_MAX && ann.session.isOpen; i++) {
    fixture.send(ann, new Uint8Array([0, 0]));
    fixture.clock.pass(1);
  }
  assert.equal(ann.socket.closed!.code, CLOSE.tooMany);
  await fixture.end();
});
