import assert from "node:assert/strict";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { newSecret } from "../../../board/id.ts";
import { boardOfKey } from "../../../board/keyed_board.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { setTitle, titleOf } from "../../../board/title.ts";
import { compacted } from "../../../server/document/compacted.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";
import { contents, stroke } from "../../support/board/strokes.ts";

const random = seeded(2);

Deno.test("a new board has three different links, and only their hashes are stored", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const slugs = Object.values(links);
  assert.equal(new Set([id, ...slugs]).size, 4);
  for (const slug of slugs) assert.match(slug, /^[A-Za-z0-9_-]{22}$/);
  for await (const { key, value } of entries(server.kv, { prefix: [] })) {
    const stored = JSON.stringify([key, value]);
    for (const slug of slugs) assert.ok(!stored.includes(slug), stored);
  }
});

const refused: [string, RequestInit, number, ErrorCode][] = [
  ["malformed JSON", { body: "{" }, 400, "badRequest"],
  ["JSON that is no object", { body: "[1]" }, 400, "badRequest"],
  ["a body that is too large", { body: JSON.stringify({ title: "x".repeat(20_000) }) }, 413, "tooLarge"],
  ["a title that is no text", { body: '{ "title": ["x"] }' }, 400, "badRequest"],
  ["a title that is too long", { body: JSON.stringify({ title: "x".repeat(NAME_MAX + 1) }) }, 400, "badRequest"],
  ["another page's request", { headers: { origin: "http://evil.example" } }, 403, "foreignPage"],
];

for (const [what, init, status, code] of refused) {
  Deno.test(`creating a board is refused for ${what}, with a code`, async () => {
    await using server = await TestServer.start();
    const response = await fetch(`${server.origin}/api/boards`, { method: "POST", ...init });
    assert.equal(response.status, status);
    assert.equal((await response.json()).code, code);
    assert.equal((await Array.fromAsync(entries(server.kv, { prefix: [] }))).length, 0);
  });
}

