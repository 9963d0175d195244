import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { titledUpdate, titleOf } from "../../../board/title.ts";
import { Commit, type Database } from "../../../server/database/database.ts";
import { Buffer } from "node:buffer";
import type { TalkAction } from "../../../board/talk.ts";
import { backup, restore } from "../../../server/backup/backup.ts";
import { encodeBackup } from "../../../server/backup/backup_file.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { crashEverywhere, entriesOf, withKv } from "../../support/store/crashes.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { Appender, inStore, opened, strokeUpdates } from "../../support/store/stored_boards.ts";

/** A backup in format 1, in base64. It has one board, named "old", with one link and one entry. */
const FORMAT_1 =
  "RFJBV0JSSURHRSBCQUNLVVAgMQoBAAAAe3siaWQiOiJvbGQiLCJsaW5rcyI6W3siaWQiOiIwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD" +
  "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwIiwicm9sZSI6Im93bmVyIiwiY3JlYXRlZCI6MX1dfbOyTwACAAAAEwEBAQAoAQZz" +
  "aGFwZXMBYQF9AQBQax18AwAAAFh7ImJ5dGVzIjoxOSwic2hhMjU2IjoiNTg3OTZhYTJhYzQ2M2NmMWUzOGUxOGI4NjRjYjc3ZWE4ZTcxMDRhMj" +
  "g2ZjBhMTlmYzI4ZjVlMDk5ODAyMGFhZiJ9O3w1rgQAAABYeyJib2FyZHMiOjEsInNoYTI1NiI6Ijk5YjU4YjkwNzI0YWRiY2NlYTBjZjZhOWE3" +
  "M2ViZDQwNWJlNDBjYzMyNTU1ODA0MTJiMDE0Y2FhMjEzYTgzYzIifQtZe1k=";

const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };

async function* inParts(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

async function fileOf(kv: Database, boards?: string[]): Promise<Uint8Array> {
  return new Uint8Array(Buffer.concat(await Array.fromAsync(backup(kv, { boards, ...quiet }))));
}

const restoreFile = (kv: Database, file: Uint8Array, replace = false) =>
  restore(kv, () => inParts(file), { replace, progress: () => {} });

const SLUGS = ["one owner", "one guest", "two owner", "two late"];

/** Two boards with links, one without content, and one without links. */
async function fourBoards(kv: Database): Promise<void> {
  const links = new KvLinkStore(kv);
  await links.createBoard("one", [{ slug: "one owner", role: "owner" }]);
  const sites = ["https://wiki.example"];
  await links.create("one", { slug: "one guest", role: "viewer", label: "Guests", passphrase: "open", sites });
  await links.createBoard("two", [{ slug: "two owner", role: "owner" }]);
  await links.createBoard("empty", [{ slug: "empty owner", role: "owner" }]);
  for (const [i, board] of ["one", "two", "open:three"].entries()) {
    const appender = await Appender.open(new KvBoardStore(kv), board);
    for (const update of strokeUpdates([10, 26_000, ...Array(i).fill(10)])) await appender.append(update);
  }
  const talk = new KvTalkStore(kv, { events: new LocalEvents() });
  for (let i = 0; i < EVENTS; i++) {
    const action = said(i);
    await talk.append("one", { action, author: "a", name: "Ada", isModerator: false });
  }
  assert.equal((await talk.read("one", { limit: 1 })).last, EVENTS);
}

/** By turns messages, comments with replies, and removals. The number of event `i` is `i + 1`. */
function said(i: number): TalkAction {
  switch (i % 10) {
    case 5:
      return { kind: "comment", text: `é ${i}`, place: { x: i, y: 0 } };
    case 6:
      return { kind: "reply", of: i, text: "yes" };
    case 7:
      return i % 3 === 0 ? { kind: "resolve", of: i - 1 } : { kind: "move", of: i - 1, place: { x: i, y: 1 } };
    case 9:
      return { kind: "remove", of: i % 20 === 9 ? i - 3 : i - 8 };
    default:
      return { kind: "post", text: `é ${i}` };
  }
}

/** More than one record of a file, and more than one commit, take. */
const EVENTS = 205;

/** Everything that people can see of the boards. */
async function look(kv: Database): Promise<unknown> {
  const store = new KvBoardStore(kv);
  const links = new KvLinkStore(kv);
  const boards = await Promise.all(["one", "two", "open:three"].map((board) => inStore(store, board)));
  const opens = await Promise.all(SLUGS.map((slug) => links.find(slug)));
  const talk = await talkOf(kv);
  return {
    boards,
    opens,
    talk,
    lists: await Promise.all(["one", "two", "empty"].map((board) => links.list(board))),
  };
}

async function talkOf(kv: Database): Promise<unknown> {
  const store = new KvTalkStore(kv, { events: new LocalEvents() });
  return [
    await store.read("one", { after: 0, limit: 300 }),
    await store.read("one", { thread: 6, after: 0, limit: 300 }),
    await store.threads("one", { isResolved: false, limit: 300 }),
    await store.threads("one", { isResolved: true, limit: 300 }),
  ];
}

const withBoards = <T>(run: (kv: Database) => Promise<T>) =>
  withKv([], async (kv) => (await fourBoards(kv), await run(kv)));

Deno.test("a restore on another database gives the same boards, links, labels and passphrases", () =>
  withBoards(async (kv) => {
    const file = await fileOf(kv);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      assert.deepEqual(await look(other), await look(kv));
      const unlocked = await new KvLinkStore(other).unlock("one guest", "open", {
        slug: "x",
        expires: Date.now() + 9_000,
      });
      assert.equal(unlocked?.board, "one");
    });
  }));

