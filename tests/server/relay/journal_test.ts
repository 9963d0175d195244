import assert from "node:assert/strict";
import { decodeFrame } from "../../../board/wire/protocol.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Journal, type Journaled } from "../../../server/relay/journal.ts";
import { type BoardStore, EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { seat } from "../../support/server/sessions.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const nothingNew: Journaled = {
  takeUnsaved: () => Promise.resolve(undefined),
  hear: () => {},
  saving: () => {},
  failed: (error) => {
    throw error;
  },
};

Deno.test("a frame that arrives at any moment of an acknowledgement is acknowledged too", async () => {
  const kv = await openDatabase(":memory:");
  try {
    for (let turns = 0; turns < 12; turns++) {
      const clock = new FakeClock();
      const options = { board: "b", store: new KvBoardStore(kv), bus: new LocalBus(), clock, head: EMPTY_HEAD };
      const journal = new Journal(nothingNew, { ...options, log: () => {} });
      const [ann, bob] = [seat(clock), seat(clock)];
      const send = ann.socket.send.bind(ann.socket);
      ann.socket.send = (frame) => {
        send(frame);
        void afterTurns(turns, () => journal.add(bob.session, 1, { bytes: 0 }));
      };
      journal.add(ann.session, 1, { bytes: 0 });
      await clock.passSlowly(100);
      assert.deepEqual(bob.socket.sent.map(decodeFrame), [{ kind: "saved", count: 1 }], `${turns} turns later`);
      journal.close();
    }
  } finally {
    kv.close();
  }
});

Deno.test("peers without acknowledgements cause one commit a second, even if frames arrive during each of them", async () => {
  const clock = new FakeClock();
  const commits: number[] = [];
  const store = new SlowStore(() => {
    commits.push(clock.now());
    return new Promise<void>((resolve) => void clock.after(20, resolve));
  });
  const room: Journaled = {
    ...nothingNew,
    takeUnsaved: () => Promise.resolve({ update: new Uint8Array([0, 0]), authors: [] }),
  };
  const options = { board: "b", store, bus: new LocalBus(), clock, head: EMPTY_HEAD, log: () => {} };
  const journal = new Journal(room, options);
  const { session } = seat(clock, { extended: false });
  for (let frame = 1; frame <= 1_000; frame++) {
    journal.add(session, frame, { bytes: 10 });
    await clock.passSlowly(5);
  }
  assert.deepEqual(commits.map((at) => Math.round(at / 1_000)), [1, 2, 3, 4, 5]);
  await clock.passSlowly(1_100);
  assert(journal.isSettled, "and what came last is saved too");
  journal.close();
});

Deno.test("a board that cannot be compacted is retried after increasing intervals, not after every save", async () => {
  const clock = new FakeClock();
  let loads = 0;
  const store: BoardStore = {
    load: () => Promise.reject(new Error(`there is a hole, said ${++loads} times`)),
    append: (_board, head) => Promise.resolve({ ...head, seq: head.seq + 1, entries: 1_000 }),
    loadAfter: unexpected,
    storedBytes: unexpected,
    compact: unexpected,
    setAside: unexpected,
  };
  const room: Journaled = {
    ...nothingNew,
    takeUnsaved: () => Promise.resolve({ update: new Uint8Array([0, 0]), authors: [] }),
  };
  const options = { board: "b", store, bus: new LocalBus(), clock, head: EMPTY_HEAD, log: () => {} };
  const journal = new Journal(room, options);
  const { session } = seat(clock);
  for (let save = 1; save <= 100; save++) {
    journal.add(session, save, { bytes: 10 });
    await clock.passSlowly(1_000, { step: 100 });
  }
  assert.equal(loads, 4, "at once, after 10 s, 20 s more, 40 s more");
  journal.close();
});

Deno.test("entries of another instance that could not be applied are read again, and no others", async () => {
  const clock = new FakeClock(), bus = new LocalBus();
  const store = new SlowStore();
  store.boards.set("b", [new Uint8Array([0, 0])]);
  const head = (await store.load("b"))!.head;
  const heard: number[] = [];
  const room: Journaled = {
    ...nothingNew,
    hear: (updates) => {
      heard.push(updates.length);
      if (heard.length === 1) throw new Error("not now");
    },
  };
  const journal = new Journal(room, { board: "b", store, bus, clock, head, log: () => {} });
  store.boards.get("b")!.push(new Uint8Array([0, 0]), new Uint8Array([0, 0]));
  bus.publish("b", 3);
  await clock.passSlowly(1_000);
  assert.deepEqual(heard, [2, 2]);
  bus.publish("b", 3);
  await clock.passSlowly(1_000);
  assert.deepEqual(heard, [2, 2], "what was heard is not heard twice");
  journal.close();
});

function unexpected(): Promise<never> {
  return Promise.reject(new Error("nobody should ask for this"));
}

/** After this number of microtasks, before anything else happens. */
async function afterTurns(turns: number, run: () => void): Promise<void> {
  for (let i = 0; i < turns; i++) await undefined;
  run();
}
