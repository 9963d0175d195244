import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { systemClock } from "../../../board/clock.ts";
import { Compactor, type CompactorOptions } from "../../../server/document/compactor.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { compacted } from "../../../server/document/compacted.ts";
import { findWorkerFile } from "../../../server/worker/worker_file.ts";
import { writtenBoard } from "../../support/board/handwriting.ts";
import { Appender } from "../../support/store/stored_boards.ts";

const BYTES = 300_000;

/** A board whose one large value was deleted, and the result of the compactor. */
async function compactedBoard(options: Partial<CompactorOptions>) {
  using kv = await openDatabase(":memory:");
  const store = new KvBoardStore(kv);
  const log: string[] = [];
  using compactor = new Compactor({ clock: systemClock, log: (_level, event) => void log.push(event), ...options });
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  doc.getMap("shapes").set("large", "x".repeat(BYTES));
  doc.getMap("shapes").set("kept", 1);
  doc.getMap("shapes").delete("large");
  for (const update of updates) await (await Appender.open(store, "a")).append(update);
  const head = await compactor.compact(store, "a");
  const stored = (await store.load("a"))!;
  const copy = new Y.Doc();
  for (const update of stored.updates) Y.applyUpdate(copy, update);
  assert.deepEqual([...copy.getMap("shapes").keys()], ["kept"]);
  assert.deepEqual(Y.encodeStateVector(copy), Y.encodeStateVector(doc));
  return { head, log, bytes: stored.head.snapshotBytes };
}

Deno.test("a large board is compacted in a worker, without deleted content", async () => {
  const { head, log, bytes } = await compactedBoard({ file: findWorkerFile() });
  assert.equal(head?.entries, 0);
  assert.ok(bytes < 1_000, `${bytes} bytes are stored`);
  assert.deepEqual(log, []);
});

Deno.test("a large board on which people only drew is spliced: that gives what a worker would, and starts none", async () => {
  using kv = await openDatabase(":memory:");
  const store = new KvBoardStore(kv);
  const log: string[] = [];
  // Starting this worker would fail.
  using compactor = new Compactor({
    clock: systemClock,
    log: (_level, event) => void log.push(event),
    file: new URL("./absent.ts", import.meta.url),
  });
  const updates = writtenBoard(2_000, { authors: 3 });
  const appender = await Appender.open(store, "a");
  for (let i = 0; i < updates.length; i += 50) await appender.append(Y.mergeUpdates(updates.slice(i, i + 50)));
  const before = (await store.load("a"))!.updates;
  assert.equal((await compactor.compact(store, "a"))?.entries, 0);
  assert.deepEqual(Y.mergeUpdates((await store.load("a"))!.updates as Uint8Array[]), compacted(before));
  assert.deepEqual(log, []);
});

Deno.test("a large board on which something was replaced is compacted in a worker, without what was replaced", async () => {
  using kv = await openDatabase(":memory:");
  const store = new KvBoardStore(kv);
  using compactor = new Compactor({ clock: systemClock, log: assert.fail, file: findWorkerFile() });
  const appender = await Appender.open(store, "a");
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  doc.getMap("shapes").set("moved", "x".repeat(BYTES));
  doc.getMap("shapes").set("moved", "y");
  for (const update of updates) await appender.append(update);
  await compactor.compact(store, "a");
  assert.ok((await store.load("a"))!.head.snapshotBytes < 1_000);
});

Deno.test("without a worker it is spliced", async () => {
  const { head, bytes } = await compactedBoard({});
  assert.equal(head?.entries, 0);
  assert.ok(bytes > BYTES);
});

Deno.test("if the worker does not start, the board is spliced and that is logged", async () => {
  const { head, log } = await compactedBoard({ file: new URL("./absent.ts", import.meta.url) });
  assert.equal(head?.entries, 0);
  assert.deepEqual(log, ["board spliced"]);
});

Deno.test("a closed compactor does nothing and does not fail", async () => {
  using kv = await openDatabase(":memory:");
  const compactor = new Compactor({ clock: systemClock, log: () => {} });
  compactor[Symbol.dispose]();
  compactor[Symbol.dispose]();
  assert.equal(await compactor.compact(new KvBoardStore(kv), "a"), undefined);
});