Deno.test("a restored board has its title", () =>
  withKv([], async (kv) => {
    await new KvLinkStore(kv).createBoard("one", [{ slug: "one owner", role: "owner" }]);
    await (await Appender.open(new KvBoardStore(kv), "one")).append(titledUpdate("Harbour"));
    const file = await fileOf(kv);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      const board = new Board();
      for (const update of (await new KvBoardStore(other).load("one"))!.updates) Y.applyUpdate(board.doc, update);
      assert.equal(titleOf(board), "Harbour");
    });
  }));

const kinds = await databaseKinds();
for (const from of kinds) {
  for (const to of kinds) {
    const ignore = from.ignore || to.ignore;
    Deno.test({ name: `a backup of ${from.name} is restored to ${to.name}`, ignore, fn: () => moves(from, to) });
  }
}

async function moves(from: DatabaseKind, to: DatabaseKind): Promise<void> {
  await using one = await from.open();
  await using other = await to.open();
  await fourBoards(one.database);
  const file = await fileOf(one.database);
  await restoreFile(other.database, file);
  assert.deepEqual(await look(other.database), await look(one.database));
  await assert.rejects(restoreFile(other.database, file), /exists/);
  await restoreFile(other.database, file, true);
  assert.deepEqual(await look(other.database), await look(one.database));
}

Deno.test("boards can be selected; a missing one is reported, and the others are included", () =>
  withBoards(async (kv) => {
    const warnings: string[] = [];
    const options = {
      boards: ["two", "nowhere"],
      progress: () => {},
      warn: (text: string) => void warnings.push(text),
    };
    const file = new Uint8Array(Buffer.concat(await Array.fromAsync(backup(kv, options))));
    assert.match(warnings.join(), /nowhere/);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      assert.equal(await inStore(new KvBoardStore(other), "one"), "absent");
      assert.equal((await new KvLinkStore(other).find("two owner"))?.board, "two");
    });
  }));

Deno.test("an existing board is replaced only on request; then it and its links equal the backup", () =>
  withBoards(async (kv) => {
    const before = await look(kv);
    const file = await fileOf(kv);
    const appender = await Appender.open(new KvBoardStore(kv), "two");
    await appender.append(strokeUpdates([10, 10, 10, 10, 10]).at(-1)!);
    await new KvLinkStore(kv).create("two", { slug: "two late", role: "viewer" });
    const changed = await entriesOf(kv);
    await assert.rejects(restoreFile(kv, file), /exists/);
    assert.deepEqual(await entriesOf(kv), changed);
    await restoreFile(kv, file, true);
    assert.deepEqual(await look(kv), before);
    const later = await Appender.open(new KvBoardStore(kv), "two");
    await later.append(strokeUpdates([10]).at(-1)!);
  }));

Deno.test("a deleted board exists again after a restore", () =>
  withBoards(async (kv) => {
    const before = await look(kv);
    const file = await fileOf(kv);
    await new KvLinkStore(kv).deleteBoard("one");
    await restoreFile(kv, await fileOf(kv, ["two"]), true);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      await restoreFile(kv, await fileOf(other, ["one"]));
    });
    await new KvLinkStore(kv).resumeDeletions();
    assert.deepEqual(await look(kv), before);
  }));

