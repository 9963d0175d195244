import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import type { DomainEvent } from "../../../server/events/events.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { EMPTY_HEAD, type Head } from "../../../server/store/board_store.ts";
import { KvBoardStore } from "../../../server/store/kv_board_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";

const random = seeded(8);

/** All events of a server since the last look. */
function eventsOf(server: TestServer): () => DomainEvent[] {
  const heard: DomainEvent[] = [];
  server.server.events.subscribe((event) => void heard.push(event));
  return () => heard.splice(0);
}

function departure(server: TestServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = server.server.events.subscribe(({ type }) => type === "person left" && resolve());
  return promise.then(end);
}

async function ok(request: Promise<Response>): Promise<Response> {
  const response = await request;
  assert.ok(response.ok, `${response.status}`);
  return response;
}

Deno.test("each event of boards and links is published once", async () => {
  await using server = await TestServer.start();
  const events = eventsOf(server);
  const { id: board, links } = await server.createBoard();
  const idOf = async (slug: string) => (await server.links.find(slug))!.id;
  const [owner, editor, viewer] = await Promise.all([links.owner, links.editor, links.viewer].map(idOf));
  assert.deepEqual(events(), [
    { type: "board created", board },
    ...[owner, editor, viewer].map((link) => ({ type: "link created", board, link })),
  ]);

  const api = `${server.origin}/api/boards/${links.owner}`;
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ role: "viewer", label: "Guests" });
  const made = await (await ok(fetch(`${api}/links`, { method: "POST", headers, body }))).json();
  assert.deepEqual(events(), [{ type: "link created", board, link: made.id }]);
  await (await ok(fetch(`${api}/links/${made.id}`, { method: "PATCH", headers, body: '{"label":"x"}' }))).body
    ?.cancel();
  assert.deepEqual(events(), []);
  await (await ok(fetch(`${api}/links/${made.id}`, { method: "DELETE" }))).body?.cancel();
  assert.deepEqual(events(), [{ type: "link revoked", board, link: made.id }]);

  const rotated = await (await ok(fetch(`${api}/links/rotate`, { method: "POST" }))).json();
  const fresh = await Promise.all([rotated.links.owner, rotated.links.editor, rotated.links.viewer].map(idOf));
  assert.deepEqual(events(), [
    ...[owner, editor, viewer].map((link) => ({ type: "link revoked", board, link })),
    ...fresh.map((link) => ({ type: "link created", board, link })),
  ]);
  const deletion = () => fetch(`${server.origin}/api/boards/${rotated.links.owner}`, { method: "DELETE" });
  for (const response of await Promise.all([deletion(), deletion()])) await response.body?.cancel();
  assert.deepEqual(events(), [{ type: "board deleted", board }]);
});

Deno.test("each change, arrival and departure is published once, and a change when it is durable", async () => {
  await using server = await TestServer.start();
  const { id: board, links } = await server.createBoard();
  const [owner, viewer] = [(await server.links.find(links.owner))!.id, (await server.links.find(links.viewer))!.id];
  const events = eventsOf(server);
  const ann = await Peer.join(server.socketUrl(links.owner));
  assert.deepEqual(events(), [{ type: "person joined", board, link: owner }]);
  const bob = await Peer.join(server.socketUrl(links.viewer));
  assert.deepEqual(events(), [{ type: "person joined", board, link: viewer }]);
  for (let seq = 1; seq <= 3; seq++) {
    ann.change((board) => board.add(stroke(`a.${seq}`, random)));
    await ann.untilSaved();
    assert.deepEqual(events(), [{ type: "board changed", board, seq }]);
  }
  await Promise.all([departure(server), bob[Symbol.asyncDispose]()]);
  assert.deepEqual(events(), [{ type: "person left", board, link: viewer }]);
  await Promise.all([departure(server), ann[Symbol.asyncDispose]()]);
  assert.deepEqual(events(), [{ type: "person left", board, link: owner }]);
});

Deno.test("of two instances that change a board at once, only the one that succeeds publishes it", async () => {
  using database = await openDatabase(":memory:");
  const heard: DomainEvent[] = [];
  const events = new LocalEvents();
  events.subscribe((event) => void heard.push(event));
  const stores = [new KvBoardStore(database, { events }), new KvBoardStore(database, { events })];
  const update = new Uint8Array([0, 0]);
  const heads = await Promise.all(stores.map((store) => store.append("b", EMPTY_HEAD, update)));
  assert.equal(heads.filter((head) => head === "conflict").length, 1);
  assert.deepEqual(heard.splice(0), [{ type: "board changed", board: "b", seq: 1 }]);
  await stores[0].compact("b", heads.find((head) => head !== "conflict") as Head, [update]);
  assert.deepEqual(heard, []);

  const links = [new KvLinkStore(database, { events }), new KvLinkStore(database, { events })];
  await links[0].createBoard("c", [{ slug: "owner", role: "owner" }]);
  const [{ id: link }] = await links[0].list("c");
  heard.length = 0;
  await Promise.all(links.map((store) => store.revoke("c", link)));
  assert.deepEqual(heard, [{ type: "link revoked", board: "c", link }]);
});
