import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { NO_POOLER, Pooler } from "../../support/store/pooler.ts";
import { until } from "../../support/until.ts";
import { NO_POSTGRES, PostgresServer } from "../../support/store/postgres_server.ts";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";

const random = seeded(8);

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore: NO_POSTGRES !== false, fn });
}

test("two people draw on a board in PostgreSQL, and it is there after a restart of server and database", async () => {
  await using postgres = await PostgresServer.start();
  const url = postgres.emptyUrl();
  let [owner, drawn] = ["", new Map()];
  {
    const database = await PostgresDatabase.open(url);
    {
      await using server = await TestServer.start({ kv: database });
      const { links } = await server.createBoard();
      await using ann = await Peer.join(server.socketUrl(links.owner));
      await using bob = await Peer.join(server.socketUrl(links.editor));
      for (let i = 0; i < 5; i++) {
        ann.change((board) => board.add(stroke(`a.${i}`, random)));
        bob.change((board) => board.add(stroke(`b.${i}`, random, 8_000)));
      }
      await Promise.all([ann.untilSaved(), bob.untilSaved()]);
      await ann.untilTrue(() => ann.board.shapes.size === 10);
      [owner, drawn] = [links.owner, contents(ann.board)];
    }
    database.close();
    await database.ended;
  }
  await postgres.stop();
  await postgres.start();
  const database = await PostgresDatabase.open(url);
  {
    await using server = await TestServer.start({ kv: database });
    await using cat = await Peer.join(server.socketUrl(owner));
    assert.deepEqual(contents(cat.board), drawn);
  }
  database.close();
  await database.ended;
});

test("while PostgreSQL is gone people are told and keep drawing; when it is back everything is saved", async () => {
  await using postgres = await PostgresServer.start();
  const database = await PostgresDatabase.open(postgres.emptyUrl());
  {
    await using server = await TestServer.start({ kv: database });
    const { links } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await using bob = await Peer.join(server.socketUrl(links.editor));
    await postgres.kill();
    ann.change((board) => board.add(stroke("a.1", random)));
    await ann.until((frame) => frame.kind === "notice" && frame.code === "unsaved");
    await bob.untilTrue(() => bob.board.shapes.has("a.1"));
    assert.equal(ann.saved, 0);
    assert.equal((await fetch(`${server.origin}/readyz`).then((response) => response.json())).status, "not ready");
    const failed = server.log.find(({ event }) => event === "save failed");
    assert.match(Deno.inspect(failed, { depth: 9 }), /PostgreSQL/);

    await postgres.start();
    await ann.untilSaved();
    await ann.until((frame) => frame.kind === "notice" && frame.code === "saving");
  }
  database.close();
  await database.ended;
});

test("while PostgreSQL is read-only nothing is confirmed and the reason is in the log; afterwards everything is saved", async () => {
  await using postgres = await PostgresServer.start();
  const database = await PostgresDatabase.open(postgres.emptyUrl());
  const setReadOnly = (value: string) =>
    postgres.run([`alter system set default_transaction_read_only = ${value}`, "select pg_reload_conf()"]);
  {
    await using server = await TestServer.start({ kv: database });
    const { id, links } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await setReadOnly("on");
    const probe = () => database.commit(new Commit().set(["probe"], 1));
    await until("connections learn of it", () => probe().then(() => false, () => true));
    ann.change((board) => board.add(stroke("a.1", random)));
    await ann.until((frame) => frame.kind === "notice" && frame.code === "unsaved");
    await using bob = await Peer.join(server.socketUrl(links.viewer));
    assert.deepEqual(contents(bob.board), contents(ann.board), "others see it meanwhile");
    assert.equal(ann.saved, 0);
    assert.equal((await fetch(`${server.origin}/readyz`).then((response) => response.json())).status, "not ready");
    const failed = server.log.find(({ event }) => event === "save failed");
    assert.match(Deno.inspect(failed, { depth: 9 }), /PostgreSQL is read-only/);

    await setReadOnly("off");
    await ann.untilSaved();
    assert.equal((await server.store.load(id))!.updates.length, 1);
  }
  database.close();
  await database.ended;
});

Deno.test({
  name: "two people draw on a board behind a pooler of transactions, and everything that was confirmed is there",
  ignore: NO_POSTGRES !== false || NO_POOLER !== false,
  fn: async () => {
    await using postgres = await PostgresServer.start();
    await postgres.run("create database boards");
    await using pooler = await Pooler.start(postgres.url("boards"));
    let [owner, drawn] = ["", new Map()];
    for (const url of [pooler.url, postgres.url("boards")]) {
      const database = await PostgresDatabase.open(url);
      {
        await using server = await TestServer.start({ kv: database });
        owner ||= (await server.createBoard()).links.owner;
        await using ann = await Peer.join(server.socketUrl(owner));
        await using bob = await Peer.join(server.socketUrl(owner));
        assert.deepEqual(contents(ann.board), drawn);
        for (let i = 0; i < 10; i++) {
          for (const peer of [ann, bob]) peer.change((board) => board.add(stroke(crypto.randomUUID(), random)));
        }
        await Promise.all([ann.untilSaved(), bob.untilSaved()]);
        await ann.untilTrue(() => ann.board.shapes.size === drawn.size + 20);
        drawn = contents(ann.board);
      }
      database.close();
      await database.ended;
    }
  },
});
