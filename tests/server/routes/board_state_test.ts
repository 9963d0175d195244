import assert from "node:assert/strict";
import * as Y from "yjs";
import { newSecret } from "../../../board/id.ts";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import { BareRequest } from "../../support/peer/bare_request.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { until } from "../../support/until.ts";

/** Stores a board with this number of random bytes, without a session. */
async function storeBoard(server: TestServer, bytes: number): Promise<string> {
  const { id, links } = await server.createBoard();
  const doc = new Y.Doc();
  const content = crypto.getRandomValues(new Uint8Array(65_536));
  for (let size = 0; size < bytes; size += content.length) doc.getMap("meta").set(`x${size}`, content.slice());
  const { head } = await server.store.load(id) ?? { head: EMPTY_HEAD };
  await server.store.append(id, head, Y.encodeStateAsUpdate(doc));
  return links.viewer;
}

function get(server: TestServer, slug: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.origin}/api/boards/${slug}/state`, init);
}

Deno.test("faults B3, D6, D15: HEAD loads no board, and states no unknown length", async () => {
  await using server = await TestServer.start();
  const slug = await storeBoard(server, 1);
  for (const name of ["state", "board.svg", "board.json"]) {
    using request = await BareRequest.send(server.origin, [
      `HEAD /api/boards/${slug}/${name} HTTP/1.1`,
      "Host: localhost",
      "Connection: close",
    ]);
    const head = await request.head();
    assert.match(head, /^HTTP\/1.1 200/);
    assert.doesNotMatch(head, /content-length/i, name);
    assert.match(head, /cache-control: private, no-cache/i);
  }
  assert.equal(server.rooms.size, 0);
  assert.equal((await get(server, newSecret(), { method: "HEAD" })).status, 404);
  await using peer = await Peer.join(server.socketUrl(slug));
  const etag = (await get(server, slug, { method: "HEAD" })).headers.get("etag");
  const response = await get(server, slug);
  assert.equal(response.headers.get("etag"), etag, "of a live board it knows the version");
  await response.body?.cancel();
  await peer.untilSaved();
});

Deno.test("fault D12: all requests for one generation of a board share one encoding", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => board.add(stroke("a.1", seeded(1))));
  await ann.untilSaved();
  const room = server.rooms.peek(id)!;
  let encodings = 0;
  const encode = room.encode.bind(room);
  room.encode = () => (encodings++, encode());
  const ask = async (headers: HeadersInit = {}) => {
    const response = await get(server, links.viewer, { headers });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await response.bytes());
    return doc.getMap("shapes").size;
  };
  assert.deepEqual(await Promise.all(Array.from({ length: 20 }, () => ask())), Array(20).fill(1));
  assert.equal(encodings, 1);
  ann.change((board) => board.add(stroke("a.2", seeded(2))));
  await ann.untilSaved();
  assert.equal(await ask({ "accept-encoding": "identity" }), 2, "what was saved is in it");
  assert.equal(encodings, 2);
});

Deno.test("fault B10: the response is compressed only for clients that accept it", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const accepted: [string, string | null][] = [
    ["gzip", "gzip"],
    ["br, gzip;q=0.5", "gzip"],
    ["gzip;q=0", null],
    ["gzip;q=0, *;q=0.1", null],
    ["identity", null],
    ["x-gzip-like", null],
  ];
  for (const [coding, expected] of accepted) {
    using request = await BareRequest.send(server.origin, [
      `GET /api/boards/${links.viewer}/state HTTP/1.1`,
      "Host: localhost",
      `Accept-Encoding: ${coding}`,
      "Connection: close",
    ]);
    const found = (await request.head()).match(/content-encoding: (\w+)/i)?.[1] ?? null;
    assert.equal(found, expected, coding);
  }
});

Deno.test("fault D5: unread responses share one encoding, and are ended when others need its memory", async () => {
  const budget = new MemoryBudget({ totalBytes: 30_000_000, shares: { address: 1, network: 1, board: 1 } });
  await using server = await TestServer.start({ budget, trustedProxies: ["127.0.0.1"] });
  const large = await storeBoard(server, 4_000_000);
  await using _holder = await Peer.join(server.socketUrl(large));
  const ask = (slug: string, address: string) => [
    `GET /api/boards/${slug}/state HTTP/1.1`,
    "Host: localhost",
    `X-Forwarded-For: ${address}`,
    "Connection: close",
  ];
  using held = new DisposableStack();
  const unread: BareRequest[] = [];
  for (let i = 0; i < 20; i++) unread.push(held.use(await BareRequest.send(server.origin, ask(large, "10.0.0.1"))));
  await until("all are answered", () => server.admission.requests === 20);
  // The responses begin once the board is compressed. Until then its memory cannot be given back.
  for (const request of unread) assert.match(await request.head(), /^HTTP\/1.1 200/);
  assert.ok(
    budget.usedBytes > 8_000_000 && budget.usedBytes < 9_000_000,
    `${budget.usedBytes}: one update and its compressed form`,
  );

  // Another holder needs more than is left.
  const other = budget.reserve(25_000_000, { address: "b", network: "b" });
  assert.equal(other, undefined, "it would hold more");
  const medium = budget.reserve(8_000_000, { address: "b", network: "b" })!;
  const third = budget.reserve(8_000_000, { address: "c", network: "c" })!;
  const fourth = budget.reserve(7_500_000, { address: "d", network: "d" })!;
  assert.ok(medium && third && fourth);
  assert.ok(budget.usedBytes < 24_000_000, "the answers gave theirs back");
  for (const request of unread) {
    await request.readToEnd();
  }
  await until("all places are free", () => server.admission.requests === 0);
});

Deno.test("fault D6: boards are loaded for requests only within the budget, and idle ones make room", async () => {
  const budget = new MemoryBudget({ totalBytes: 30_000_000, shares: { address: 1, network: 1, board: 1 } });
  await using server = await TestServer.start({ budget });
  const slugs = [];
  for (let i = 0; i < 8; i++) slugs.push(await storeBoard(server, 1_000_000));
  for (const slug of slugs) {
    const response = await get(server, slug);
    assert.equal(response.status, 200);
    assert.ok((await response.bytes()).length > 1_000_000);
    assert.ok(budget.usedBytes <= budget.totalBytes);
    assert.ok(server.rooms.size <= 4, `${server.rooms.size} boards are loaded`);
  }
  const tooLarge = await storeBoard(server, 3_000_000);
  using _taken = budget.reserve(28_000_000, { address: "b", network: "b" })!;
  await until("what nobody used is unloaded", () => server.rooms.size === 0);
  const refused = await get(server, tooLarge);
  assert.equal(refused.status, 503);
  assert.ok(refused.headers.get("retry-after"));
  await refused.body?.cancel();
  await using peer = await Peer.connect(server.socketUrl(tooLarge));
  const { code, reason } = await peer.closed;
  assert.equal(code, 1013);
  assert.match(reason, /cannot open more boards/);
  assert.equal(server.rooms.size, 0);
  assert.equal(server.refusals.counts.get("memory is short"), 2);
  await using small = await Peer.join(server.socketUrl(await storeBoard(server, 1_000)));
  assert.ok(contents(small.board), "a small board takes little");
  assert.deepEqual(server.log, []);
});

Deno.test("boards that wait for their encoding are not loaded yet", async () => {
  await using server = await TestServer.start();
  const slugs = await Promise.all(Array.from({ length: 10 }, () => storeBoard(server, 1_000)));
  const { promise: others, resolve: finish } = Promise.withResolvers<void>();
  const busy = server.admission.encodings.run({ address: "b", network: "b" }, () => others);
  using ending = new DisposableStack();
  ending.defer(finish);
  const responses = slugs.map((slug) => get(server, slug));
  await until("all requests are pending", () => server.admission.requests === 10 && server.rooms.size === 4);
  // What the server does at once is done when it answers another request.
  for (let i = 0; i < 5; i++) await (await fetch(`${server.origin}/healthz`)).body?.cancel();
  assert.equal(server.rooms.size, 4);
  finish();
  await busy;
  for (const response of await Promise.all(responses)) {
    assert.equal(response.status, 200);
    await response.body?.cancel();
  }
});

Deno.test("fault D15: a response ends when its link is revoked", async () => {
  await using server = await TestServer.start();
  const slug = await storeBoard(server, 12_000_000);
  using request = await BareRequest.send(server.origin, [
    `GET /api/boards/${slug}/state HTTP/1.1`,
    "Host: localhost",
    "Connection: close",
  ]);
  assert.match(await request.head(), /^HTTP\/1.1 200/);
  const link = (await server.links.find(slug))!;
  await server.links.revoke(link.board, link.id);
  await server.server.linkWatch.check(link.board);
  assert.ok(await request.readToEnd() < 12_000_000);
});
