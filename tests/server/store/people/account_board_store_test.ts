import assert from "node:assert/strict";
import type { Account } from "../../../../server/accounts/account.ts";
import { AccountStore } from "../../../../server/accounts/account_store.ts";
import type { Database } from "../../../../server/database/database.ts";
import { AccountBoardStore } from "../../../../server/store/people/account_board_store.ts";
import { KvLinkStore } from "../../../../server/store/kv_link_store.ts";
import { idOf } from "../../../../server/store/link_record.ts";
import { entriesOf } from "../../../support/store/crashes.ts";
import { type DatabaseKind, databaseKinds } from "../../../support/store/database_kinds.ts";

const ADA: Account = {
  id: "ada",
  name: "Ada",
  color: "red",
  created: 1,
  passkeys: [],
  identities: [],
  recoveryCodes: [],
};
const DAY_MS = 86_400_000;

async function prepare(database: Database) {
  let now = 1_000;
  const clock = { now: () => now };
  const links = new KvLinkStore(database, clock);
  await new AccountStore(database).create(ADA);
  await links.createBoard("one", [{ slug: "owner", role: "owner" }, { slug: "viewer", role: "viewer" }]);
  const boards = new AccountBoardStore(database, clock);
  const note = (slug: string, { title = "", at = now, account = "ada" } = {}) =>
    links.find(slug).then((link) => boards.note(account, { ...link!, link: idOf(slug), title, at }));
  return { links, boards, note, pass: (ms: number) => void (now += ms) };
}

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `boards of accounts on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("a board is listed once, with the best link and the latest title", async (kind) => {
    await using opened = await kind.open();
    const { boards, note } = await prepare(opened.database);
    await note("viewer", { title: "First", at: 10 });
    await note("owner", { title: "Old", at: 5 });
    await note("viewer", { title: "Second", at: 20 });
    await note("viewer", { at: 30 });
    assert.deepEqual(await boards.list("ada"), [{ board: "one", role: "owner", title: "Second", at: 30 }]);
    assert.deepEqual(await boards.list("bo"), []);
  });

  test("no secret is stored, and a given link ends with the first one", async (kind) => {
    await using opened = await kind.open();
    const { boards, links, note } = await prepare(opened.database);
    await note("owner");
    const slug = (await boards.give("ada", "one"))!;
    const { board, role, parent } = (await links.find(slug))!;
    assert.deepEqual({ board, role, parent }, { board: "one", role: "owner", parent: idOf("owner") });
    assert.ok(!JSON.stringify(await entriesOf(opened.database)).includes(slug));
    assert.equal((await links.list("one")).length, 2, "the owner's list does not change");
    await links.revoke("one", idOf("owner"));
    assert.equal(await links.find(slug), undefined);
    assert.equal(await boards.give("ada", "one"), undefined);
    assert.deepEqual(await boards.list("ada"), []);
    await note("viewer");
    assert.equal((await boards.list("ada"))[0].role, "viewer");
  });

  test("given links end after 30 days, when there are too many, and when the board is removed", async (kind) => {
    await using opened = await kind.open();
    const { boards, links, note, pass } = await prepare(opened.database);
    await note("owner");
    const given: string[] = [];
    for (let i = 0; i < 11; i++) given.push((await boards.give("ada", "one"))!);
    assert.equal(await links.find(given[0]), undefined);
    assert.ok(await links.find(given[1]));
    pass(30 * DAY_MS);
    assert.equal(await links.find(given[10]), undefined);
    const last = (await boards.give("ada", "one"))!;
    assert.equal(await boards.remove("ada", "one"), true);
    assert.equal(await links.find(last), undefined);
    assert.equal(await boards.remove("ada", "one"), false);
    assert.ok(await links.find("owner"), "the person's own link stays");
  });

  test("links with a passphrase are not listed, and one that gets a passphrase gives nothing", async (kind) => {
    await using opened = await kind.open();
    const { boards, links, note } = await prepare(opened.database);
    await links.create("one", { slug: "locked", role: "editor", passphrase: "tea" });
    await note("locked");
    assert.deepEqual(await boards.list("ada"), []);
    await note("viewer");
    const slug = (await boards.give("ada", "one"))!;
    await links.change("one", idOf("viewer"), { passphrase: "tea" });
    assert.equal(await links.find(slug), undefined);
    assert.equal(await boards.give("ada", "one"), undefined);
    assert.deepEqual(await boards.list("ada"), []);
  });

  test("an account that does not exist has no list, and a cleared one leaves nothing behind", async (kind) => {
    await using opened = await kind.open();
    const { boards, note } = await prepare(opened.database);
    const before = await entriesOf(opened.database);
    await note("owner", { account: "nobody" });
    assert.deepEqual(await entriesOf(opened.database), before);
    await note("owner");
    await boards.give("ada", "one");
    await boards.clear("ada");
    const keys = (entries: Awaited<ReturnType<typeof entriesOf>>) => JSON.stringify(entries).match(/boards_of/g);
    assert.equal(keys(await entriesOf(opened.database)), null);
  });
}
