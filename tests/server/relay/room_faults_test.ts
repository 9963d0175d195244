import assert from "node:assert/strict";
import { CLOSE, encodeAwareness, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { receive } from "../../../server/relay/message_validation.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Editing, keysSeenBy, type Seat, seat, stall } from "../../support/server/sessions.ts";
import { finish } from "../../../server/session/steps.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const NOTHING = new Uint8Array([0]);
const asUpdate = { isDifference: false };

/** A room with one honest peer, `ann`, who has drawn "before", and a peer whose socket the test breaks. */
class FaultyRoom {
  readonly clock = new FakeClock();
  readonly store = new SlowStore();
  readonly faults: unknown[] = [];
  readonly bus = new LocalBus();
  readonly room: Room;
  readonly ann: Seat;
  readonly broken: Seat;
  readonly editing = new Editing();

  constructor() {
    this.room = new Room({ head: EMPTY_HEAD, updates: [] }, {
      board: "a",
      store: this.store,
      bus: this.bus,
      clock: this.clock,
      log: (_level, event, fields) => void (event === "room failed" && this.faults.push(fields?.board)),
    });
    this.ann = seat(this.room.clock);
    this.broken = seat(this.room.clock);
    this.room.join(this.ann.session);
    this.room.join(this.broken.session);
    this.draw("before");
  }

  draw(key: string): void {
    const frame = encodeSync(SYNC.update, this.editing.next(key).bytes);
    receive(this.room, this.ann.session, frame.buffer);
  }

  /** From now on the socket throws on every send. */
  break(): void {
    this.broken.socket.send = () => {
      throw new Error("broken");
    };
  }
}

/** Actions of a room, by itself or on request; each meets an error of ours. */
const entries: Record<string, (faulty: FaultyRoom) => void | Promise<void>> = {
  "joining": ({ room }) => {
    const late = seat(room.clock);
    late.socket.send = () => {
      throw new Error("broken");
    };
    room.join(late.session);
  },
  "relaying an update": (faulty) => {
    faulty.break();
    faulty.draw("during");
  },
  "leaving": async ({ room, broken, ann, clock }) => {
    receive(room, ann.session, encodeAwareness(awareness({ id: 5, clock: 1, state: {} })).buffer);
    await clock.passSlowly(100);
    broken.socket.send = () => {
      throw new Error("broken");
    };
    room.leave(ann.session);
  },
  "the tick of a busy room": async (faulty) => {
    const { clock, room } = faulty;
    for (let i = 0; i < 20; i++) room.join(seat(room.clock).session);
    for (let i = 0; i < 400; i++) {
      faulty.draw(`busy.${i}`);
      await clock.passSlowly(1, { step: 1 });
    }
    faulty.draw("during");
    faulty.break();
    clock.pass(100);
  },
  "catching up": (faulty) => {
    stall(faulty.broken);
    faulty.draw("during");
    faulty.broken.socket.drain();
    faulty.break();
    faulty.clock.pass(100);
  },
  "a long answer": (faulty) => {
    stall(faulty.broken);
    faulty.room.answer(faulty.broken.session, NOTHING);
    faulty.broken.socket.drain();
    faulty.break();
    faulty.clock.pass(100);
  },
  "acknowledging": async (faulty) => {
    faulty.ann.socket.send = () => {
      throw new Error("broken");
    };
    await faulty.clock.passSlowly(50);
  },
  "what another instance saved": async (faulty) => {
    const { store, bus, clock } = faulty;
    await clock.passSlowly(50);
    faulty.break();
    store.boards.get("a")!.push(new Editing().next("elsewhere").bytes);
    bus.publish("a", 2);
    await clock.passSlowly(50);
  },
  "asking for a sign of life": (faulty) => {
    faulty.break();
    faulty.broken.session.liveness.ping();
  },
  "parting with the dead": (faulty) => {
    faulty.break();
    for (let times = 0; times < 2; times++) faulty.room.checkLiveness();
  },
  "proving that somebody is there": (faulty) => {
    faulty.broken.socket.close = () => {
      throw new Error("broken");
    };
    receive(faulty.room, faulty.broken.session, encodeAwareness(awareness({ id: 5, clock: 1, state: {} })).buffer);
    const late = seat(faulty.room.clock);
    faulty.room.join(late.session);
    receive(faulty.room, late.session, encodeAwareness(awareness({ id: 5, clock: 2, state: {} })).buffer);
    faulty.clock.pass(5_000);
  },
  "closing everybody": (faulty) => {
    faulty.break();
    faulty.room.closeSessions(CLOSE.restarting, "the server is restarting");
  },
};

for (const [what, fail] of Object.entries(entries)) {
  Deno.test(`an error in a room causes only a rebuild: ${what}`, async () => {
    const faulty = new FaultyRoom();
    const { room, clock, store, faults } = faulty;
    await fail(faulty);
    assert.deepEqual(new Set(faults), new Set(["a"]), "it is logged with the board's id");
    await clock.passSlowly(6_000, { step: 50 });

    const late = seat(room.clock);
    room.join(late.session);
    room.answer(late.session, NOTHING);
    assert.ok(late.session.isOpen, "the board is there again");
    const seen = keysSeenBy(late);
    assert.ok(seen.includes("before"));
    const { received } = late.session;
    finish(room.update(late.session, new Editing().next("after"), asUpdate));
    assert.equal(late.session.received, received + 1);
    await room.flush();
    assert.ok(store.boards.get("a")!.length > 0);
    room.close();
  });
}

Deno.test("an error of ours over a frame does not blame its sender, who reconnects; it is logged with the board's id", async () => {
  const { room, ann, broken, faults, clock } = new FaultyRoom();
  room.hearPresence = () => {
    throw new Error("ours");
  };
  receive(room, broken.session, encodeAwareness(awareness({ id: 5, clock: 1, state: {} })).buffer);
  assert.equal(broken.socket.closed?.code, CLOSE.internal);
  assert.deepEqual(faults, ["a"]);
  await clock.passSlowly(100);
  assert.ok(ann.session.isOpen, "nobody else is disconnected");
  assert.doesNotThrow(() => room.encode());
  room.close();
});
