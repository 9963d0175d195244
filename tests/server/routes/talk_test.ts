import assert from "node:assert/strict";
import type { TalkEvent } from "../../../board/talk.ts";
import type { Frame } from "../../../board/wire/protocol.ts";
import { newSecret } from "../../../board/id.ts";
import { Peer } from "../../support/peer/peer.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { TestServer } from "../../support/server/test_server.ts";

const ADA = "ada-".repeat(8);
const BO = "bo--".repeat(8);

// deno-lint-ignore no-explicit-any
type Answer = { status: number; body: any; headers: Headers };

async function ask(server: TestServer, slug: string, body?: unknown, query = ""): Promise<Answer> {
  const init = body === undefined
    ? {}
    : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await fetch(`${server.origin}/api/boards/${slug}/talk${query}`, init);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

function talked(frame: Frame): TalkEvent | undefined {
  return frame.kind === "talk" ? JSON.parse(frame.json) : undefined;
}

async function commenterLink(server: TestServer, owner: string): Promise<string> {
  const init = { method: "POST", body: JSON.stringify({ role: "commenter" }) };
  const response = await fetch(`${server.origin}/api/boards/${owner}/links`, init);
  return (await response.json()).slug;
}

Deno.test("a message reaches everybody on the board at once, and is read later by REST", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  await using stock = await Peer.join(server.socketUrl(links.editor), { protocols: [] });
  const { status, body } = await ask(server, links.editor, { kind: "post", text: "Hello", name: "Ada", key: ADA });
  assert.equal(status, 201);
  assert.deepEqual(talked(await viewer.until((frame) => frame.kind === "talk")), body);
  const { at, author, ...rest } = body;
  assert.deepEqual(rest, { kind: "post", text: "Hello", number: 1, name: "Ada" });
  assert.ok(Math.abs(at - Date.now()) < 60_000);
  assert.match(author, /^[0-9a-f]{32}$/);
  const { body: page, headers } = await ask(server, links.viewer);
  assert.deepEqual(page, { events: [body], last: 1, threads: { open: 0, resolved: 0 } });
  assert.equal(headers.get("cache-control"), "no-store");
  assert.ok(!stock.frames.some(({ kind }) => kind === "talk" || kind === "unknown"));
});

Deno.test("author, time and number come from the server", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const { body: ada } = await ask(server, links.editor, { kind: "post", text: "I am Ada", name: "Ada", key: ADA });
  const forged = { kind: "post", text: "me too", name: "Ada", key: BO, author: ada.author, at: 1, number: 99 };
  const { body: bo } = await ask(server, links.editor, forged);
  assert.equal(bo.number, 2);
  assert.notEqual(bo.at, 1);
  assert.notEqual(bo.author, ada.author);
  const { body: again } = await ask(server, links.owner, { kind: "post", text: "Ada again", key: ADA });
  assert.equal(again.author, ada.author);
  const mine = await fetch(`${server.origin}/api/boards/${links.viewer}/talk`, { headers: { "drawbridge-key": ADA } });
  assert.equal((await mine.json()).you, ada.author);
  const other = await server.createBoard();
  const { body: elsewhere } = await ask(server, other.links.editor, { kind: "post", text: "Ada", key: ADA });
  assert.notEqual(elsewhere.author, ada.author);
});

Deno.test("rights: viewers read, strangers get 404, owners remove, nobody edits the words of others", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const post = { kind: "post", text: "one", key: ADA };
  assert.equal((await ask(server, links.viewer, post)).status, 404);
  assert.equal((await ask(server, newSecret(), post)).status, 404);
  assert.equal((await ask(server, newSecret())).status, 404);
  assert.equal((await ask(server, links.editor, post)).status, 201);
  for (const action of [{ kind: "remove", of: 1 }, { kind: "edit", of: 1, text: "two" }]) {
    const { status, body } = await ask(server, links.editor, { ...action, key: BO });
    assert.deepEqual([status, body.code], [403, "foreignMessage"]);
  }
  assert.equal((await ask(server, links.owner, { kind: "edit", of: 1, text: "two", key: BO })).status, 403);
  assert.equal((await ask(server, links.owner, { kind: "remove", of: 1, key: BO })).status, 201);
  assert.equal((await ask(server, links.owner, { kind: "remove", of: 9, key: BO })).status, 404);
});

