import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { BOARD_RESERVE, BOARD_SHAPES_MAX, BOARD_STRUCTS_MAX } from "../../../board/limits.ts";
import { encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { LiveDocument } from "../../../server/document/live_document.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { seeded } from "../../support/random.ts";
import { framesOf, type Seat, seat } from "../../support/server/sessions.ts";
import { SlowStore } from "../../support/store/slow_store.ts";
import { stroke } from "../../support/board/strokes.ts";

/** A board with the maximum number of shapes. */
const largest = (() => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < BOARD_SHAPES_MAX; i++) doc.getMap("shapes").set(i.toString(36), 1);
  });
  return Y.encodeStateAsUpdate(doc);
})();

/** A peer with its own document, which sends its changes. */
class Person {
  readonly doc = new Y.Doc();
  readonly seat: Seat;
  readonly #room: Room;

  constructor(room: Room, options: Parameters<typeof seat>[1] = {}) {
    this.#room = room;
    this.seat = seat(room.clock, options);
    Y.applyUpdate(this.doc, room.encode());
    room.join(this.seat.session);
    this.doc.on("update", (update: Uint8Array) => this.#send(SYNC.update, update));
  }

  get shapes(): Y.Map<unknown> {
    return this.doc.getMap("shapes");
  }

  /** SyncResponses the server's last question. */
  sendDifference(): void {
    const asked = framesOf(this.seat).findLast((frame) => frame.kind === "step1")!;
    this.#send(SYNC.step2, Y.encodeStateAsUpdate(this.doc, asked.stateVector));
  }

  /** Number of times that the server asked for everything. */
  get questions(): number {
    return framesOf(this.seat).filter(({ kind }) => kind === "step1").length;
  }

  get notices(): string[] {
    return framesOf(this.seat).flatMap((frame) => frame.kind === "notice" && frame.code !== "role" ? [frame.code] : []);
  }

  get saved(): number | undefined {
    return framesOf(this.seat).flatMap((frame) => frame.kind === "saved" ? [frame.count] : []).at(-1);
  }

  #send(step: number, update: Uint8Array): void {
    receive(this.#room, this.seat.session, encodeSync(step, update).buffer);
  }
}

function openRoom(stored: readonly Uint8Array[]) {
  const clock = new FakeClock(), store = new SlowStore();
  store.boards.set("a", [...stored]);
  const head = { ...EMPTY_HEAD, seq: stored.length };
  const options = { board: "a", store, bus: new LocalBus(), clock, log: () => {} };
  return { clock, store, room: new Room({ head, updates: stored }, options) };
}

function shapesIn(room: Room): Set<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, room.encode());
  return new Set(doc.getMap("shapes").keys());
}

Deno.test("one shape more than a board may have is refused with a notice; deletions make room, and then it is taken and saved", async () => {
  const { room, clock } = openRoom([largest]);
  const [ann, bob] = [new Person(room), new Person(room)];
  ann.shapes.set("more", 1);
  assert.deepEqual(ann.notices, ["full"]);
  ann.shapes.set("more still", 1);
  ann.shapes.set("and more", 1);
  assert.ok(ann.seat.session.isOpen, "what builds on it is no reason to close the connection");
  assert.deepEqual(ann.notices, ["full"], "it is said once");
  await clock.passSlowly(2_000, { step: 100 });
  assert.equal(ann.saved, undefined, "nothing of it is called saved");
  assert.ok(!shapesIn(room).has("more"));

  bob.doc.getMap("meta").set("title", "of somebody else");
  await clock.passSlowly(2_000, { step: 100 });
  assert.equal(bob.saved, 1, "what is no shape is taken");
  assert.deepEqual(bob.notices, []);

  ann.shapes.delete("0");
  ann.shapes.delete("1");
  ann.shapes.delete("2");
  await clock.passSlowly(2_000, { step: 100 });
  assert.equal(ann.saved, undefined, "it is durable, but the frames before it are not");
  assert.equal(ann.questions, 2, "there is room, so the server asks for what it lacks");
  ann.sendDifference();
  await clock.passSlowly(100);
  assert.ok(shapesIn(room).has("more") && shapesIn(room).has("and more"));
  assert.equal(ann.saved, 7);
  assert.deepEqual(ann.notices, ["full", "accepted"]);
  room.close();
});

Deno.test("fault D2: a full board that does not change is measured once, however much is refused", async () => {
  const { room, clock } = openRoom([largest]);
  const ann = new Person(room);
  const { measure } = LiveDocument.prototype;
  let measurements = 0;
  LiveDocument.prototype.measure = function () {
    measurements++;
    measure.call(this);
  };
  try {
    for (let i = 0; i < 20; i++) {
      ann.shapes.set(`more.${i}`, 1);
      await clock.passSlowly(500, { step: 100 });
    }
  } finally {
    LiveDocument.prototype.measure = measure;
  }
  assert.equal(measurements, 1);
  assert.deepEqual(ann.notices, ["full"]);
  room.close();
});

