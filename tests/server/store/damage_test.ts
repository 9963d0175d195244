import assert from "node:assert/strict";
import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { EMPTY_HEAD, type Head } from "../../../server/store/board_store.ts";
import { chunkIds } from "../../../server/store/chunks.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { seeded } from "../../support/random.ts";
import { contents, stroke } from "../../support/board/strokes.ts";

const ID = "board";
const HOUR_MS = 60 * 60 * 1000;

/** A board with two generations, a log, and an entry in chunks; and its strokes. */
async function stored(kv: Database): Promise<Board> {
  const random = seeded(1);
  const board = new Board();
  const store = new KvBoardStore(kv);
  let head: Head = EMPTY_HEAD;
  for (let i = 0; i < 12; i++) {
    let made = new Uint8Array();
    board.doc.once("update", (update: Uint8Array) => made = update as Uint8Array<ArrayBuffer>);
    const shapes = i === 11 ? 40 : 1;
    board.transact(() => {
      for (let n = 0; n < shapes; n++) board.add(stroke(`s.${i}x${n}`, random, i === 11 ? 2_000 : 10));
    }, "local");
    head = await store.append(ID, head, made) as Head;
    if (i !== 3 && i !== 7) continue;
    head = await store.compact(ID, head, [Y.encodeStateAsUpdate(board.doc)]) as Head;
  }
  return board;
}

function opened(updates: readonly Uint8Array[]): Board {
  const board = new Board();
  for (const update of updates) Y.applyUpdate(board.doc, update);
  return board;
}

function altered(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    const copy = value.slice();
    copy[copy.length >> 1] ^= 1;
    return copy;
  }
  const record = value as Record<string, unknown>;
  return "seq" in record ? { ...record, seq: (record.seq as number) - 1 } : { ...record, sha256: "0" };
}

Deno.test("after any change of a stored value the board fails loudly, is complete, or reports the damage", async () => {
  const open = async () => {
    const kv = await openDatabase(":memory:");
    return { kv, board: await stored(kv) };
  };
  const first = await open();
  const count = (await Array.fromAsync(entries(first.kv, { prefix: [] }))).length;
  first.kv.close();
  const outcomes = { failed: 0, whole: 0, told: 0 };
  for (let i = 0; i < count; i++) {
    const { kv, board } = await open();
    const { key, value } = (await Array.fromAsync(entries(kv, { prefix: [] })))[i];
    await kv.commit(new Commit().set(key, altered(value)));
    const loaded = await new KvBoardStore(kv).load(ID).catch(() => undefined);
    if (loaded === undefined) outcomes.failed++;
    else if (loaded.damage) outcomes.told++;
    else {
      outcomes.whole++;
      assert.deepEqual(contents(opened(loaded.updates)), contents(board), JSON.stringify(key));
    }
    kv.close();
  }
  assert.ok(outcomes.told >= 5 && outcomes.failed === 1, JSON.stringify(outcomes));
});

Deno.test("a single failure of the database during a load is not treated as damage: nothing is written", async () => {
  const kv = await openDatabase(":memory:");
  await stored(kv);
  const before = await Array.fromAsync(entries(kv, { prefix: [] }));
  for (let at = 0;; at++) {
    const faulty = new FaultyDatabase(kv, { at, once: true });
    const failed = await new KvBoardStore(faulty).load(ID).then(() => false, () => true);
    assert.deepEqual(await Array.fromAsync(entries(kv, { prefix: [] })), before);
    if (!failed) break;
  }
  kv.close();
});

Deno.test("chunks that a crash left behind are swept by a later snapshot, once their writer must be dead", async () => {
  const kv = await openDatabase(":memory:");
  const board = await stored(kv);
  const prefix = ["boards", ID, "chunks"];
  const orphan = `${Date.now().toString(16).padStart(12, "0")}-orphan`;
  await kv.commit(new Commit().set([...prefix, orphan, 0], new Uint8Array(9)));
  const take = async (now: number) => {
    const store = new KvBoardStore(kv, { now: () => now });
    await store.compact(ID, (await store.load(ID))!.head, [Y.encodeStateAsUpdate(board.doc)]);
    return (await Array.fromAsync(chunkIds(kv, prefix))).includes(orphan);
  };
  assert.equal(await take(Date.now()), true);
  assert.equal(await take(Date.now() + 2 * HOUR_MS), false);
  assert.deepEqual(contents(opened((await new KvBoardStore(kv).load(ID))!.updates)), contents(board));
  kv.close();
});

for (const fault of ["before", "after"] as const) {
  Deno.test(`a crash ${fault} any operation that sets a damaged snapshot aside loses nothing`, async () => {
    for (let at = 0;; at++) {
      const kv = await openDatabase(":memory:");
      const board = await stored(kv);
      const { snapshot } = (await kv.get<{ snapshot: { id: string } }>(["boards", ID, "head"])).value!;
      await kv.commit(new Commit().set(["boards", ID, "chunks", snapshot.id, 0], new Uint8Array(5)));
      const crashed = await new KvBoardStore(new FaultyDatabase(kv, { at, fault })).load(ID).then(
        () => false,
        () => true,
      );
      const loaded = (await new KvBoardStore(kv).load(ID))!;
      assert.deepEqual(contents(opened(loaded.updates)), contents(board), `operation ${at}`);
      kv.close();
      if (!crashed) break;
    }
  });
}