/** Asks for a board with a key. */
function createWith(server: TestServer, key: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.origin}/api/boards`, { method: "POST", headers: { "idempotency-key": key }, ...init });
}

Deno.test("requests with one key make one board, at the same time and later", async () => {
  const key = newSecret(), known = await boardOfKey(key);
  await using server = await TestServer.start();
  const answers = await Promise.all(Array.from({ length: 5 }, () => createWith(server, key)));
  for (const answer of answers) {
    assert.equal(answer.status, 201);
    assert.deepEqual(await answer.json(), known);
  }
  await using ann = await Peer.join(server.socketUrl(known.links.owner));
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
  const again = await createWith(server, key, { body: JSON.stringify({ title: "Too late" }) });
  assert.deepEqual(await again.json(), known);
  const state = await fetch(`${server.origin}/api/boards/${known.links.viewer}/state`);
  const board = new Board();
  Y.applyUpdate(board.doc, await state.bytes());
  assert.equal(board.shapes.size, 1);
  assert.equal(titleOf(board), "");
  for await (const { key: stored, value } of entries(server.kv, { prefix: [] })) {
    assert.ok(!JSON.stringify([stored, value]).includes(key), "the key is not stored");
  }
});

Deno.test("a repeated request counts once for the limit", async () => {
  await using server = await TestServer.start({ boardsPerAddress: 2 });
  const key = newSecret();
  for (let i = 0; i < 5; i++) {
    const answer = await createWith(server, key);
    assert.equal(answer.status, 201);
    await answer.body?.cancel();
  }
  for (const status of [201, 429]) {
    const answer = await createWith(server, newSecret());
    assert.equal(answer.status, status);
    await answer.body?.cancel();
  }
});

Deno.test("a refusal comes late, so that a client that asks again at once asks four times a second", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.start({ boardsPerAddress: 1, clock });
  const made = await createWith(server, newSecret());
  await made.body?.cancel();
  const timers = clock.pending;
  let refused: Response | undefined;
  const answer = createWith(server, newSecret()).then((response) => refused = response);
  await until("the request is refused", () => clock.pending > timers);
  clock.pass(249);
  await settled();
  assert.equal(refused, undefined);
  clock.pass(1);
  const { status, body } = await answer;
  assert.equal(status, 429);
  await body?.cancel();
});

Deno.test("a late request neither brings back a deleted board nor replaces links", async () => {
  await using server = await TestServer.start();
  for (const end of ["", "/links/rotate"]) {
    const key = newSecret();
    const { links: { owner } } = await (await createWith(server, key)).json();
    const ended = await fetch(`${server.origin}/api/boards/${owner}${end}`, { method: end ? "POST" : "DELETE" });
    assert.ok(ended.ok, `${ended.status} ${end}`);
    await ended.body?.cancel();
    const late = await createWith(server, key);
    assert.equal(late.status, 409);
    assert.equal((await late.json()).code, "keyReused" satisfies ErrorCode);
    const gone = await fetch(`${server.origin}/api/boards/${owner}/state`);
    assert.equal(gone.status, 404);
    await gone.body?.cancel();
  }
});

Deno.test("a key that could be guessed is refused", async () => {
  await using server = await TestServer.start();
  for (const key of ["", "1234", "a".repeat(21), "a".repeat(65), "ä".repeat(2) + "a".repeat(22), "a b".repeat(10)]) {
    const answer = await createWith(server, encodeURI(key));
    assert.equal(answer.status, 400, key);
    await answer.body?.cancel();
  }
  assert.equal((await Array.fromAsync(entries(server.kv, { prefix: [] }))).length, 0);
});

Deno.test("the state of a board is one update with its role, and is not sent twice", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();

  const url = `${server.origin}/api/boards/${links.viewer}/state`;
  const response = await fetch(url);
  assert.equal(response.headers.get("drawbridge-role"), "viewer");
  const board = new Board();
  Y.applyUpdate(board.doc, await response.bytes());
  assert.deepEqual(contents(board), contents(ann.board));

  const etag = response.headers.get("etag")!;
  const again = await fetch(url, { headers: { "if-none-match": etag } });
  assert.equal(again.status, 304);
  ann.change((board) => board.add(stroke("a.2", random)));
  await ann.untilSaved();
  const changed = await fetch(url, { headers: { "if-none-match": etag } });
  assert.equal(changed.status, 200);
  await changed.body?.cancel();
});

Deno.test("a new board has its title in its state, for all peers, after a restart and a compaction", async () => {
  const kv = await openDatabase(":memory:");
  let made: { id: string; links: Record<"owner" | "viewer", string> };
  const titleIn = async (server: TestServer) => {
    const board = new Board();
    const state = await fetch(`${server.origin}/api/boards/${made.links.viewer}/state`);
    Y.applyUpdate(board.doc, await state.bytes());
    return titleOf(board);
  };
  {
    await using server = await TestServer.start({ kv });
    const body = JSON.stringify({ title: "  Harbour\nplan " });
    const response = await fetch(`${server.origin}/api/boards`, { method: "POST", body });
    assert.equal(response.status, 201);
    made = await response.json();
    assert.equal(await titleIn(server), "Harbour plan");
    await using ann = await Peer.join(server.socketUrl(made.links.owner));
    await using viewer = await Peer.join(server.socketUrl(made.links.viewer));
    assert.equal(titleOf(viewer.board), "Harbour plan");
    viewer.change((board) => setTitle(board, "Not mine"));
    ann.change((board) => setTitle(board, "Harbour"));
    await ann.untilSaved();
    assert.equal(await titleIn(server), "Harbour", "a viewer cannot rename the board");
  }
  {
    await using server = await TestServer.start({ kv });
    assert.equal(await titleIn(server), "Harbour");
    const { head, updates } = (await server.store.load(made.id))!;
    assert.notEqual(await server.store.compact(made.id, head, [compacted(updates)]), "conflict");
  }
  await using server = await TestServer.start({ kv });
  assert.equal(await titleIn(server), "Harbour");
  kv.close();
});

Deno.test("the state of an unknown board, and every other wrong path, is 404 with a code", async () => {
  await using server = await TestServer.start();
  for (const path of ["/api/boards/nope/state", "/api/boards/__proto__/state", "/api/nope", "/%2e%2e/deno.json"]) {
    const response = await fetch(server.origin + path);
    assert.equal(response.status, 404, path);
    const code = path.endsWith("/state") ? "noSuchLink" : "notFound";
    assert.equal((await response.json()).code, code, path);
  }
});

Deno.test("a failing database causes a 503, not an empty board", async () => {
  const kv = await openDatabase(":memory:");
  await using server = await TestServer.start({ kv });
  const { links } = await server.createBoard();
  kv.close();
  const response = await fetch(`${server.origin}/api/boards/${links.owner}/state`);
  assert.equal(response.status, 503);
  assert.equal((await response.json()).code, "unavailable");
});

Deno.test("with open boards any well-formed name is a board, created by its first stroke", async () => {
  await using server = await TestServer.start({ openBoards: true });
  {
    await using _looks = await Peer.join(server.socketUrl("retro"));
  }
  assert.equal((await Array.fromAsync(entries(server.kv, { prefix: [] }))).length, 0, "looking stores nothing");
  await using ann = await Peer.join(server.socketUrl("retro"));
  await using bob = await Peer.join(server.socketUrl("retro"));
  ann.change((board) => board.add(stroke("a.1", random)));
  await bob.untilTrue(() => bob.board.read("a.1") !== undefined);
  await using bad = await Peer.connect(server.socketUrl("no%2Fslash"));
  assert.equal((await bad.closed).code, 4404);
});

Deno.test("every response has the security headers", async () => {
  await using server = await TestServer.start();
  for (const path of ["/healthz", "/api/boards/nope/state", "/nope"]) {
    const response = await fetch(server.origin + path);
    await response.body?.cancel();
    assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'none'/, path);
    assert.equal(response.headers.get("referrer-policy"), "no-referrer", path);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
  }
});

Deno.test("faults B5, D12: an address may create a limited number of boards, is told when to retry, and others are not affected", async () => {
  await using server = await TestServer.start({
    boardsPerAddress: 3,
    trustedProxies: ["127.0.0.1"],
  });
  const post = (address: string) =>
    fetch(`${server.origin}/api/boards`, { method: "POST", headers: { "x-forwarded-for": address } });
  for (let i = 0; i < 3; i++) {
    const made = await post("192.0.2.1");
    assert.equal(made.status, 201);
    await made.body?.cancel();
  }
  const refused = await post("192.0.2.1");
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "200", "the third part of ten minutes");
  assert.equal((await refused.json()).code, "tooManyBoards");
  const other = await post("192.0.2.2");
  assert.equal(other.status, 201);
  await other.body?.cancel();
  assert.equal(server.refusals.counts.get("too many boards"), 1);
});