Deno.test("later deletions and changes of refused shapes disconnect neither their author nor others", () => {
  const { room } = openRoom([largest]);
  const ann = new Person(room);
  ann.shapes.set("more", 1);
  for (let i = 0; i < 10; i++) {
    ann.shapes.set("more", i);
    ann.shapes.delete("more");
  }
  ann.sendDifference();
  assert.ok(ann.seat.session.isOpen);
  room.close();
});

Deno.test("a peer that deletes its refused changes has nothing unsaved left", async () => {
  const { room, clock } = openRoom([largest]);
  const ann = new Person(room);
  ann.shapes.set("more", 1);
  ann.shapes.delete("more");
  await clock.passSlowly(2_000, { step: 100 });
  assert.equal(ann.questions, 2);
  ann.sendDifference();
  await clock.passSlowly(100);
  assert.deepEqual(ann.notices, ["full", "accepted"]);
  assert.equal(ann.saved, 3);
  room.close();
});

Deno.test("a stock client is told by the stock protocol that the board is full", () => {
  const { room } = openRoom([largest]);
  const stock = new Person(room, { extended: false });
  stock.shapes.set("more", 1);
  assert.equal(framesOf(stock.seat).filter(({ kind }) => kind === "denied").length, 1);
  room.close();
});

Deno.test("a board beyond the maximum size opens, and shapes can be deleted with their arrows", async () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, largest);
  doc.transact(() => {
    for (let i = 0; i < 1_000; i++) doc.getMap("shapes").set(`over.${i}`, 1);
    doc.getMap("edits").set("arrow/endLeft", 1);
  });
  const { room, clock } = openRoom([Y.encodeStateAsUpdate(doc)]);
  const ann = new Person(room);
  ann.doc.transact(() => {
    ann.shapes.delete("over.1");
    ann.doc.getMap("edits").set("arrow/endLeft", 2);
  });
  await clock.passSlowly(100);
  assert.deepEqual(ann.notices, []);
  assert.equal(ann.saved, 1);
  assert.ok(!shapesIn(room).has("over.1"));
  room.close();
});

/** A board with some more structs than the reserve allows. */
function beyondReserve(): Board {
  const board = new Board(), random = seeded(1);
  board.transact(() => {
    for (let i = 0; i < 9; i++) board.add(stroke(`s.${i}`, random));
  }, "local");
  board.transact(() => {
    for (let i = 0; i < 9; i++) board.edit(`s.${i}`, "locked", true);
  }, "local");
  const filling = board.doc.getMap("filling");
  board.doc.transact(() => {
    for (let i = 0; i < BOARD_STRUCTS_MAX * (1 + BOARD_RESERVE); i++) filling.set(i.toString(36), 1);
  });
  return board;
}

Deno.test("on a board far beyond its largest size shapes can be deleted with their edits", async () => {
  const { room, clock } = openRoom([Y.encodeStateAsUpdate(beyondReserve().doc)]);
  const ann = new Person(room);
  const board = new Board(ann.doc);
  let structs = 0;
  ann.doc.on("update", (update: Uint8Array) => void (structs += scanOwnUpdate(update).structs));
  board.remove(new Set(Array.from({ length: 8 }, (_, i) => `s.${i}`)));
  assert.ok(structs > 0, "the edits of the last shape are written anew");
  await clock.passSlowly(100);
  assert.deepEqual(ann.notices, []);
  assert.equal(ann.saved, 1);
  assert.deepEqual([...shapesIn(room)], ["s.8"]);
  room.close();
});

Deno.test("on a board far beyond its largest size nothing is added that takes more than what is deleted with it", () => {
  const { room } = openRoom([Y.encodeStateAsUpdate(beyondReserve().doc)]);
  const changes: ((filling: Y.Map<unknown>) => void)[] = [
    (filling) => filling.set("0", 2),
    (filling) => {
      for (const key of ["0", "1", "2"]) filling.delete(key);
      filling.set("3", new Uint8Array(1_000));
    },
  ];
  for (const change of changes) {
    const ann = new Person(room);
    ann.doc.transact(() => change(ann.doc.getMap("filling")));
    assert.deepEqual(ann.notices, ["full"]);
    room.leave(ann.seat.session);
  }
  room.close();
});

Deno.test("structs beyond the limit of an update are counted when the board is loaded", () => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i <= BOARD_STRUCTS_MAX; i++) doc.getMap("edits").set(i.toString(36), 1);
  });
  const { room } = openRoom([Y.encodeStateAsUpdate(doc)]);
  const ann = new Person(room);
  ann.shapes.set("more", 1);
  assert.deepEqual(ann.notices, ["full"]);
  room.close();
});
