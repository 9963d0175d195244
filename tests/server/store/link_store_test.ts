import assert from "node:assert/strict";
import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { pbkdf2Sync } from "node:crypto";
import { newSecret } from "../../../board/id.ts";
import { BoardGone, EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import type { LinkRecord } from "../../../server/store/link_record.ts";
import { type Link, LINKS_MAX, UNLOCKED_MAX } from "../../../server/store/link_store.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";

const BOARD = "board";
const HOUR_MS = 3_600_000;

interface Bench {
  readonly kv: Database;
  readonly store: KvLinkStore;
  /** Slugs of the board's links. */
  readonly owner: string;
  readonly editor: string;
  /** Elapsed time, ms. */
  time: number;
}

const kinds = await databaseKinds();

function test(name: string, run: (bench: Bench) => Promise<void>): void {
  for (const kind of kinds) {
    const fn = () => runOn(kind, run);
    Deno.test({ name: `links on ${kind.name}: ${name}`, ignore: kind.ignore, fn });
  }
}

async function runOn(kind: DatabaseKind, run: (bench: Bench) => Promise<void>): Promise<void> {
  await using opened = await kind.open();
  const kv = opened.database;
  const [owner, editor] = [newSecret(), newSecret()];
  const store = new KvLinkStore(kv, { now: () => bench.time });
  const bench: Bench = { kv, owner, editor, time: 1_000, store };
  await store.createBoard(BOARD, [{ role: "owner", slug: owner }, { role: "editor", slug: editor }]);
  await run(bench);
}

async function locked(store: KvLinkStore, expires?: number): Promise<{ slug: string; id: string }> {
  const slug = newSecret();
  const link = await store.create(BOARD, { slug, role: "viewer", passphrase: "tea", expires });
  return { slug, id: (link as Link).id };
}

test("a board is created once, and not again under its id or with a link in use", async ({ store, owner, editor }) => {
  const fresh = () => [{ role: "owner", slug: newSecret() }] as const;
  assert.equal(await store.createBoard(BOARD, fresh()), false);
  assert.equal(await store.createBoard("another", [...fresh(), { role: "editor", slug: owner }]), false);
  assert.equal((await store.find(editor))?.board, BOARD);
  assert.equal((await store.list(BOARD)).length, 2);
  assert.deepEqual(await store.list("another"), []);
  await store.deleteBoard(BOARD);
  assert.equal(await store.createBoard(BOARD, fresh()), false);
  assert.equal(await store.createBoard("another", fresh()), true);
});

for (const fault of ["before", "after"] as const) {
  test(`a rotation that a crash ends ${fault} any operation has replaced all links or none`, async ({ kv, ...bench }) => {
    const first = [bench.owner, bench.editor];
    let before = first;
    await locked(bench.store);
    for (let at = 0, isThrough = false; !isThrough; at++) {
      const after = [newSecret(), newSecret()];
      const faulty = new FaultyDatabase(kv, { at, fault });
      const made = after.map((slug, i) => ({ slug, role: (["owner", "editor"] as const)[i] }));
      await new KvLinkStore(faulty).rotate(BOARD, made).then(() => isThrough = true, () => {});
      const find = async (slugs: string[]) =>
        (await Promise.all(slugs.map((slug) => bench.store.find(slug)))).filter(Boolean).length;
      const [old, young] = [await find(before), await find(after)];
      assert.ok((old === 2 && young === 0) || (old === 0 && young === 2), `at ${at}: ${old} old, ${young} new`);
      assert.equal((await bench.store.list(BOARD)).length, young === 2 || before !== first ? 2 : 3);
      if (young === 2) before = after;
    }
  });

  test(`a deletion that a crash ends ${fault} any operation has ended the board or nothing`, async ({ kv, store, owner }) => {
    const boards = new KvBoardStore(kv);
    await boards.append(BOARD, EMPTY_HEAD, new Uint8Array([0, 0]));
    for (let at = 0, isThrough = false; !isThrough; at++) {
      const faulty = new KvLinkStore(new FaultyDatabase(kv, { at, fault }));
      await faulty.deleteBoard(BOARD).then(() => faulty.clearDeleted(BOARD)).then(() => isThrough = true, () => {});
      if (await store.find(owner)) assert.ok(await boards.load(BOARD));
      else await assert.rejects(boards.load(BOARD), BoardGone);
    }
    await store.resumeDeletions();
    const left = (await Array.fromAsync(entries(kv, { prefix: [] }))).map(({ key }) => [...key]);
    assert.deepEqual(left, [["deletions", BOARD], ["link_news"]]);
  });
}

test("of links that are made while all are replaced none stays", async ({ store }) => {
  const slugs = Array.from({ length: 8 }, newSecret);
  const replaced = { slug: newSecret(), role: "owner" as const };
  const creating = slugs.map((slug) => store.create(BOARD, { slug, role: "viewer" }));
  await Promise.all([...creating, store.rotate(BOARD, [replaced])]);
  const open = await Promise.all(slugs.map((slug) => store.find(slug)));
  assert.equal((await store.list(BOARD)).length, 1 + open.filter(Boolean).length, "whoever opens the board is listed");
});

test("a deleted board gets neither links nor entries any more", async ({ kv, store }) => {
  const boards = new KvBoardStore(kv);
  await store.deleteBoard(BOARD);
  await store.clearDeleted(BOARD);
  assert.equal(await boards.append(BOARD, EMPTY_HEAD, new Uint8Array([0, 0])), "conflict");
  assert.equal(await store.create(BOARD, { slug: newSecret(), role: "owner" }), "gone");
  assert.equal(await store.rotate(BOARD, [{ slug: newSecret(), role: "owner" }]), false);
});

test("a secret is a link only once", async ({ store, owner }) => {
  await assert.rejects(store.create(BOARD, { slug: owner, role: "viewer" }), /exists already/);
  assert.equal(await store.createBoard("other", [{ slug: owner, role: "owner" }]), false);
  assert.equal((await store.find(owner))!.board, BOARD);
});

test("the number of links is limited", async ({ store }) => {
  for (let i = 2; i < LINKS_MAX; i++) await store.create(BOARD, { slug: newSecret(), role: "viewer" });
  assert.equal(await store.create(BOARD, { slug: newSecret(), role: "viewer" }), "full");
});

test("what was given for a passphrase ends with its time or the locked link's, also when that is changed", async (bench) => {
  const { store } = bench;
  const { slug, id } = await locked(store, 2 * HOUR_MS);
  const [early, late] = [newSecret(), newSecret()];
  for (const [given, hours] of [[early, 1], [late, 12]] as const) {
    await store.unlock(slug, "tea", { slug: given, expires: hours * HOUR_MS });
  }
  assert.equal((await store.find(late))!.expires, 2 * HOUR_MS);
  await store.change(BOARD, id, { expires: 20 * HOUR_MS });
  assert.equal((await store.find(early))!.expires, HOUR_MS, "a longer life of the locked link does not prolong it");
  assert.equal((await store.find(late))!.expires, 12 * HOUR_MS, "nor does a shorter one of before cut it off");
  await store.change(BOARD, id, { expires: bench.time + 1 });
  bench.time += 1;
  assert.equal(await store.find(late), undefined);
  assert.deepEqual(await store.good([(await store.list(BOARD)).at(-1)!.id]), new Map());
});

test("a changed role holds for the link and for those that were given for its passphrase", async ({ store, editor }) => {
  const { id } = (await store.find(editor))!;
  const before = await store.news();
  assert.equal(await store.change(BOARD, id, { role: "viewer" }), true);
  assert.notEqual(await store.news(), before, "live sessions are told");
  assert.equal((await store.find(editor))!.role, "viewer");
  assert.deepEqual((await store.good([id])).get(id), { until: Infinity, role: "viewer" });

  const lock = await locked(store), given = newSecret();
  const child = await store.unlock(lock.slug, "tea", { slug: given, expires: HOUR_MS });
  await store.change(BOARD, lock.id, { role: "commenter" });
  assert.equal((await store.find(given))!.role, "commenter");
  assert.equal((await store.good([child!.id])).get(child!.id)!.role, "commenter");
});

test("another passphrase ends what was given for the old one; none opens the link itself", async ({ store }) => {
  const { slug, id } = await locked(store);
  const given = newSecret();
  const expires = HOUR_MS;
  const child = await store.unlock(slug, "tea", { slug: given, expires });
  await store.change(BOARD, id, { passphrase: "coffee" });
  assert.equal(await store.find(given), undefined);
  assert.deepEqual(await store.good([child!.id]), new Map());
  assert.equal(await store.unlock(slug, "tea", { slug: newSecret(), expires }), undefined);
  assert.ok(await store.unlock(slug, "coffee", { slug: given + "2", expires }));
  await store.change(BOARD, id, { passphrase: null });
  assert.equal((await store.find(slug))!.isLocked, false);
  assert.ok(await store.find(given + "2"), "who is in stays in");
});

test("setting a passphrase invalidates a link for its present users", async ({ store, editor }) => {
  const { id } = (await store.find(editor))!;
  assert.deepEqual(await store.good([id]), new Map([[id, { until: Infinity, role: "editor" }]]));
  const before = await store.news();
  await store.change(BOARD, id, { passphrase: "tea" });
  assert.deepEqual(await store.good([id]), new Map());
  assert.notEqual(await store.news(), before);
});

test("the sites of a link count for those given for its passphrase, and any site only for viewing", async ({ store }) => {
  const [slug, inside] = [newSecret(), newSecret()];
  const { id } = await store.create(BOARD, { slug, role: "viewer", passphrase: "tea", sites: "any" }) as Link;
  await store.unlock(slug, "tea", { slug: inside, expires: HOUR_MS });
  const sitesOf = async () => await Promise.all([slug, inside].map(async (each) => (await store.find(each))?.sites));
  assert.deepEqual(await sitesOf(), ["any", "any"]);
  await store.change(BOARD, id, { role: "editor" });
  assert.deepEqual(await sitesOf(), [[], []]);
  await store.change(BOARD, id, { sites: ["https://wiki.example"] });
  assert.deepEqual(await sitesOf(), [["https://wiki.example"], ["https://wiki.example"]]);
});

test("one passphrase admits a limited number of people; the next one ends the oldest", async ({ kv, store }) => {
  const { slug, id } = await locked(store);
  const oldest = newSecret();
  await store.unlock(slug, "tea", { slug: oldest, expires: HOUR_MS });
  const [first] = (await kv.get<string[]>(["unlocked", id])).value!;
  const many = Array.from({ length: UNLOCKED_MAX - 1 }, (_, i) => `id${i}`);
  await kv.commit(new Commit().set(["unlocked", id], [first, ...many]));
  assert.ok(await store.find(oldest));
  assert.ok(await store.unlock(slug, "tea", { slug: newSecret(), expires: HOUR_MS }));
  assert.equal(await store.find(oldest), undefined);
});

test("an expired link is still listed, and opens again when it is given more time", async ({ store, editor }) => {
  const { id } = (await store.find(editor))!;
  await store.change(BOARD, id, { expires: 1 });
  assert.equal(await store.find(editor), undefined);
  assert.equal((await store.list(BOARD)).length, 2);
  await store.change(BOARD, id, { expires: null });
  assert.ok(await store.find(editor));
});

test("those of a board of before the list was one value are listed and replaced as well", async ({ kv, store, owner, editor }) => {
  const { value } = await kv.get<string[]>(["links_of", BOARD]);
  await kv.commit(new Commit().delete(["links_of", BOARD]));
  for (const id of value!) await kv.commit(new Commit().set(["links_of", BOARD, id], true));
  assert.equal((await store.list(BOARD)).length, 2);
  assert.ok(await store.rotate(BOARD, [{ slug: newSecret(), role: "owner" }]));
  assert.deepEqual([await store.find(owner), await store.find(editor)], [undefined, undefined]);
});

test("a passphrase stored with fewer iterations opens, and is stored with today's at its next use", async ({ kv, store }) => {
  const { slug, id } = await locked(store);
  const key = ["links", id];
  const record = (await kv.get<LinkRecord>(key)).value!;
  assert.equal(record.passphrase!.iterations, 600_000);
  const old = { salt: record.passphrase!.salt, iterations: 210_000, hash: "" };
  old.hash = pbkdf2Sync("tea", old.salt, old.iterations, 32, "sha256").toString("hex");
  await kv.commit(new Commit().set(key, { ...record, passphrase: old }));

  assert.equal(await store.unlock(slug, "coffee", { slug: newSecret(), expires: HOUR_MS }), undefined);
  assert.deepEqual((await kv.get<LinkRecord>(key)).value!.passphrase, old);

  const first = newSecret();
  assert.ok(await store.unlock(slug, "tea", { slug: first, expires: HOUR_MS }));
  assert.deepEqual((await kv.get<LinkRecord>(key)).value, record);
  assert.ok(await store.unlock(slug, "tea", { slug: newSecret(), expires: HOUR_MS }));
  assert.ok(await store.find(first), "what was given for the old hash is good for the new one");
});
