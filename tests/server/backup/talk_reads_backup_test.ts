import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Account } from "../../../server/accounts/account.ts";
import { AccountStore } from "../../../server/accounts/account_store.ts";
import { backup, restore } from "../../../server/backup/backup.ts";
import { encodeBackup } from "../../../server/backup/backup_file.ts";
import type { Database } from "../../../server/database/database.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { ModerationStore } from "../../../server/store/moderation_store.ts";
import { TalkReads } from "../../../server/store/talk/talk_reads.ts";
import { entriesOf, withKv } from "../../support/store/crashes.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";
import { ADA_OF_PROVIDER } from "../../support/store/accounts.ts";

/** A backup in format 3, in base64. It has the account "ada", and one board, named "old", with one message. */
const FORMAT_3 =
  "RFJBV0JSSURHRSBCQUNLVVAgMwoGAAAAgnsiaWQiOiJhZGEiLCJuYW1lIjoiQWRhIiwiY29sb3IiOiJncmVlbiIsImNyZWF0ZWQiOjEsInBhc3Nr" +
  "ZXlzIjpbXSwiaWRlbnRpdGllcyI6W3siaXNzdWVyIjoiaSIsInN1YmplY3QiOiIxIn1dLCJyZWNvdmVyeUNvZGVzIjpbXX2E0PVRAQAAAHt7Imlk" +
  "Ijoib2xkIiwibGlua3MiOlt7ImlkIjoiMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw" +
  "MDAwMCIsInJvbGUiOiJvd25lciIsImNyZWF0ZWQiOjF9XX2zsk8AAgAAABMBAQEAKAEGc2hhcGVzAWEBfQEAUGsdfAUAAABIW3sia2luZCI6InBv" +
  "c3QiLCJ0ZXh0IjoiaGkiLCJudW1iZXIiOjEsImF0IjoxLCJhdXRob3IiOiIiLCJuYW1lIjoiQWRhIn1dD6W+igMAAABheyJieXRlcyI6MTksInNo" +
  "YTI1NiI6IjU4Nzk2YWEyYWM0NjNjZjFlMzhlMThiODY0Y2I3N2VhOGU3MTA0YTI4NmYwYTE5ZmMyOGY1ZTA5OTgwMjBhYWYiLCJ0YWxrIjoxfUL4" +
  "qx8EAAAAZXsiYm9hcmRzIjoxLCJhY2NvdW50cyI6MSwic2hhMjU2IjoiZjM0OWZhYzI3MzEwOTE1NzI2ZTdhNzE5MWUyZGVjNGI3MDNmNmY2ODM1" +
  "MTc0MWQ4Y2Y3NDk3OTY1N2EwYTM5NiJ9l5wlHQ==";

const BO: Account = { ...ADA_OF_PROVIDER, id: "bo", name: "Bo", identities: [{ issuer: "i", subject: "2" }] };
const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };
const [A, B] = ["a".repeat(32), "b".repeat(32)];
const talkIn = (database: Database) => new KvTalkStore(database, { events: new LocalEvents() });

const restoreFile = (database: Database, file: Uint8Array[], replace = false) =>
  restore(database, () => ReadableStream.from(file), { ...quiet, replace });

for (const kind of await databaseKinds()) {
  const name = `on ${kind.name}, a restore brings back how far accounts have read, and what concerns an author`;
  Deno.test({
    name,
    ignore: kind.ignore,
    fn: async () => {
      await using one = await kind.open();
      await using other = await kind.open();
      for (const account of [ADA_OF_PROVIDER, BO]) await new AccountStore(one.database).create(account);
      await new KvLinkStore(one.database).createBoard("one", [{ slug: "one owner", role: "owner" }]);
      const talk = talkIn(one.database);
      const says = { author: A, name: "Ada", isModerator: false };
      const mentions = [{ author: B, name: "Bo" }];
      await talk.append("one", { ...says, action: { kind: "post", text: "@Bo see", mentions } });
      await talk.append("one", { ...says, author: B, action: { kind: "comment", text: "?", place: { x: 0, y: 0 } } });
      await talk.append("one", { ...says, action: { kind: "reply", of: 2, text: "!" } });
      await talk.reads.note("ada", "one", 2);
      for (let i = 0; i < 120; i++) await talk.reads.note("bo", `board ${String(i).padStart(3, "0")}`, i + 1);
      assert.deepEqual(await talk.concerns("one", [B], 0), [1, 3]);

      const file = await Array.fromAsync(backup(one.database, quiet));
      await restoreFile(other.database, file);
      const reads = new TalkReads(other.database);
      for (const id of ["ada", "bo"]) assert.deepEqual(await reads.list(id), await talk.reads.list(id));
      assert.equal((await reads.list("bo")).length, 120);
      assert.deepEqual(await talkIn(other.database).concerns("one", [B], 0), [1, 3]);

      await reads.note("ada", "one", 3);
      await restoreFile(other.database, file, true);
      assert.equal(await reads.find("ada", "one"), 2);
    },
  });
}

Deno.test("nothing is restored from a file that is wrong about what an account has read", async () => {
  for (const bad of [{ read: 0 }, { read: 1.5 }, { read: 1e9 }, { board: "" }, { board: "x".repeat(201) }]) {
    const reads = [{ board: "one", read: 1 }, { board: "two", read: 1, ...bad }];
    const file = await Array.fromAsync(encodeBackup(ReadableStream.from([]), [ADA_OF_PROVIDER, { ...BO, reads }]));
    await withKv([], async (kv) => {
      await assert.rejects(restoreFile(kv, file), /how far an account has read cannot be read/, JSON.stringify(bad));
      assert.deepEqual(await entriesOf(kv), []);
    });
  }
});

Deno.test("a file of format 3, which has neither this nor what owners set, is restored", () =>
  withKv([], async (kv) => {
    await restoreFile(kv, [new Uint8Array(Buffer.from(FORMAT_3, "base64"))]);
    assert.deepEqual(await new AccountStore(kv).find("ada"), ADA_OF_PROVIDER);
    assert.deepEqual(await new TalkReads(kv).list("ada"), []);
    assert.equal((await talkIn(kv).read("old", { limit: 1 })).last, 1);
    assert.deepEqual(await new ModerationStore(kv).done("old", { limit: 1 }), []);
  }));
