import assert from "node:assert/strict";
import type { Database } from "../../../../server/database/database.ts";
import { BIN_MS, BoardBin } from "../../../../server/store/bin/board_bin.ts";
import { EMPTY_HEAD } from "../../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../../server/store/kv_link_store.ts";
import { idOf } from "../../../../server/store/link_record.ts";
import { entriesOf } from "../../../support/store/crashes.ts";
import { type DatabaseKind, databaseKinds } from "../../../support/store/database_kinds.ts";

async function prepare(database: Database) {
  let now = 1_000;
  const clock = { now: () => now };
  const links = new KvLinkStore(database, clock);
  await links.createBoard("one", [{ slug: "owner", role: "owner" }, { slug: "viewer", role: "viewer" }]);
  const store = new KvBoardStore(database, clock);
  await store.append("one", EMPTY_HEAD, new Uint8Array([0, 0]));
  return { links, store, bin: new BoardBin(database, { links, ...clock }), pass: (ms: number) => void (now += ms) };
}

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `bin on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("links of a board in the bin open nothing, and all of them do again once it is restored", async (kind) => {
    await using opened = await kind.open();
    const { links, bin, store } = await prepare(opened.database);
    const news = await links.news();
    assert.equal(await bin.put("one"), 1_000 + BIN_MS);
    assert.notEqual(await links.news(), news, "instances close its sessions");
    assert.equal((await links.find("viewer"))!.isBinned, true);
    assert.equal((await links.good([idOf("owner"), idOf("viewer")])).size, 0);
    assert.equal(await bin.restore("one"), true);
    assert.equal((await links.find("viewer"))!.isBinned, undefined);
    assert.equal((await links.good([idOf("owner"), idOf("viewer")])).size, 2);
    assert.equal((await store.load("one"))!.updates.length, 1);
    assert.equal(await bin.restore("one"), false);
    assert.equal(await bin.until("one"), undefined);
  });

  test("a board is deleted after 30 days, and not a moment earlier", async (kind) => {
    await using opened = await kind.open();
    const { links, bin, pass } = await prepare(opened.database);
    await bin.put("one");
    pass(BIN_MS - 1);
    assert.equal(await bin.put("one"), 1_000 + BIN_MS, "a second time changes nothing");
    assert.deepEqual(await bin.sweep(), []);
    assert.ok(await links.find("owner"));
    pass(1);
    assert.deepEqual(await bin.sweep(), ["one"]);
    assert.equal(await links.find("owner"), undefined);
    assert.deepEqual((await entriesOf(opened.database)).map(({ key }) => key[0]).sort(), ["deletions", "link_news"]);
    assert.deepEqual(await bin.sweep(), []);
  });

  test("a board that is restored while the sweep runs stays", async (kind) => {
    await using opened = await kind.open();
    const { links, bin, pass } = await prepare(opened.database);
    await bin.put("one");
    pass(BIN_MS);
    const late = new BoardBin(opened.database, {
      links: {
        deleteBoard: async (board, options) => {
          await bin.restore("one");
          return await links.deleteBoard(board, options);
        },
        clearDeleted: (board) => links.clearDeleted(board),
      },
      now: () => 1_000 + BIN_MS,
    });
    assert.deepEqual(await late.sweep(), []);
    assert.ok(await links.find("owner"));
  });

  test("a board that does not exist cannot be moved to the bin", async (kind) => {
    await using opened = await kind.open();
    const { links, bin } = await prepare(opened.database);
    assert.equal(await bin.put("two"), undefined);
    await links.deleteBoard("one");
    assert.equal(await bin.put("one"), undefined);
  });
}
