import assert from "node:assert/strict";
import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { entriesOf, withKv } from "../../support/store/crashes.ts";
import { type Actor, everyInterleaving, interleave, type Pick } from "../../support/store/interleavings.ts";
import { seeded } from "../../support/random.ts";
import { Appender } from "../../support/store/stored_boards.ts";

/** Small updates and one that is stored in chunks; cheap to read, because they are read thousands of times. */
const UPDATES = [10, 10, 70_000, 10, 10, 10, 10, 10].map((bytes, i) => {
  const doc = new Y.Doc();
  doc.getMap("shapes").set(`s.${i}`, new Uint8Array(bytes));
  return Y.encodeStateAsUpdate(doc);
});
const STORED = 5;
const namesOf = (updates: readonly Uint8Array[]) => updates.map((_, i) => `s.${i}`);

type Process = (board: string) => Actor;

/** As an instance does. */
const compacts: Process = (board) => async (kv) => {
  const store = new KvBoardStore(kv);
  const { head, updates } = (await store.load(board))!;
  await store.compact(board, head, [Y.mergeUpdates([...updates])]);
};

const appends = (...updates: Uint8Array[]): Process => (board) => async (kv) => {
  const appender = await Appender.open(new KvBoardStore(kv), board);
  for (const update of updates) await appender.append(update);
};

const loads: Process = (board) => async (kv) => {
  const stored = (await new KvBoardStore(kv).load(board))!;
  assert.equal(stored.damage, undefined);
};

/** The entries of a board with a snapshot, a previous generation, and a log. */
async function prepared(): Promise<Awaited<ReturnType<typeof entriesOf>>> {
  return await withKv([], async (kv) => {
    for (const [i, update] of UPDATES.slice(0, STORED).entries()) {
      await appends(update)("board")(kv);
      if (i === 0 || i === 1) await compacts("board")(kv);
    }
    return await entriesOf(kv);
  });
}

async function inStore(kv: Database, board: string): Promise<string[]> {
  const { updates, damage } = (await new KvBoardStore(kv).load(board))!;
  assert.equal(damage, undefined);
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return [...doc.getMap("shapes").keys()].sort();
}

/**
 * Runs the processes on a board of their own, then compares the content of both generations with the appended updates.
 */
async function check(
  kv: Database,
  { board, processes, stored, names, pick }: {
    board: string;
    processes: readonly Process[];
    stored: Awaited<ReturnType<typeof prepared>>;
    names: readonly string[];
    pick: Pick;
  },
) {
  const commit = new Commit();
  for (const { key, value } of stored) commit.set(["boards", board, ...key.slice(2)], value);
  await kv.commit(commit);
  const steps = await interleave(kv, processes.map((process) => process(board)), pick);
  const order = `order ${steps.map(({ taken }) => taken).join("")}`;
  assert.deepEqual(await inStore(kv, board).catch(String), names, order);
  const { snapshot } = (await kv.get<{ snapshot: { id: string } }>(["boards", board, "head"])).value!;
  await kv.commit(new Commit().delete(["boards", board, "chunks", snapshot.id, 0]));
  const { updates } = (await new KvBoardStore(kv).load(board))!;
  assert.ok(updates.length > 0);
  assert.deepEqual(await inStore(kv, board).catch(String), names, `the generation before, ${order}`);
  for await (const { key } of entries(kv, { prefix: ["boards", board] })) await kv.commit(new Commit().delete(key));
  return steps;
}

function interleavingTest(name: string, processes: readonly Process[], { appended = 0, switches = 2 } = {}): void {
  Deno.test(`${name} in any order: the board and its previous generation are complete`, async () => {
    using kv = await openDatabase(":memory:");
    const stored = await prepared();
    const names = namesOf(UPDATES.slice(0, STORED + appended));
    let runs = 0;
    const run = (pick: Pick) => check(kv, { board: `board ${runs++}`, processes, stored, names, pick });
    const orders = await everyInterleaving(run, { switches });
    assert.ok(orders >= 50, `only ${orders} orders`);
    const random = seeded(7);
    for (let i = 0; i < 100; i++) await run((waiting) => random.pick(waiting));
  });
}

const [first, second, third] = UPDATES.slice(STORED);

interleavingTest("two compactions", [compacts, compacts]);
interleavingTest("three compactions", [compacts, compacts, compacts], { switches: 1 });
interleavingTest("two compactions with appends between", [compacts, compacts, appends(first, second)], {
  appended: 2,
  switches: 1,
});
interleavingTest("a load during compactions with an append before each", [
  loads,
  (board) => async (kv) => {
    for (const update of [first, second, third]) {
      await appends(update)(board)(kv);
      await compacts(board)(kv);
    }
  },
], { appended: 3 });
