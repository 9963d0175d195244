import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { type BoardStore, EMPTY_HEAD, type Head } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { type Fault, FaultyKv } from "../../support/faulty_kv.ts";
import { seeded } from "../../support/random.ts";
import { contents, stroke } from "../../support/strokes.ts";

const ID = "board";

/** Updates that add one stroke each; `samples` sets their size. */
function strokes(count: number, samples = 10): Uint8Array[] {
  const random = seeded(count * 1_000 + samples);
  const board = new Board();
  const updates: Uint8Array[] = [];
  board.doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < count; i++) board.add(stroke(`s.${i}`, random, samples));
  return updates;
}

function opened(updates: readonly Uint8Array[]): Board {
  const board = new Board();
  for (const update of updates) Y.applyUpdate(board.doc, update);
  return board;
}

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
  return await store.compact(ID, { update: Y.encodeStateAsUpdate(opened(stored.updates).doc), upTo: stored.head.seq });
}

const databases: [string, () => Promise<{ kv: Deno.Kv; end: () => Promise<void> }>][] = [
  ["memory", async () => {
    const kv = await Deno.openKv(":memory:");
    return { kv, end: () => Promise.resolve(kv.close()) };
  }],
  ["file", async () => {
    const dir = await Deno.makeTempDir();
    const kv = await Deno.openKv(`${dir}/kv.sqlite3`);
    return { kv, end: async () => (kv.close(), await Deno.remove(dir, { recursive: true })) };
  }],
];

for (const [database, open] of databases) {
  const test = (name: string, run: (store: BoardStore, kv: Deno.Kv) => Promise<void>) =>
    Deno.test(`store on ${database}: ${name}`, async () => {
      const { kv, end } = await open();
      try {
        await run(new KvBoardStore(kv), kv);
      } finally {
        await end();
      }
    });

  test("a board nobody wrote to is absent", async (store) => {
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

  test("whoever is not up to date gets a conflict and reads what it lacks", async (store) => {
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
    await kv.set(["boards", ID, "chunks", head.snapshot.id, 0], new Uint8Array(5));
    assert.deepEqual(contents(opened((await store.load(ID))!.updates)), contents(opened(updates)));
  });

  test("a missing entry is a failure, never a smaller board", async (store, kv) => {
    await appendAll(store, strokes(5));
    await kv.delete(["boards", ID, "log", 3]);
    await assert.rejects(store.load(ID), /entry 3/);
  });

  test("an append between the parts of a snapshot is not lost", async (store) => {
    const updates = strokes(12);
    const head = await appendAll(store, updates.slice(0, 10));
    const old = opened(updates.slice(0, 10));
    await appendAll(store, updates.slice(10), head);
    await store.compact(ID, { update: Y.encodeStateAsUpdate(old.doc), upTo: 10 });
    assert.deepEqual(contents(opened((await store.load(ID))!.updates)), contents(opened(updates)));
  });
}

for (const fault of ["before", "after"] as Fault[]) {
  Deno.test(`store: a crash ${fault} any operation of append and snapshot leaves all that was acknowledged`, async () => {
    const updates = strokes(8);
    const large = Y.mergeUpdates(strokes(30, 8_000));
    let crashes = 0;
    for (let at = 0;; at++) {
      const kv = await Deno.openKv(":memory:");
      const faulty = new FaultyKv(kv, { at, fault });
      const store = new KvBoardStore(faulty.kv);
      const acknowledged: Uint8Array[] = [];
      let crashed = false;
      try {
        let head = EMPTY_HEAD;
        for (const [i, update] of [...updates.slice(0, 4), large, ...updates.slice(4)].entries()) {
          head = await store.append(ID, head, update) as Head;
          acknowledged.push(update);
          if (i % 3 !== 2) continue;
          await snapshot(store);
          head = (await store.load(ID))!.head;
        }
      } catch {
        crashed = true;
        crashes++;
      }
      const reloaded = await new KvBoardStore(kv).load(ID);
      const found = contents(opened(reloaded?.updates ?? []));
      for (const id of contents(opened(acknowledged)).keys()) {
        assert.ok(found.has(id), `operation ${at}: ${id} is missing`);
      }
      kv.close();
      if (!crashed) break;
    }
    assert.ok(crashes > 40, `only ${crashes} places to crash at`);
  });
}
