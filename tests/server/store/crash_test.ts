import assert from "node:assert/strict";
import { Commit, type Database, type Key } from "../../../server/database/database.ts";
import { systemClock } from "../../../board/clock.ts";
import { Compactor } from "../../../server/document/compactor.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { crashEverywhere, type Deed, entriesOf, withKv } from "../../support/store/crashes.ts";
import { Appender, inStore, strokeUpdates } from "../../support/store/stored_boards.ts";

const compactor = new Compactor({ clock: systemClock, log: () => {} });

const ID = "board";
const HOUR_MS = 60 * 60 * 1000;

const SMALL = 10;
/** More than one value holds. */
const LARGE = 26_000;
/** More than one commit holds. */
const HUGE = 220_000;

async function damage(kv: Database, key: Key): Promise<void> {
  const { value } = await kv.get<Uint8Array>(key);
  await kv.commit(new Commit().set(key, value!.slice(0, -1)));
}

const look = (kv: Database) => inStore(new KvBoardStore(kv), ID);

type Head = { snapshot: { id: string } };
const headOf = async (kv: Database) => (await kv.get<Head>(["boards", ID, "head"])).value!;

/** Two generations, a log with an entry in chunks, and chunks that a crash left behind an hour ago. */
async function fullBoard(kv: Database): Promise<void> {
  const store = new KvBoardStore(kv, { now: () => Date.now() - 2 * HOUR_MS });
  const updates = strokeUpdates([LARGE, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, LARGE, SMALL]);
  for (const [i, update] of updates.entries()) {
    await (await Appender.open(store, ID)).append(update);
    if (i === 2 || i === 4) await compactor.compact(store, ID);
  }
  const orphan = `${(Date.now() - 2 * HOUR_MS).toString(16).padStart(12, "0")}-orphan`;
  for (let i = 0; i < 3; i++) await kv.commit(new Commit().set(["boards", ID, "chunks", orphan, i], new Uint8Array(9)));
}

function crashTest(name: string, least: number, deed: Deed<unknown>): void {
  Deno.test(`a crash at any operation of ${name} keeps everything that was acknowledged`, async () => {
    const operations = await crashEverywhere(deed);
    assert.ok(operations >= least, `only ${operations} operations`);
  });
}

const appends = (updates: readonly Uint8Array[]) => (kv: Database) => {
  let appender: Appender | undefined;
  return updates.map((update) => async () => {
    appender ??= await Appender.open(new KvBoardStore(kv), ID);
    await appender.append(update);
  });
};

crashTest("a board's first appends, one of them in several commits,", 8, {
  prepare: () => Promise.resolve(),
  steps: appends(strokeUpdates([SMALL, HUGE, SMALL, LARGE])),
  look,
});

crashTest("appends to a board of two generations", 5, {
  prepare: fullBoard,
  steps: (kv) => appends(strokeUpdates([...Array(9).fill(SMALL), SMALL, LARGE]).slice(9))(kv),
  look,
});

const readers: Deed<unknown>["steps"] = (kv) => {
  let appender: Appender | undefined;
  return [async () => {
    const store = new KvBoardStore(kv);
    appender ??= await Appender.open(store, ID);
    await store.loadAfter(ID, { seq: 1, entries: 0, bytes: 0, snapshotBytes: 0 });
  }];
};

crashTest("loading", 5, { prepare: fullBoard, steps: readers, look });

const compactions: Deed<unknown>["steps"] = (kv) => {
  const store = new KvBoardStore(kv);
  const more = strokeUpdates(Array(10).fill(SMALL)).at(-1)!;
  return [
    () => compactor.compact(store, ID),
    async () => await (await Appender.open(store, ID)).append(more),
    () => compactor.compact(store, ID),
  ];
};

/** The board, and the board as it would be without the newest snapshot. */
async function lookAtBothGenerations(kv: Database): Promise<unknown> {
  const fallback = await withKv(await entriesOf(kv), async (copy) => {
    await damage(copy, ["boards", ID, "chunks", (await headOf(copy)).snapshot.id, 0]);
    return await look(copy);
  });
  return { newest: await look(kv), fallback };
}

crashTest("compacting twice, with a sweep of what an earlier crash left,", 40, {
  prepare: fullBoard,
  steps: compactions,
  look: lookAtBothGenerations,
});

const load: Deed<unknown>["steps"] = (kv) => [() => new KvBoardStore(kv).load(ID)];

crashTest("setting a damaged snapshot aside", 8, {
  prepare: async (kv) => {
    await fullBoard(kv);
    await damage(kv, ["boards", ID, "chunks", (await headOf(kv)).snapshot.id, 0]);
  },
  steps: load,
  look,
});

const damagedEntry: Deed<unknown> = {
  prepare: async (kv) => {
    await fullBoard(kv);
    await damage(kv, ["boards", ID, "log", 7]);
  },
  steps: load,
  look: async (kv) => ({ shapes: await look(kv), isTold: (await new KvBoardStore(kv).load(ID))?.damage !== undefined }),
};

crashTest("setting a damaged entry aside", 5, damagedEntry);

crashTest("setting a damaged entry in chunks aside", 5, {
  ...damagedEntry,
  prepare: async (kv) => {
    await fullBoard(kv);
    const { value } = await kv.get<{ id: string }>(["boards", ID, "log", 8]);
    await damage(kv, ["boards", ID, "chunks", value!.id, 0]);
  },
});
