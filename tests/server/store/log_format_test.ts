import assert from "node:assert/strict";
import * as Y from "yjs";
import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { EMPTY_HEAD, type Head } from "../../../server/store/board_store.ts";
import type { Author } from "../../../server/store/entry_origin.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import type { LogEntry } from "../../../server/store/log_entry.ts";
import type { RetentionPolicy } from "../../../server/store/retention.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { everything } from "../../support/store/database_content.ts";

const ID = "board";
const NOW = 1_800_000_000_000;
const ANN: Author = { link: "0a".repeat(32), name: "Ann", clients: [7] };

function updateOf(key: string, bytes = 10): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap("shapes").set(key, new Uint8Array(bytes));
  return Y.encodeStateAsUpdate(doc);
}

function keysOf(updates: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return [...doc.getMap("shapes").keys()].sort();
}

/**
 * A database that the server wrote before log format 3: seven updates, the keys s.0 to s.6, two snapshots after the
 * first three; the fifth update is in chunks, the sixth entry has format 1.
 */
async function withFormat2(kind: DatabaseKind, run: (database: Database) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_" });
  try {
    const packed = await Deno.open(new URL("fixtures/format_2.sqlite3.gz", import.meta.url));
    await Deno.writeFile(`${folder}/kv.sqlite3`, packed.readable.pipeThrough(new DecompressionStream("gzip")));
    using written = await openDatabase(`${folder}/kv.sqlite3`);
    await using opened = await kind.open();
    for await (const { key, value } of entries(written, { prefix: [] })) {
      await opened.database.commit(new Commit().set(key, value));
    }
    await run(opened.database);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const kinds = await databaseKinds();

function testFormat2(name: string, run: (database: Database) => Promise<void>): void {
  for (const kind of kinds) {
    Deno.test({ name: `${name} (${kind.name})`, ignore: kind.ignore, fn: () => withFormat2(kind, run) });
  }
}

const OLD_KEYS = Array.from({ length: 7 }, (_, i) => `s.${i}`);

testFormat2("a database of format 2 opens, without origins, and reading changes nothing", async (database) => {
  const before = await everything(database);
  const { updates, origins, damage } = (await new KvBoardStore(database).load(ID))!;
  assert.equal(damage, undefined);
  assert.deepEqual(keysOf(updates), OLD_KEYS);
  assert.deepEqual(origins, updates.map(() => undefined));
  assert.equal(await everything(database), before);
});

testFormat2("a log with entries of formats 1, 2 and 3 is read in order, and compacted", async (database) => {
  const store = new KvBoardStore(database, { now: () => NOW });
  const old = (await store.load(ID))!;
  let head = await store.append(ID, old.head, updateOf("a"), { authors: [ANN] }) as Head;
  head = await store.append(ID, head, updateOf("b", 70_000), { authors: [ANN] }) as Head;
  const { updates, origins } = (await store.load(ID))!;
  assert.deepEqual(keysOf(updates), ["a", "b", ...OLD_KEYS]);
  const origin = { committed: NOW, authors: [ANN] };
  assert.deepEqual(origins, [...old.updates.map(() => undefined), origin, origin]);
  assert.deepEqual((await store.loadAfter(ID, old.head)).origins, [origin, origin]);
  assert.notEqual(await store.compact(ID, head, [Y.mergeUpdates([...updates])]), "conflict");
  assert.deepEqual(keysOf((await store.load(ID))!.updates), ["a", "b", ...OLD_KEYS]);
});

Deno.test("a board with an entry of a later format is refused as a whole, and nothing of it is changed", async () => {
  using database = new MemoryDatabase();
  const store = new KvBoardStore(database);
  const first = await store.append(ID, EMPTY_HEAD, updateOf("a")) as Head;
  const second = await store.append(ID, first, updateOf("b")) as Head;
  await store.append(ID, second, updateOf("c"));
  const { value } = await database.get<Uint8Array>(KEY.logEntry(ID, 2));
  value![0] = 4;
  await database.commit(new Commit().set(KEY.logEntry(ID, 2), value));
  const before = await everything(database);
  const message = "Cannot read entry as its version is newer: 4";
  await assert.rejects(() => store.load(ID), { message });
  // A server of this version that has the board open cannot go on either.
  assert.equal(await store.append(ID, first, updateOf("d")), "conflict");
  await assert.rejects(() => store.loadAfter(ID, first), { message });
  assert.equal(await everything(database), before);
});

/** Three generations with two entries each, and the numbers of the entries that are left. */
async function compactedTwice(retention?: RetentionPolicy) {
  const database = new MemoryDatabase();
  const store = new KvBoardStore(database, { now: () => NOW, ...(retention && { retention }) });
  for (let i = 0; i < 6; i++) {
    const head = (await store.load(ID))?.head ?? EMPTY_HEAD;
    await store.append(ID, head, updateOf(`s.${i}`, i === 1 ? 70_000 : 10), { authors: i % 2 ? [ANN] : [] });
    if (i % 2 === 0) continue;
    const { head: now, updates } = (await store.load(ID))!;
    await store.compact(ID, now, [Y.mergeUpdates([...updates])]);
  }
  const log = await Array.fromAsync(entries<LogEntry>(database, { prefix: KEY.log(ID) }));
  return { store, left: log.map(({ key }) => key.at(-1)) };
}

Deno.test("by default a compaction deletes the entries that both generations contain", async () => {
  const { store, left } = await compactedTwice();
  assert.deepEqual(left, [5, 6]);
  assert.deepEqual(keysOf((await store.load(ID))!.updates), OLD_KEYS.slice(0, 6));
});

Deno.test("a retention policy keeps entries by their number, time and authors, and only contained ones", async () => {
  const asked: number[] = [];
  const { store, left } = await compactedTwice({
    deletes: ({ seq, origin }) => {
      asked.push(seq);
      assert.equal(origin!.committed, NOW);
      return origin!.authors.length === 0;
    },
  });
  assert.deepEqual(left, [2, 4, 5, 6]);
  assert.ok(Math.max(...asked) <= 4);
  const { updates, damage } = (await store.load(ID))!;
  assert.deepEqual(keysOf(updates), OLD_KEYS.slice(0, 6));
  assert.equal(damage, undefined);
});
