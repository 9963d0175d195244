import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { ADMITTED_MS, REMOVED_MS } from "../../../board/moderation.ts";
import { backup, restore } from "../../../server/backup/backup.ts";
import { type BoardCopy, decodeBackup, encodeBackup } from "../../../server/backup/backup_file.ts";
import type { Database } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { keysOf } from "../../../server/store/bulk_delete.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { ModerationStore } from "../../../server/store/moderation_store.ts";
import { entriesOf, withKv } from "../../support/store/crashes.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { strokeUpdates } from "../../support/store/stored_boards.ts";

const BOARD = "one";
const OWNER = { name: "Ada", link: "a".repeat(64) };
const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };

const visitorOf = (name: string) => ({ visitor: Buffer.from(name.padEnd(16)).toString("hex"), name });

const fileOf = (database: Database) => Array.fromAsync(backup(database, quiet));

const restoreFile = (database: Database, file: Uint8Array[], replace = false) =>
  restore(database, () => ReadableStream.from(file), { ...quiet, replace });

const NAMES = ["Muted", "Removed", "Admitted", "Former", "Waiting"];

/** A frozen board with a lobby. More entries than one record of a file has. */
async function setUp(database: Database): Promise<void> {
  await new KvLinkStore(database).createBoard(BOARD, [{ slug: "one owner", role: "owner" }]);
  await new KvLinkStore(database).createBoard("calm", [{ slug: "calm owner", role: "owner" }]);
  const store = new ModerationStore(database);
  const earlier = new ModerationStore(database, { now: () => Date.now() - REMOVED_MS - ADMITTED_MS });
  await earlier.setVisitor(BOARD, "remove", OWNER, visitorOf("Former"));
  await store.setBoard(BOARD, "freeze", OWNER, []);
  await store.setBoard(BOARD, "openLaser", OWNER, []);
  await store.setBoard(BOARD, "openLobby", OWNER, [visitorOf("Admitted")]);
  await store.setVisitor(BOARD, "mute", OWNER, visitorOf("Muted"));
  await store.setVisitor(BOARD, "remove", OWNER, visitorOf("Removed"));
  for (let i = 0; i < 100; i++) await store.note(BOARD, "createLink", OWNER, `Guests ${i}`);
  await store.ask(BOARD, visitorOf("Waiting"), "1.2.3.4");
}

async function look(database: Database): Promise<unknown> {
  const store = new ModerationStore(database);
  const [state, calm] = [await store.state(BOARD), await store.state("calm")];
  const visitors = await store.visitors(BOARD, NAMES.map((name) => visitorOf(name).visitor));
  visitors.delete(visitorOf("Former").visitor);
  return { state, calm, visitors, done: await store.done(BOARD, { limit: 200 }) };
}

const kinds = await databaseKinds();
for (const [from, to] of [[kinds[0], kinds[1]], [kinds[1], kinds[0]]]) {
  const test = (name: string, run: (from: DatabaseKind, to: DatabaseKind) => Promise<void>) =>
    Deno.test({
      name: `from ${from.name} to ${to.name}: ${name}`,
      ignore: from.ignore || to.ignore,
      fn: () => run(from, to),
    });

  test("a restored board is as frozen as it was, with its visitors and the list of what owners did", async () => {
    await using one = await from.open();
    await using other = await to.open();
    await setUp(one.database);
    const file = await fileOf(one.database);
    await restoreFile(other.database, file);
    assert.deepEqual(await look(other.database), await look(one.database));
    const store = new ModerationStore(other.database);
    assert.deepEqual((await store.restricted(BOARD)).map(({ name }) => name).sort(), ["Muted", "Removed"]);
    // Neither who waits nor what has lapsed is in the file.
    assert.deepEqual(await store.waiting(BOARD), []);
    assert.equal((await keysOf(other.database, { prefix: KEY.visitors(BOARD) })).length, 3);

    // Afterwards the numbers go on, and a replaced board is what it was.
    await store.setBoard(BOARD, "thaw", OWNER, []);
    await store.setVisitor(BOARD, "mute", OWNER, visitorOf("Late"));
    await store.setBoard("calm", "freeze", OWNER, []);
    await store.ask(BOARD, visitorOf("Waiting"), "1.2.3.4");
    assert.equal((await store.done(BOARD, { limit: 1 }))[0].number, 108);
    const news = await store.news();
    await restoreFile(other.database, file, true);
    assert.deepEqual(await look(other.database), await look(one.database));
    assert.equal((await store.restricted(BOARD)).length, 2);
    assert.deepEqual([await store.waiting(BOARD), await store.done("calm", { limit: 1 })], [[], []]);
    assert.notEqual(await store.news(), news);
  });
}

Deno.test("a file with valid checksums and a wrong state or list is refused, and nothing changes", async () => {
  const state = { isFrozen: true, hasLobby: false };
  const visitor = { ...visitorOf("Bo"), isMuted: true };
  const entry = { number: 1, at: 1, ...OWNER, action: "freeze" as const };
  const good = { state, last: 2, visitors: [visitor], done: [entry] };
  const fileWith = (moderation: unknown) =>
    Array.fromAsync(encodeBackup(ReadableStream.from([
      { id: "x", links: [], update: strokeUpdates([10])[0], talk: [], moderation } as unknown as BoardCopy,
    ])));
  const [copy] = await Array.fromAsync(decodeBackup(ReadableStream.from(await fileWith(good))));
  assert.deepEqual(copy.moderation, good);
  const hostile: [RegExp, unknown][] = [
    [/what owners set/, { ...good, state: { ...state, isFrozen: 1 } }],
    [/what owners set/, { ...good, state: { ...state, isLaserOpen: "yes" } }],
    [/what owners set/, { ...good, last: -1 }],
    ...[{ visitor: "../x" }, { name: "\u202eBo" }, { isMuted: "yes" }, { removedUntil: "1" }, { admittedUntil: -1 }]
      .map((bad): [RegExp, unknown] => [/state of a visitor/, { ...good, visitors: [{ ...visitor, ...bad }] }]),
    ...[{ number: 0 }, { at: "1" }, { name: 7 }, { link: "x" }, { action: "ban" }, { about: "x".repeat(2_000) }]
      .map((bad): [RegExp, unknown] => [/what an owner did/, { ...good, done: [{ ...entry, ...bad }] }]),
    [/out of order/, { ...good, done: [entry, entry] }],
    [/out of order/, { ...good, done: [{ ...entry, number: 3 }] }],
  ];
  for (const [why, moderation] of hostile) {
    const file = await fileWith(moderation);
    await withKv([], async (kv) => {
      await assert.rejects(restoreFile(kv, file), why, JSON.stringify(moderation));
      assert.deepEqual(await entriesOf(kv), []);
    });
  }
});
