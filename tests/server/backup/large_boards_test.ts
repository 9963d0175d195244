import assert from "node:assert/strict";
import { type Database, entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { createHash } from "node:crypto";
import * as Y from "yjs";
import { BOARD_BYTES_MAX } from "../../../board/limits.ts";
import { backup, restore } from "../../../server/backup/backup.ts";
import { encodeBackup } from "../../../server/backup/backup_file.ts";
import { EMPTY_HEAD, type Head, type StoredBoard } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { UNREADABLE, UnreadableBoard } from "../../support/store/unreadable_boards.ts";

const ID = "board";
const MB = 1024 * 1024;

/** Random bytes in the size of several strokes, which cannot be compressed or merged. */
function noise(bytes: number): Uint8Array {
  const noise = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  return noise;
}

/** Updates that each add one value. */
function updatesOf(count: number, bytes: number): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < count; i++) doc.getMap("shapes").set(`s.${i}`, noise(bytes));
  return updates;
}

/** A checksum of a document's content. */
function sumOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const sum = createHash("sha256");
  for (const [id, value] of [...doc.getMap("shapes")].sort(([a], [b]) => a < b ? -1 : 1)) {
    sum.update(id).update(value instanceof Uint8Array ? value : JSON.stringify(value));
  }
  doc.destroy();
  return sum.digest("hex");
}

async function compact(store: KvBoardStore): Promise<void> {
  const { head, updates } = (await store.load(ID))!;
  assert.notEqual(await store.compact(ID, head, [Y.mergeUpdates([...updates])]), "conflict");
}

const whole = ({ updates, damage }: StoredBoard) => {
  assert.equal(damage, undefined);
  return sumOf(updates);
};

/** Backs up and restores, with the file in another temporary folder. @returns the warnings and the copy */
async function copyOf(kv: Database, folder: string): Promise<{ warnings: string[]; copy: Database }> {
  const path = `${folder}/boards.backup`;
  const warnings: string[] = [];
  const parts = backup(kv, { progress() {}, warn: (sentence) => warnings.push(sentence) });
  await Deno.writeFile(path, ReadableStream.from(parts));
  const copy = await openDatabase(`${folder}/copy.sqlite3`);
  const read = async function* () {
    yield* (await Deno.open(path)).readable;
  };
  await restore(copy, read, { progress() {} });
  return { warnings, copy };
}

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a board of 60 MB is appended, compacted, loaded, backed up and restored", () =>
  withFolder(async (folder) => {
    using kv = await openDatabase(`${folder}/kv.sqlite3`);
    const store = new KvBoardStore(kv);
    const updates = updatesOf(30, 2 * MB);
    assert.ok(updates.length * 2 * MB > BOARD_BYTES_MAX);
    const sum = sumOf(updates);
    let head: Head = EMPTY_HEAD;
    for (const [i, update] of updates.entries()) {
      head = await store.append(ID, head, update) as Head;
      if (i !== 9 && i !== 19) continue;
      await compact(store);
      head = (await store.load(ID))!.head;
    }
    await compact(store);
    assert.equal(whole((await store.load(ID))!), sum);
    const left = (await Array.fromAsync(entries(kv, { prefix: ["boards", ID, "log"] }), ({ key }) =>
      key[3])) as number[];
    assert.deepEqual(left, Array.from({ length: 10 }, (_, i) => 21 + i), "what the generation before needs");

    const { warnings, copy } = await copyOf(kv, folder);
    assert.deepEqual(warnings, []);
    assert.equal(whole((await new KvBoardStore(copy).load(ID))!), sum);
    copy.close();
  }));

// One of them has more structs than a board may have now.
for (const name of UNREADABLE) {
  Deno.test(`a board that an earlier version could not read is backed up and restored: ${name}`, () =>
    withFolder(async (folder) => {
      await using board = await UnreadableBoard.open(name);
      const id = await board.id();
      const { warnings, copy } = await copyOf(board.kv, folder);
      assert.deepEqual(warnings, []);
      const stored = (await new KvBoardStore(board.kv).load(id))!;
      assert.equal(whole((await new KvBoardStore(copy).load(id))!), whole(stored));
      copy.close();
    }));
}

Deno.test("a backup holds one board at a time, and reads the next one after that one is written", async () => {
  let asked = 0;
  async function* boards() {
    for (const id of ["one", "two"]) {
      asked++;
      yield await Promise.resolve({ id, links: [], update: noise(3 * MB), talk: [] });
    }
  }
  let written = 0;
  for await (const part of encodeBackup(boards())) {
    assert.ok(part.length < MB);
    written += part.length;
    assert.ok(asked < 2 || written > 3 * MB, `only ${written} bytes are written`);
  }
  assert.equal(asked, 2);
});
