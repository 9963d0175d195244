import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Account } from "../../../server/accounts/account.ts";
import { AccountPictures } from "../../../server/accounts/account_pictures.ts";
import { AccountStore } from "../../../server/accounts/account_store.ts";
import { AccountSessions } from "../../../server/accounts/account_sessions.ts";
import { backup, restore } from "../../../server/backup/backup.ts";
import { encodeBackup } from "../../../server/backup/backup_file.ts";
import type { Database } from "../../../server/database/database.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { BoardBin } from "../../../server/store/bin/board_bin.ts";
import { BoardNames } from "../../../server/store/board_names.ts";
import { idOf } from "../../../server/store/link_record.ts";
import { AccountBoardStore } from "../../../server/store/people/account_board_store.ts";
import { BoardPeople } from "../../../server/store/people/board_people.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { KvTalkStore } from "../../../server/store/kv_talk_store.ts";
import { jpegOf } from "../../support/board/jpeg.ts";
import { entriesOf, withKv } from "../../support/store/crashes.ts";

/** A backup in format 2, in base64. It has one board, named "old", with one link, one entry and one message. */
const FORMAT_2 =
  "RFJBV0JSSURHRSBCQUNLVVAgMgoBAAAAe3siaWQiOiJvbGQiLCJsaW5rcyI6W3siaWQiOiIwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD" +
  "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwIiwicm9sZSI6Im93bmVyIiwiY3JlYXRlZCI6MX1dfbOyTwACAAAAEwEBAQAoAQZz" +
  "aGFwZXMBYQF9AQBQax18BQAAAEhbeyJraW5kIjoicG9zdCIsInRleHQiOiJoaSIsIm51bWJlciI6MSwiYXQiOjEsImF1dGhvciI6IiIsIm5hbW" +
  "UiOiJBZGEifV0Ppb6KAwAAAGF7ImJ5dGVzIjoxOSwic2hhMjU2IjoiNTg3OTZhYTJhYzQ2M2NmMWUzOGUxOGI4NjRjYjc3ZWE4ZTcxMDRhMjg2" +
  "ZjBhMTlmYzI4ZjVlMDk5ODAyMGFhZiIsInRhbGsiOjF9QvirHwQAAABYeyJib2FyZHMiOjEsInNoYTI1NiI6IjRiNjYzYWRhMTRhYTA1M2IzZm" +
  "VjNmI4M2YzOTFmZDFhMWU2N2RjYjhjZDJlZDkwNjM1ZGM1MjUzN2U2NjIyY2MifQdRpCw=";

const ADA: Account = {
  id: "ada",
  name: "Ada",
  color: "green",
  created: 1,
  passkeys: [{ id: "key", publicKey: "pk", counter: 7, transports: ["usb"], name: "Key", created: 2, used: 3 }],
  identities: [{ issuer: "https://id.example", subject: "1" }],
  recoveryCodes: ["a".repeat(64)],
};
const BO: Account = { ...ADA, id: "bo", name: "Bo", passkeys: [], identities: [{ issuer: "i", subject: "2" }] };
const PEOPLE = [ADA, { ...BO, recoveryCodes: [] }];

const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };

async function fileOf(kv: Database, boards?: string[]): Promise<Uint8Array> {
  return new Uint8Array(Buffer.concat(await Array.fromAsync(backup(kv, { boards, ...quiet }))));
}

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 100) yield await Promise.resolve(bytes.subarray(from, from + 100));
}

const restoreFile = (kv: Database, file: Uint8Array, replace = false) =>
  restore(kv, () => inParts(file), { replace, progress: () => {} });

const withPeople = (run: (kv: Database) => Promise<void>) =>
  withKv([], async (kv) => {
    for (const account of PEOPLE) await new AccountStore(kv).create(account);
    await new KvLinkStore(kv).createBoard("one", [{ slug: "one owner", role: "owner" }]);
    await run(kv);
  });

Deno.test("a restore on another database gives the same accounts, and signs nobody in", () =>
  withPeople(async (kv) => {
    const token = (await new AccountSessions(kv).create("ada", { device: "" }))!;
    const file = await fileOf(kv);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      const store = new AccountStore(other);
      assert.deepEqual(await Array.fromAsync(store.all()), PEOPLE);
      assert.deepEqual(await store.ofPasskey("key"), ADA);
      assert.deepEqual(await store.ofRecoveryCode("a".repeat(64)), ADA);
      assert.equal((await store.ofIdentity({ issuer: "i", subject: "2" }))?.id, "bo");
      assert.equal(await new AccountSessions(other).find(token), undefined);
    });
  }));

Deno.test("a backup of named boards has no accounts", () =>
  withPeople(async (kv) => {
    const file = await fileOf(kv, ["one"]);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      assert.deepEqual(await Array.fromAsync(new AccountStore(other).all()), []);
    });
  }));

Deno.test("an existing account stops the restore, and is replaced with --replace", () =>
  withPeople(async (kv) => {
    const file = await fileOf(kv);
    const store = new AccountStore(kv);
    await store.change("ada", (account) => ({ ...account, name: "Eve", passkeys: [] }));
    const before = await entriesOf(kv);
    await assert.rejects(restoreFile(kv, file), /account ada exists/);
    assert.deepEqual(await entriesOf(kv), before);
    await restoreFile(kv, file, true);
    assert.deepEqual(await store.ofPasskey("key"), ADA);
  }));