Deno.test("comments: commenters begin, answer and resolve threads; viewers read them", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const commenter = await commenterLink(server, links.owner);
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  const place = { x: 3, y: 4, on: { shape: "s.1", x: 0.5, y: 1 } };
  const begun = await ask(server, commenter, {
    kind: "comment",
    text: "Why?",
    place,
    name: "Ada",
    key: ADA,
    thread: 9,
  });
  assert.equal(begun.status, 201);
  assert.deepEqual([begun.body.number, begun.body.thread, begun.body.place], [1, 1, place]);
  assert.deepEqual(talked(await viewer.until((frame) => frame.kind === "talk")), begun.body);
  const move = { kind: "move", of: 1, place: { x: 0, y: 0 } };
  for (const action of [{ kind: "reply", of: 1, text: "So" }, { kind: "resolve", of: 1 }, move]) {
    assert.equal((await ask(server, links.viewer, { ...action, key: ADA })).status, 404, action.kind);
  }
  assert.equal((await ask(server, commenter, { ...move, key: BO })).status, 403);
  assert.equal((await ask(server, links.editor, { kind: "reply", of: 1, text: "So", key: BO })).body.thread, 1);
  assert.equal((await ask(server, links.editor, { ...move, key: BO })).status, 201);
  assert.equal((await ask(server, commenter, { kind: "resolve", of: 1, key: BO })).status, 201);

  const { body: open } = await ask(server, links.viewer, undefined, "/comments");
  assert.deepEqual(open, { comments: [], last: 4, threads: { open: 0, resolved: 1 } });
  const { body: page, headers } = await ask(server, links.viewer, undefined, "/comments?state=resolved");
  assert.deepEqual([page.comments[0].number, page.comments[0].replies, page.comments[0].place], [1, [2], move.place]);
  assert.equal(headers.get("cache-control"), "no-store");
  const { body: thread } = await ask(server, links.viewer, undefined, "?thread=1&after=0");
  assert.deepEqual(thread.events.map(({ kind }: TalkEvent) => kind), ["comment", "reply", "move", "resolve"]);
  assert.equal((await ask(server, newSecret(), undefined, "/comments")).status, 404);
});

Deno.test("bad bodies and pages get 400, change nothing, and tell nobody", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  const bodies = [
    "",
    "[]",
    "{",
    "null",
    ...[
      {},
      { kind: "post" },
      { kind: "post", text: "a".repeat(2_001) },
      { kind: "post", text: "\u200b\u2060\u202e" },
      { kind: "reply", of: 1, text: "\u3164" },
      { kind: "post", text: "hi", key: "short" },
      { kind: "post", text: "hi", id: "../../../../etc" },
      { kind: "post", text: "hi", name: 7 },
      { kind: "edit", text: "hi" },
      { kind: "react", of: 1, emoji: "<img>" },
      { kind: "comment", text: "hi" },
      { kind: "comment", text: "hi", place: { x: "1", y: 2 } },
      { kind: "comment", text: "hi", place: { x: 1, y: 2, on: { shape: "../x", x: 0, y: 0 } } },
      { kind: "__proto__", of: 1 },
    ].map((body) => JSON.stringify(body)),
  ];
  bodies.push('{"kind":"comment","text":"hi","place":{"x":1e999,"y":0}}');
  for (const body of bodies) assert.equal((await ask(server, links.editor, body)).status, 400, body);
  const pages = ["?limit=-1", "?read=x", "?limit=x", "?after=-1", "?after=1&before=2", "?before=1e3", "?thread=x"];
  for (const query of [...pages, "/comments?state=all", "/comments?limit=0", "/comments?before=x"]) {
    assert.equal((await ask(server, links.viewer, undefined, query)).status, 400, query);
  }
  assert.equal((await ask(server, links.viewer)).body.last, 0);
  await ask(server, links.editor, { kind: "post", text: "good" });
  assert.equal(talked(await viewer.until((frame) => frame.kind === "talk"))?.number, 1);
});