Deno.test("a truncated or altered file is refused, and nothing changes", () =>
  withBoards(async (kv) => {
    const file = await fileOf(kv);
    await withKv([], async (other) => {
      const step = Math.ceil(file.length / 300);
      for (let at = 0; at < file.length; at += at < 600 || at > file.length - 600 ? 7 : step) {
        await assert.rejects(restoreFile(other, file.subarray(0, at)), /Cannot read backup/, `cut off at ${at}`);
        const altered = file.slice();
        altered[at] ^= 1 << at % 8;
        await assert.rejects(restoreFile(other, altered), /Cannot read backup/, `altered at ${at}`);
      }
      await assert.rejects(restoreFile(other, new Uint8Array([...file, 0])), /follows its end/);
      assert.deepEqual(await entriesOf(other), []);
    });
  }));

Deno.test("a file with valid checksums and hostile boards is refused, and nothing changes", async () => {
  const link = { id: "a".repeat(64), role: "owner" as const, created: 1 };
  const update = strokeUpdates([10])[0];
  const event = { kind: "post", text: "hi", number: 1, at: 1, author: "", name: "Ada" } as const;
  const good = { id: "good", links: [link], update, talk: [event] };
  const hostile = {
    "no document": { ...good, id: "x", links: [], update: new Uint8Array([9, 9, 9]) },
    "comes twice": { ...good, links: [] },
    "link comes twice": { ...good, id: "x" },
    "link cannot be read": { ...good, id: "x", links: [{ ...link, id: "../../x" }] },
    "event of its talk cannot be read": { ...good, id: "x", links: [], talk: [event, { ...event, number: 3 }] },
    "no name": { ...good, id: "" },
  };
  for (const [why, board] of Object.entries(hostile)) {
    const boards = ReadableStream.from([good, board]);
    const file = new Uint8Array(Buffer.concat(await Array.fromAsync(encodeBackup(boards))));
    await withKv([], async (kv) => {
      await assert.rejects(restoreFile(kv, file), new RegExp(why));
      assert.deepEqual(await entriesOf(kv), []);
    });
  }
});

Deno.test("a file of format 1, which has no talk, is restored", () =>
  withKv([], async (kv) => {
    await restoreFile(kv, new Uint8Array(Buffer.from(FORMAT_1, "base64")));
    const { updates } = (await new KvBoardStore(kv).load("old"))!;
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdate(doc, update);
    assert.equal(doc.getMap("shapes").get("a"), 1);
    assert.equal((await new KvLinkStore(kv).list("old")).length, 1);
  }));

Deno.test("a link that now belongs to another board is not taken away from it", () =>
  withBoards(async (kv) => {
    const file = await fileOf(kv, ["one"]);
    await withKv([], async (other) => {
      await new KvLinkStore(other).createBoard("else", [{ slug: "one owner", role: "owner" }]);
      const before = await entriesOf(other);
      await assert.rejects(restoreFile(other, file), /opens another board/);
      assert.deepEqual(await entriesOf(other), before);
    });
  }));

Deno.test("a damaged board is backed up as far as it opens, and that is reported", () =>
  withBoards(async (kv) => {
    await kv.commit(new Commit().set(["boards", "open:three", "log", 3], new Uint8Array([2, 0, 0, 0, 0])));
    const warnings: string[] = [];
    const parts = await Array.fromAsync(backup(kv, { progress: () => {}, warn: (text) => void warnings.push(text) }));
    assert.match(warnings.join(), /open:three is damaged/);
    await withKv([], async (other) => {
      await restoreFile(other, new Uint8Array(Buffer.concat(parts)));
      const { updates } = (await new KvBoardStore(other).load("open:three"))!;
      assert.ok(opened(updates).shapes.has("s.0x0"));
    });
  }));

Deno.test("a crash at any operation of replacing a board leaves the old or the new one, with its links", async () => {
  const file = await withBoards((kv) => fileOf(kv, ["two"]));
  const operations = await crashEverywhere({
    prepare: async (kv) => {
      await new KvLinkStore(kv, { now: () => 1 }).createBoard("two", [{ slug: "two late", role: "owner" }]);
      const appender = await Appender.open(new KvBoardStore(kv), "two");
      for (const update of strokeUpdates([10, 10, 26_000])) await appender.append(update);
    },
    steps: (kv) => [() => restoreFile(kv, file, true)],
    look,
  });
  assert.ok(operations > 10, `only ${operations} operations`);
});