Deno.test("a passkey that belongs to another account by now is not taken away from it", () =>
  withPeople(async (kv) => {
    const file = await fileOf(kv);
    await withKv([], async (other) => {
      await new AccountStore(other).create({ ...ADA, id: "eve" });
      const before = await entriesOf(other);
      await assert.rejects(restoreFile(other, file, true), /passkey of account ada belongs to another/);
      assert.deepEqual(await entriesOf(other), before);
    });
  }));

Deno.test("nothing is restored from a file whose accounts are wrong or incomplete", async () => {
  const bytesOf = async (accounts: unknown[]) =>
    new Uint8Array(Buffer.concat(await Array.fromAsync(encodeBackup(ReadableStream.from([]), accounts as Account[]))));
  const [key] = ADA.passkeys;
  const hostile = [
    { ...ADA, name: "" },
    { ...ADA, name: "\u202eAda" },
    { ...ADA, color: "#fff" },
    { ...ADA, passkeys: [], identities: [] },
    { ...ADA, passkeys: [{ ...key, counter: -1 }] },
    { ...ADA, passkeys: "key" },
    { ...ADA, identities: [{ issuer: "i" }] },
    { ...ADA, recoveryCodes: ["x"] },
    { ...ADA, picture: "token" },
    { ...ADA, picture: "../token", pictureBytes: jpegOf().toBase64() },
    { ...ADA, picture: "token", pictureBytes: btoa("<svg/>") },
    { ...ADA, picture: "token", pictureBytes: "é" },
    { ...ADA, picture: "token", pictureBytes: jpegOf({ width: 1_000 }).toBase64() },
    7,
  ];
  for (const account of hostile) {
    await withKv([], async (kv) => {
      await assert.rejects(restoreFile(kv, await bytesOf([ADA, account])), /an account cannot be read|not JSON/);
      assert.deepEqual(await entriesOf(kv), []);
    });
  }
  const good = await bytesOf(PEOPLE);
  await withKv([], async (kv) => {
    await assert.rejects(restoreFile(kv, await bytesOf([ADA, ADA])), /an account comes twice/);
    for (let at = 0; at < good.length; at += 7) {
      await assert.rejects(restoreFile(kv, good.with(at, good[at] ^ 1)));
    }
    assert.deepEqual(await entriesOf(kv), []);
  });
});

Deno.test("a file of format 2, which has no accounts, is restored", () =>
  withKv([], async (kv) => {
    await restoreFile(kv, new Uint8Array(Buffer.from(FORMAT_2, "base64")));
    assert.equal((await new KvLinkStore(kv).list("old")).length, 1);
    const { events } = await new KvTalkStore(kv, { events: new LocalEvents() }).read("old", { after: 0, limit: 5 });
    assert.deepEqual(events.map((event) => event.kind === "post" && event.text), ["hi"]);
  }));

Deno.test("a restore brings lists, roles, invitations, names and the bin back", () =>
  withPeople(async (kv) => {
    const links = new KvLinkStore(kv);
    await links.createBoard("two", [{ slug: "two owner", role: "owner" }]);
    const boards = new AccountBoardStore(kv);
    await boards.note("ada", {
      board: "two",
      link: idOf("two owner"),
      role: "owner",
      title: "Two",
      at: 5,
      pinned: true,
    });
    await boards.arrange("ada", "two", { folder: "Team" });
    const people = new BoardPeople(kv);
    for (const name of ["bo", "nobody"]) await people.invite("one", { name, role: "editor", title: "One" });
    await people.claim("bo", ["bo"]);
    await new BoardNames(kv).set("one", "retro");
    await new BoardBin(kv, { links, now: () => 7 }).put("two");
    const file = await fileOf(kv);
    await withKv([], async (other) => {
      await restoreFile(other, file);
      const there = new AccountBoardStore(other);
      for (const account of ["ada", "bo"]) assert.deepEqual(await there.list(account), await boards.list(account));
      assert.deepEqual(await new BoardPeople(other).list("one"), await people.list("one"));
      assert.equal(await new BoardNames(other).boardOf("retro"), "one");
      assert.ok(await there.give("bo", "one"));
      assert.equal((await new KvLinkStore(other).find("two owner"))!.isBinned, true);
      await new BoardPeople(other).claim("ada", ["nobody"]);
      assert.deepEqual((await there.list("ada")).map(({ board }) => board).sort(), ["one", "two"]);
      await restoreFile(other, file, true);
      assert.deepEqual(await there.list("bo"), await boards.list("bo"));
    });
  }));

Deno.test("the picture of an account is restored under its token, in place of a later one", () =>
  withPeople(async (kv) => {
    const pictures = new AccountPictures(kv), accounts = new AccountStore(kv);
    const token = (await pictures.set("ada", jpegOf()))!;
    const file = await fileOf(kv);
    const look = async (database: Database) => {
      const restored = new AccountPictures(database);
      assert.equal((await new AccountStore(database).find("ada"))!.picture, token);
      assert.equal((await new AccountStore(database).find("bo"))!.picture, undefined);
      assert.deepEqual(await restored.find(token), jpegOf());
    };
    await withKv([], async (other) => {
      await restoreFile(other, file);
      await look(other);
    });
    const later = (await pictures.set("ada", jpegOf({ width: 64 })))!;
    await restoreFile(kv, file, true);
    await look(kv);
    assert.equal(await pictures.find(later), undefined);
    // A file from before there were pictures takes one away.
    await restoreFile(
      kv,
      await new Response(ReadableStream.from(encodeBackup(ReadableStream.from([]), [ADA]))).bytes(),
      true,
    );
    assert.deepEqual([(await accounts.find("ada"))!.picture, await pictures.find(token)], [undefined, undefined]);
  }));
