import assert from "node:assert/strict";
import { Commit, type Database } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { InstanceSignature, SIGNATURE_HEADER } from "../../../server/http/instance_signature.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { InstancePair, SECRET } from "../../support/server/instance_pair.ts";
import { postgresOfFile } from "../../support/store/database_kinds.ts";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";

const random = seeded(21);
const postgres = await postgresOfFile();

/** An instance with this address says that it serves the board. */
async function lie(kv: Database, board: string, address: string): Promise<void> {
  const record = { address, until: Number.MAX_SAFE_INTEGER };
  await kv.commit(new Commit().set(KEY.instance("liar"), record).set(KEY.lease(board), { instance: "liar" }));
}

const lines = (peer: Peer, id: string) => peer.change((board) => board.add(stroke(id, random)));

Deno.test("a board that a stranger without the secret claims is served here, and the stranger hears nothing of it", async () => {
  using kv = await openDatabase(":memory:");
  await using pair = await InstancePair.start(kv);
  const asked: string[] = [];
  await using stranger = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    asked.push(new URL(request.url).pathname);
    return new Response();
  });
  const { id, links } = await pair.a.createBoard();
  await lie(kv, id, `http://127.0.0.1:${stranger.addr.port}`);
  const state = await fetch(`${pair.b.origin}/api/boards/${links.owner}/state`);
  assert.equal(state.status, 200);
  await state.body?.cancel();
  assert.deepEqual(asked, ["/healthz"], "it has to prove that it knows the secret before it learns a link");
  await lie(kv, id, `http://127.0.0.1:${stranger.addr.port}`);
  await using ann = await Peer.join(pair.b.socketUrl(links.owner));
  lines(ann, "a.1");
  await ann.untilSaved();
  assert.ok(asked.every((path) => path === "/healthz"), asked.join());
});

Deno.test("a lease that names the wrong instance costs a second connection and nothing else", async () => {
  using kv = await openDatabase(":memory:");
  await using pair = await InstancePair.start(kv);
  const { id, links } = await pair.a.createBoard();
  await lie(kv, id, pair.a.origin);
  await using bob = await Peer.join(pair.b.socketUrl(links.editor));
  await using ann = await Peer.join(pair.a.socketUrl(links.owner));
  lines(bob, "b.1");
  await ann.untilTrue(() => ann.board.shapes.has("b.1"));
  assert.equal(pair.a.rooms.peek(id)!.size, 2);
});

Deno.test("records of instances and leases that make no sense are harmless", async () => {
  using kv = await openDatabase(":memory:");
  await using pair = await InstancePair.start(kv);
  for (const record of [7, "x", {}, { address: 5, until: "soon" }, { until: Infinity }, { address: pair.b.origin }]) {
    const { id, links } = await pair.a.createBoard();
    await kv.commit(new Commit().set(KEY.instance("liar"), record).set(KEY.lease(id), { instance: "liar" }));
    await using ann = await Peer.join(pair.b.socketUrl(links.owner));
    lines(ann, "a.1");
    await ann.untilSaved();
    await kv.commit(new Commit().set(KEY.lease(id), record));
    await using bob = await Peer.join(pair.a.socketUrl(links.editor));
    assert.ok(bob.board.shapes.has("a.1"), JSON.stringify(record));
  }
});

Deno.test("whoever knows the secret still needs a link", async () => {
  using kv = await openDatabase(":memory:");
  await using pair = await InstancePair.start(kv);
  const { links } = await pair.a.createBoard();
  const thief = new InstanceSignature(SECRET);
  const signed = (method: string, path: string) => thief.sign({ method, path }, { address: "::1", network: "::" });
  const wrong = links.owner.replace(/^./, (first) => first === "A" ? "B" : "A");
  const path = `/api/boards/${wrong}/state`;
  const state = await fetch(pair.a.origin + path, { headers: { [SIGNATURE_HEADER]: await signed("GET", path) } });
  assert.equal(state.status, 404);
  await state.body?.cancel();
  const viewer = `/api/boards/${links.viewer}/links`;
  const list = await fetch(pair.a.origin + viewer, { headers: { [SIGNATURE_HEADER]: await signed("GET", viewer) } });
  assert.notEqual(list.status, 200);
  await list.body?.cancel();
});

Deno.test({
  name: "while PostgreSQL is gone, people on both instances draw together; when it is back everything is saved",
  ignore: postgres === undefined,
  fn: async () => {
    const database = await PostgresDatabase.open(postgres!.emptyUrl());
    {
      await using pair = await InstancePair.start(database);
      const { id, links } = await pair.a.createBoard();
      await using ann = await Peer.join(pair.a.socketUrl(links.owner));
      await using bob = await Peer.join(pair.b.socketUrl(links.editor));
      await postgres!.kill();
      lines(ann, "a.1");
      lines(bob, "b.1");
      await Promise.all([ann, bob].map((peer) => peer.untilTrue(() => peer.board.shapes.size === 2)));
      await bob.until((frame) => frame.kind === "notice" && frame.code === "unsaved");
      assert.deepEqual([ann.saved, bob.saved], [0, 0]);
      await postgres!.start();
      await Promise.all([ann.untilSaved(), bob.untilSaved()]);
      assert.deepEqual(contents(ann.board), contents(bob.board));
      assert.equal(pair.a.rooms.peek(id)!.size, 2, "the board stayed where it was");
    }
    database.close();
    await database.ended;
  },
});

Deno.test({
  name: "while the disk of PostgreSQL is full, nothing is confirmed, and afterwards everything is saved",
  ignore: postgres === undefined,
  fn: async () => {
    const url = postgres!.emptyUrl();
    const schema = new URL(url).searchParams.get("search_path");
    const database = await PostgresDatabase.open(url);
    {
      await using pair = await InstancePair.start(database);
      const { links } = await pair.a.createBoard();
      await using bob = await Peer.join(pair.b.socketUrl(links.editor));
      await postgres!.run([
        `create function full_disk() returns trigger language plpgsql as
           $$ begin raise exception using errcode = '53100', message = 'could not extend file: No space left'; end $$`,
        `create trigger full_disk before insert or update on ${schema}.drawbridge execute function full_disk()`,
      ]);
      lines(bob, "b.1");
      await bob.until((frame) => frame.kind === "notice" && frame.code === "unsaved");
      const logged = [...pair.a.log, ...pair.b.log];
      assert.match(Deno.inspect(logged.find(({ event }) => event === "save failed"), { depth: 9 }), /full/);
      assert.equal(bob.saved, 0);
      await postgres!.run(`drop trigger full_disk on ${schema}.drawbridge`);
      await bob.untilSaved();
      await using eve = await Peer.join(pair.a.socketUrl(links.viewer));
      assert.ok(eve.board.shapes.has("b.1"));
    }
    database.close();
    await database.ended;
  },
});
