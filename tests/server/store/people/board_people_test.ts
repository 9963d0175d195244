import assert from "node:assert/strict";
import type { Account } from "../../../../server/accounts/account.ts";
import { AccountStore } from "../../../../server/accounts/account_store.ts";
import type { Database } from "../../../../server/database/database.ts";
import { AccountBoardStore } from "../../../../server/store/people/account_board_store.ts";
import { BoardPeople } from "../../../../server/store/people/board_people.ts";
import { KvLinkStore } from "../../../../server/store/kv_link_store.ts";
import { idOf } from "../../../../server/store/link_record.ts";
import { entriesOf } from "../../../support/store/crashes.ts";
import { type DatabaseKind, databaseKinds } from "../../../support/store/database_kinds.ts";

const NOBODY: Omit<Account, "id" | "name"> = {
  color: "red",
  created: 1,
  passkeys: [],
  identities: [],
  recoveryCodes: [],
};

async function prepare(database: Database) {
  const clock = { now: () => 1_000 };
  const links = new KvLinkStore(database, clock);
  const accounts = new AccountStore(database);
  for (const id of ["ada", "bo"]) await accounts.create({ ...NOBODY, id, name: id });
  await links.createBoard("one", [{ slug: "owner", role: "owner" }, { slug: "editor", role: "editor" }]);
  const boards = new AccountBoardStore(database, clock);
  const people = new BoardPeople(database, clock);
  const invite = (name: string, role: "owner" | "editor" | "viewer" = "viewer") =>
    people.invite("one", { name, role, title: "Retro" });
  return { links, boards, people, invite };
}

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `people on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("who was invited finds the board in the list and gets links that end with the role", async (kind) => {
    await using opened = await kind.open();
    const { links, boards, people, invite } = await prepare(opened.database);
    assert.equal(await invite("Ada@Example.org", "editor"), "done");
    await people.claim("bo", ["bo@example.org", "ada"]);
    assert.deepEqual(await boards.list("bo"), [], "another person finds nothing");
    await people.claim("ada", ["ada", "ada@example.org"]);
    assert.deepEqual(await boards.list("ada"), [
      { board: "one", role: "editor", title: "Retro", at: 1_000, isInvited: true },
    ]);
    const slug = (await boards.give("ada", "one"))!;
    assert.equal((await links.find(slug))!.role, "editor");
    const [{ id, account, name }] = await people.list("one");
    assert.deepEqual({ account, name }, { account: "ada", name: "Ada@Example.org" });
    assert.equal((await links.find(slug))!.parent, id);
    assert.equal((await links.list("one")).length, 2, "a role is not in the list of links");
    assert.equal(await people.remove("one", id), true);
    assert.equal(await links.find(slug), undefined);
    assert.deepEqual(await boards.list("ada"), []);
    assert.equal(await boards.give("ada", "one"), undefined);
    await people.claim("ada", ["ada@example.org"]);
    assert.deepEqual(await boards.list("ada"), [], "the invitation counts once");
  });

  test("a changed role applies to links that were given before", async (kind) => {
    await using opened = await kind.open();
    const { links, boards, people, invite } = await prepare(opened.database);
    await invite("ada", "editor");
    await people.claim("ada", ["ada"]);
    const slug = (await boards.give("ada", "one"))!;
    const [{ id }] = await people.list("one");
    const news = await links.news();
    assert.equal(await people.changeRole("one", id, "viewer"), true);
    assert.notEqual(await links.news(), news);
    assert.equal((await links.find(slug))!.role, "viewer");
    assert.equal((await links.good([id])).get(id)!.role, "viewer");
    assert.equal(await people.changeRole("two", id, "owner"), false);
    assert.equal(await people.changeRole("one", idOf("editor"), "owner"), false, "a link is no person");
  });

  test("a second invitation changes the role, and the same person is never there twice", async (kind) => {
    await using opened = await kind.open();
    const { people, invite } = await prepare(opened.database);
    await invite("ada", "viewer");
    await invite(" ADA ", "editor");
    assert.deepEqual((await people.list("one")).map(({ name, role }) => [name, role]), [["ada", "editor"]]);
    assert.equal(await people.invite("two", { name: "ada", role: "viewer", title: "" }), "gone");
  });

  test("who also has a link opens the board with what allows more, and keeps the role without the link", async (kind) => {
    await using opened = await kind.open();
    const { links, boards, people, invite } = await prepare(opened.database);
    await boards.note("ada", { board: "one", link: idOf("editor"), role: "editor", title: "Mine", at: 5 });
    await invite("ada", "viewer");
    await people.claim("ada", ["ada"]);
    assert.deepEqual((await boards.list("ada")).map(({ role, title }) => [role, title]), [["editor", "Mine"]]);
    await links.revoke("one", idOf("editor"));
    assert.equal((await boards.list("ada"))[0].role, "viewer");
    assert.ok(await boards.give("ada", "one"));
  });

  test("replacing all links keeps people, and deleting the board leaves nothing of them", async (kind) => {
    await using opened = await kind.open();
    const { links, boards, people, invite } = await prepare(opened.database);
    await invite("ada", "editor");
    await invite("nobody", "viewer");
    await people.claim("ada", ["ada"]);
    await links.rotate("one", [{ slug: "owner2", role: "owner" }]);
    assert.equal((await people.list("one")).length, 2);
    assert.ok(await boards.give("ada", "one"));
    assert.equal((await links.list("one")).length, 1);
    await boards.clear("ada");
    await links.deleteBoard("one");
    const kinds = new Set((await entriesOf(opened.database)).map(({ key }) => key[0]));
    assert.deepEqual([...kinds].sort(), ["accounts", "deletions", "link_news"]);
  });

  test("a link that was given to a person lists the board for nobody else", async (kind) => {
    await using opened = await kind.open();
    const { links, boards, people, invite } = await prepare(opened.database);
    await invite("ada", "editor");
    await people.claim("ada", ["ada"]);
    const { parent } = (await links.find((await boards.give("ada", "one"))!))!;
    await boards.note("bo", { board: "one", link: parent!, role: "editor", title: "", at: 5 });
    assert.deepEqual(await boards.list("bo"), []);
  });
}
