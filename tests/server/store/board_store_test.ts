import assert from "node:assert/strict";
import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { type BoardStore, EMPTY_HEAD, type Head } from "../../../server/store/board_store.ts";
import { type HeadRecord, seal } from "../../../server/store/head_record.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { postgresOfFile } from "../../support/store/database_kinds.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { PatientStore } from "../../support/store/patient_store.ts";
import { seeded } from "../../support/random.ts";
import { opened, strokeUpdates } from "../../support/store/stored_boards.ts";
import { contents } from "../../support/board/strokes.ts";

const ID = "board";

/** Updates that add one stroke each; `samples` sets their size. */
const strokes = (count: number, samples = 10) => strokeUpdates(Array(count).fill(samples));

async function appendAll(store: BoardStore, updates: readonly Uint8Array[], from: Head = EMPTY_HEAD): Promise<Head> {
  let head = from;
  for (const update of updates) {
    const next = await store.append(ID, head, update);
    assert.notEqual(next, "conflict");
    head = next as Head;
  }
  return head;
}

async function snapshot(store: BoardStore): Promise<Head | "conflict"> {
  const stored = (await store.load(ID))!;
  return await store.compact(ID, stored.head, [Y.encodeStateAsUpdate(opened(stored.updates).doc)]);
}

/** The result of two concurrent compactions in an earlier version: the head has a snapshot whose log is pruned. */
async function takenBack(store: BoardStore, kv: Database) {
  const updates = strokes(10);
  const recordOf = async () => (await kv.get<HeadRecord>(["boards", ID, "head"])).value!;
  await appendAll(store, updates.slice(0, 4));
  await snapshot(store);
  const older = (await recordOf()).snapshot!;
  await appendAll(store, updates.slice(4, 8), (await store.load(ID))!.head);
  await snapshot(store);
  const newer = (await recordOf()).snapshot!;
  await appendAll(store, updates.slice(8), (await store.load(ID))!.head);
  for (let seq = 1; seq <= newer.upTo; seq++) await kv.commit(new Commit().delete(["boards", ID, "log", seq]));
  const { format, seq, bytes } = await recordOf();
  await kv.commit(
    new Commit().set(["boards", ID, "head"], seal({ format, seq, bytes, snapshot: older, previous: newer })),
  );
  return { snapshots: { older, newer }, updates };
}

interface Setting {
  readonly store: BoardStore;
  /** An intact database. */
  readonly kv: Database;
  end?(): Promise<void>;
}

const settings: Record<string, () => Promise<Setting>> = {
  "KV in memory": async () => {
    const kv = await openDatabase(":memory:");
    return { kv, store: new KvBoardStore(kv) };
  },
  "KV in a file": async () => {
    const dir = await Deno.makeTempDir();
    const kv = await openDatabase(`${dir}/kv.sqlite3`);
    return { kv, store: new KvBoardStore(kv), end: () => Deno.remove(dir, { recursive: true }) };
  },
};

const postgres = await postgresOfFile();
settings["PostgreSQL"] = async () => {
  const opened = await postgres!.open();
  return {
    kv: opened.database,
    store: new KvBoardStore(opened.database),
    end: async () => await opened[Symbol.asyncDispose](),
  };
};

/** One operation in thirty fails, half of them after they took effect. */
for (let seed = 1; seed <= 5; seed++) {
  settings[`KV with faults of seed ${seed}`] = async () => {
    const random = seeded(seed);
    const kv = await openDatabase(":memory:");
    const faulty = new FaultyDatabase(kv, {
      fails: () => random.below(30) > 0 ? undefined : random.pick(["before", "after"]),
    });
    return { kv, store: new PatientStore(new KvBoardStore(faulty)) };
  };
}