Deno.test("a page of another origin cannot talk for a visitor", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const response = await fetch(`${server.origin}/api/boards/${links.editor}/talk`, {
    method: "POST",
    headers: { origin: "https://elsewhere.example" },
    body: JSON.stringify({ kind: "post", text: "spam" }),
  });
  assert.equal(response.status, 403);
  await response.body?.cancel();
  assert.equal((await ask(server, links.viewer)).body.last, 0);
});

Deno.test("a flood of messages is limited, and the sender learns for how long", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.start({ clock });
  const { links } = await server.createBoard();
  const say = () => ask(server, links.editor, { kind: "post", text: "hi" });
  for (let i = 0; i < 40; i++) assert.equal((await say()).status, 201);
  const { status, body, headers } = await say();
  assert.deepEqual([status, body.code, headers.get("retry-after")], [429, "tooManyMessages", "2"]);
  clock.pass(2_000);
  assert.equal((await say()).status, 201);
});

Deno.test("the talk ends with the board", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await ask(server, links.editor, { kind: "post", text: "hi", key: ADA, id: "0123456789abcdef" });
  await ask(server, links.editor, { kind: "comment", text: "hi", place: { x: 0, y: 0 } });
  assert.equal((await fetch(`${server.origin}/api/boards/${links.owner}`, { method: "DELETE" })).status, 204);
  assert.equal((await ask(server, links.editor)).status, 404);
  assert.deepEqual(await server.kv.list({ prefix: ["boards", id] }, { limit: 5 }), []);
});

Deno.test("a message mentions authors, not names, and each learns of what concerns them without reading the rest", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const look = async (key: string, query: string) => {
    const headers = { "drawbridge-key": key };
    return await (await fetch(`${server.origin}/api/boards/${links.viewer}/talk${query}`, { headers })).json();
  };
  const { you } = await look(BO, "?limit=0&read=0");
  const mentions = [{ author: you, name: "Bo" }];
  const { body } = await ask(server, links.editor, { kind: "post", text: "look, @Bo", key: ADA, mentions });
  assert.deepEqual(body.mentions, mentions);
  for (const name of ["Bo", "Ada"]) {
    // Another person who takes the name is not meant.
    await ask(server, links.editor, { kind: "post", text: "hi", name, key: "eve-".repeat(8) });
  }
  assert.deepEqual(await look(BO, "?limit=0&read=0"), {
    events: [],
    last: 3,
    threads: { open: 0, resolved: 0 },
    you,
    concerns: [1],
    others: 3,
  });
  assert.deepEqual((await look(BO, "?limit=0&read=1")).concerns, []);
  assert.deepEqual((await look("eve-".repeat(8), "?limit=0&read=0")).concerns, []);
  const bad = [
    [{ author: "Bo", name: "Bo" }],
    [{ author: you }],
    "Bo",
    Array.from({ length: 11 }, () => mentions[0]),
  ];
  for (const mentions of bad) {
    assert.equal((await ask(server, links.editor, { kind: "post", text: "@Bo", key: ADA, mentions })).status, 400);
  }
  // A mention that the text does not have is none.
  const { body: silent } = await ask(server, links.editor, { kind: "post", text: "Bo", key: ADA, mentions });
  assert.equal(silent.mentions, undefined);
});

Deno.test("a search answers from the newest back; searches are limited", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.start({ clock });
  const { links } = await server.createBoard();
  await ask(server, links.editor, { kind: "post", text: "the old harbour" });
  const find = (query: string) => ask(server, links.viewer, undefined, `/found?${query}`);
  assert.deepEqual((await find("words=HARB")).body.found.map(({ number }: TalkEvent) => number), [1]);
  for (const query of ["", "words=", "words=%20", `words=${"a".repeat(201)}`, "words=a&before=x"]) {
    assert.equal((await find(query)).status, 400, query);
  }
  for (let i = 0; i < 149; i++) await find("words=none");
  const { status, body } = await find("words=none");
  assert.deepEqual([status, body.code], [429, "tooManyMessages"]);
});

Deno.test("only who is signed in keeps on the server how far they have read", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await ask(server, links.editor, { kind: "post", text: "one" });
  for (const number of [0, 1.5, "1", null]) {
    assert.equal((await ask(server, links.viewer, { number }, "/read")).status, 400, String(number));
  }
  const { status, body } = await ask(server, links.viewer, { number: 1 }, "/read");
  assert.deepEqual([status, body.code], [401, "signInFirst"]);
});
