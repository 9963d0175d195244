import assert from "node:assert/strict";
import * as Y from "yjs";
import { Admission } from "../../../server/admission/admission.ts";
import { MemoryBudget, type MemoryBudgetOptions } from "../../../server/admission/memory_budget.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { LoadRefused } from "../../../server/relay/board_loads.ts";
import { RoomRegistry } from "../../../server/relay/room_registry.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { SlowStore } from "../../support/store/slow_store.ts";

const EVEN = { address: 1, network: 1, board: 1 };

/** `a1` is address 1 of network a. */
function client(name: string) {
  return { network: name[0], address: name };
}

function boardOf(bytes: number): Uint8Array[] {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("x", new Uint8Array(bytes));
  return [Y.encodeStateAsUpdate(doc)];
}

function server(boards: Record<string, number>, options: Partial<MemoryBudgetOptions> = {}) {
  const clock = new FakeClock(), store = new SlowStore();
  for (const [board, bytes] of Object.entries(boards)) store.boards.set(board, boardOf(bytes));
  const budget = new MemoryBudget({ totalBytes: 100_000_000, shares: EVEN, ...options });
  const admission = new Admission({ clock, budget });
  const loads = { budget, queue: admission.loads, smallQueue: admission.smallLoads };
  const rooms = new RoomRegistry({ store, bus: new LocalBus(), clock, log: () => {}, loads });
  const connect = (board: string, name: string) => rooms.acquire(board, client(name), { isConnection: true });
  return { clock, store, budget, rooms, connect };
}

/** Makes loads wait. @returns finishes the oldest load */
function hold(store: SlowStore): { loads: string[]; finish: () => Promise<void> } {
  const load = store.load.bind(store);
  const waiting: (() => void)[] = [], loads: string[] = [];
  store.load = async (board) => {
    loads.push(board);
    await new Promise<void>((resolve) => void waiting.push(resolve));
    return await load(board);
  };
  return {
    loads,
    finish: async () => {
      waiting.shift()!();
      await settled();
    },
  };
}

Deno.test("fault D5: large boards are loaded for connections two at a time, in turn for each network", async () => {
  const { store, rooms, connect } = server({ a: 200_000, b: 200_000, c: 200_000, d: 200_000, e: 200_000 });
  const { loads, finish } = hold(store);
  const all = ["a", "b", "c", "d"].map((board) => connect(board, "x1"));
  all.push(connect("e", "y1"));
  await settled();
  assert.deepEqual(loads, ["a", "b"]);
  await finish();
  assert.deepEqual(loads, ["a", "b", "e"], "the network that waits for its first board comes first");
  for (let i = 0; i < 4; i++) await finish();
  await Promise.all(all);
  assert.deepEqual(loads, ["a", "b", "e", "c", "d"]);
  rooms.close();
});

Deno.test("a small board is loaded while large ones wait, and a live board needs no load", async () => {
  const { store, rooms, connect } = server({ a: 200_000, b: 200_000, c: 200_000, small: 100_000 });
  const { room } = await connect("small", "y1");
  const { loads } = hold(store);
  for (const board of ["a", "b", "c"]) void connect(board, "x1");
  store.boards.set("other", boardOf(100_000));
  void connect("other", "y1");
  await settled();
  assert.deepEqual(loads, ["a", "b", "other"]);
  assert.equal((await connect("small", "x1")).room, room);
  rooms.close();
});

Deno.test("fault D5: the memory of a load is reserved for its client until it is connected", async () => {
  const { store, rooms, budget, connect } = server({ a: 1_000_000 });
  const { finish } = hold(store);
  const connecting = connect("a", "x1");
  await settled();
  assert.ok(budget.usedBy("address", client("x1")) > 10_000_000);
  await finish();
  await connecting;
  assert.equal(budget.usedBytes, 0);
  rooms.close();
});

Deno.test("fault D5: while memory is short no board is loaded for a connection, except tiny ones", async () => {
  const { rooms, store, connect } = server({ a: 20_000, b: 1_000_000, tiny: 1_000 }, { isShort: () => true });
  for (const board of ["a", "b"]) await assert.rejects(connect(board, "x1"), LoadRefused);
  assert.equal(store.loads.size, 0);
  assert.equal(rooms.size, 0);
  await connect("tiny", "x1");
  rooms.close();
});

Deno.test("a client that waits for the load of another one loads the board itself when that one is refused", async () => {
  const { rooms, budget, store, connect } = server({ a: 1_000_000 }, { shares: { ...EVEN, address: 0.2 } });
  budget.reserve(15_000_000, client("x1"));
  const outcomes = await Promise.allSettled([connect("a", "x1"), connect("a", "x1"), connect("a", "y1")]);
  assert.deepEqual(outcomes.map(({ status }) => status), ["rejected", "rejected", "fulfilled"]);
  assert.equal(store.loads.get("a"), 1);
  assert.equal(rooms.size, 1);
  rooms.close();
});