for (const [setting, open] of Object.entries(settings)) {
  const test = (name: string, run: (store: BoardStore, kv: Database) => Promise<void>) =>
    Deno.test({
      name: `store on ${setting}: ${name}`,
      ignore: setting === "PostgreSQL" && postgres === undefined,
      fn: async () => {
        const { store, kv, end } = await open();
        try {
          await run(store, kv);
        } finally {
          kv.close();
          await end?.();
        }
      },
    });

  test("a board without entries is absent", async (store) => {
    assert.equal(await store.load(ID), undefined);
  });

  test("loads what was appended, in order", async (store) => {
    const updates = strokes(20);
    const head = await appendAll(store, updates);
    const loaded = (await store.load(ID))!;
    assert.deepEqual(loaded.updates, updates);
    assert.equal(loaded.head.seq, head.seq);
  });

  test("keeps updates larger than one value and than one commit", async (store) => {
    for (const samples of [9_000, 9_000]) assert.ok(strokes(1, samples)[0].length < 65_000);
    const large = Y.mergeUpdates(strokes(40, 9_000));
    assert.ok(large.length > 819_200);
    await appendAll(store, [large, ...strokes(1)]);
    assert.deepEqual((await store.load(ID))!.updates[0], large);
  });

  test("a writer that is not up to date gets a conflict and reads the missing entries", async (store) => {
    const [first, second, third] = strokes(3);
    const before = await appendAll(store, [first]);
    await appendAll(store, [second], before);
    assert.equal(await store.append(ID, before, third), "conflict");
    const { head, updates } = await store.loadAfter(ID, before);
    assert.deepEqual(updates, [second]);
    await appendAll(store, [third], head);
  });

  test("a snapshot says the same as the log, and appends go on behind it", async (store) => {
    const updates = strokes(30);
    await appendAll(store, updates.slice(0, 20));
    assert.notEqual(await snapshot(store), "conflict");
    await appendAll(store, updates.slice(20), (await store.load(ID))!.head);
    assert.notEqual(await snapshot(store), "conflict");
    const loaded = (await store.load(ID))!;
    assert.equal(loaded.updates.length, 1);
    assert.deepEqual(contents(opened(loaded.updates)), contents(opened(updates)));
  });

  test("a damaged snapshot is replaced by the generation before and the log", async (store, kv) => {
    const updates = strokes(30);
    await appendAll(store, updates.slice(0, 10));
    await snapshot(store);
    await appendAll(store, updates.slice(10, 20), (await store.load(ID))!.head);
    await snapshot(store);
    await appendAll(store, updates.slice(20), (await store.load(ID))!.head);
    const head = (await kv.get<{ snapshot: { id: string } }>(["boards", ID, "head"])).value!;
    await kv.commit(new Commit().set(["boards", ID, "chunks", head.snapshot.id, 0], new Uint8Array(5)));
    assert.deepEqual(contents(opened((await store.load(ID))!.updates)), contents(opened(updates)));
  });

  test("missing entries are said, and the rest is read", async (store, kv) => {
    const updates = strokes(7);
    const before = await appendAll(store, updates.slice(0, 1));
    await appendAll(store, updates.slice(1), before);
    for (const seq of [3, 4, 7]) await kv.commit(new Commit().delete(["boards", ID, "log", seq]));
    const damage = ["entries 3 to 4 are missing", "entries 7 to 7 are missing"];
    const loaded = (await store.load(ID))!;
    assert.deepEqual(loaded.updates, [0, 1, 4, 5].map((i) => updates[i]));
    assert.deepEqual(loaded.damage, damage);
    assert.deepEqual((await store.loadAfter(ID, before)).damage, damage);
    await appendAll(store, strokes(1), loaded.head);
  });

  test("a board whose snapshot covers less than the one before opens with the larger one", async (store, kv) => {
    const { snapshots, updates } = await takenBack(store, kv);
    const loaded = (await store.load(ID))!;
    assert.equal(loaded.damage, undefined);
    assert.deepEqual(contents(opened(loaded.updates)), contents(opened(updates)));
    const head = await appendAll(store, strokes(1), loaded.head);
    assert.notEqual(await snapshot(store), "conflict");
    const { previous } = (await kv.get<HeadRecord>(["boards", ID, "head"])).value!;
    assert.deepEqual(previous, snapshots.newer);
    assert.equal((await store.load(ID))!.head.seq, head.seq);
  });

  test(
    "such a board opens without the missing entries, and says so, if the larger snapshot is lost too",
    async (store, kv) => {
      const { snapshots, updates } = await takenBack(store, kv);
      await kv.commit(new Commit().delete(["boards", ID, "chunks", snapshots.newer.id, 0]));
      const loaded = (await store.load(ID))!;
      assert.ok(loaded.damage?.includes("entries 5 to 8 are missing"));
      assert.deepEqual(
        contents(opened(loaded.updates)),
        contents(opened([...updates.slice(0, 4), ...updates.slice(8)])),
      );
    },
  );

  test("an entry that is set aside is not read any more, the rest is, and that is said", async (store) => {
    const updates = strokes(5);
    await appendAll(store, updates);
    const stored = (await store.load(ID))!;
    await store.setAside(ID, stored, { index: 2, why: "it makes no sense" });
    const { updates: rest, damage } = (await store.load(ID))!;
    assert.deepEqual(rest, [...updates.slice(0, 2), ...updates.slice(3)]);
    assert.deepEqual(damage, ["it makes no sense"]);
  });

  test("a snapshot that is set aside makes way for the generation before and the log", async (store, kv) => {
    const updates = strokes(9);
    await appendAll(store, updates.slice(0, 3));
    await snapshot(store);
    await appendAll(store, updates.slice(3, 6), (await store.load(ID))!.head);
    await snapshot(store);
    await appendAll(store, updates.slice(6), (await store.load(ID))!.head);
    const stored = (await store.load(ID))!;
    await store.setAside(ID, stored, { index: 0, why: "it makes no sense" });
    const loaded = (await store.load(ID))!;
    assert.equal((await Array.fromAsync(entries(kv, { prefix: ["boards", ID, "aside", "snapshot"] }))).length, 1);
    assert.deepEqual(contents(opened(loaded.updates)), contents(opened(updates)));
  });

  test("a writer that has not seen the newest snapshot cannot set anything aside", async (store) => {
    await appendAll(store, strokes(3));
    const stored = (await store.load(ID))!;
    await snapshot(store);
    assert.equal(await store.setAside(ID, stored, { index: 0, why: "it makes no sense" }), false);
    assert.equal((await store.load(ID))!.updates.length, 1);
  });

  test("an append between the parts of a snapshot is not lost", async (store) => {
    const updates = strokes(12);
    const head = await appendAll(store, updates.slice(0, 10));
    const old = opened(updates.slice(0, 10));
    await appendAll(store, updates.slice(10), head);
    await store.compact(ID, head, [Y.encodeStateAsUpdate(old.doc)]);
    assert.deepEqual(contents(opened((await store.load(ID))!.updates)), contents(opened(updates)));
  });
}
