import assert from "node:assert/strict";
import { type Database, entries } from "../../../server/database/database.ts";
import type { Pages } from "../../../server/routes/pages.ts";
import { boards } from "../../../server/routes/boards.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";
import { TestServer } from "../../support/server/test_server.ts";

const PAGES: Pages = { page: (name) => new Response(`<p>${name}</p>`), respond: () => undefined };

async function answer(server: TestServer, path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(server.origin + path, init);
  await response.body?.cancel();
  return response;
}

async function countEntries(kv: Database): Promise<number> {
  return (await Array.fromAsync(entries(kv, { prefix: [] }))).length;
}

Deno.test("unknown methods get 404 with a code, and change nothing", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await server.createBoard();
  const before = await countEntries(server.kv);
  const doors = ["/", "/healthz", "/api/boards", `/api/boards/${links.owner}/state`, `/b/${links.owner}`];
  for (const path of [...doors, `/ws/${links.owner}`]) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (path === "/api/boards" && method === "POST") continue;
      const response = await fetch(server.origin + path, { method });
      assert.equal(response.status, 404, `${method} ${path}`);
      assert.equal((await response.json()).code, "notFound", `${method} ${path}`);
    }
  }
  assert.equal(await countEntries(server.kv), before);
});

Deno.test("HEAD is answered like GET, without a body", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await server.createBoard();
  for (const path of ["/", "/healthz", `/b/${links.owner}`, `/api/boards/${links.owner}/state`]) {
    const response = await fetch(server.origin + path, { method: "HEAD" });
    assert.equal(response.status, 200, path);
    assert.equal(await response.text(), "", path);
  }
  assert.equal((await answer(server, "/api/boards/nope/state", { method: "HEAD" })).status, 404);
});

const oddSlugs = [
  "__proto__",
  "constructor",
  "a".repeat(65),
  "%00",
  "a%2Fb",
  "..%2F..%2Fdeno.json",
  "%E2%80%AE",
  "%ff",
  "%0d%0aset-cookie:%20a=b",
  "<script>",
  "a b",
];

Deno.test("an odd slug opens no board, appears in no header, and leaves nothing behind", async () => {
  await using server = await TestServer.start({ pages: PAGES, openBoards: true });
  for (const slug of oddSlugs) {
    assert.equal((await answer(server, `/api/boards/${slug}/state`)).status, 404, slug);
    const page = await answer(server, `/b/${slug}`);
    assert.ok([200, 404].includes(page.status), `${slug}: ${page.status}`);
    assert.equal(page.headers.get("link"), null, slug);
    assert.match(page.headers.get("set-cookie") ?? "", /^(visitor=[\w-]{22}; Path=\/; [^/]+)?$/, slug);
  }
  assert.equal(server.rooms.size, 0);
  assert.equal(await countEntries(server.kv), 0);
  assert.deepEqual(server.log, []);
});

Deno.test("only a board's page preloads the board", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  assert.match((await answer(server, "/b/abc")).headers.get("link")!, /^<\/api\/boards\/abc\/state>; rel=preload/);
  assert.equal((await answer(server, "/")).headers.get("link"), null);
});

Deno.test("the content type of the request for a new board does not matter, its body does", async () => {
  await using server = await TestServer.start();
  const post = (body: BodyInit | undefined, type: string) =>
    answer(server, "/api/boards", { method: "POST", body, headers: { "content-type": type } });
  for (const type of ["application/json", "text/plain", "application/octet-stream", "nonsense"]) {
    assert.equal((await post("{}", type)).status, 201, type);
    assert.equal((await post(undefined, type)).status, 201, type);
    assert.equal((await post("a=1&b=2", type)).status, 400, type);
    assert.equal((await post(new Uint8Array([0xff, 0xfe, 0]), type)).status, 400, type);
  }
  assert.equal((await post("null", "application/json")).status, 400);
});

Deno.test("an endless body is read only up to the limit", async () => {
  await using server = await TestServer.start();
  let sent = 0, isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 8_192;
      controller.enqueue(new Uint8Array(8_192).fill(0x20));
    },
    cancel: () => void (isCancelled = true),
  });
  const request = new Request("http://board/", { method: "POST", body });
  const response = await boards({
    admission: server.admission,
    refusals: server.refusals,
    store: server.store,
    links: NO_LINKS,
    browser: { current: () => Promise.resolve(undefined) },
    signIn: "optional",
  }).fetch(
    request,
  );
  assert.equal(response.status, 413);
  assert.ok(isCancelled);
  assert.ok(sent <= 40_000, `${sent} bytes were read`);
});

Deno.test("a body that does not arrive is refused after a while", async () => {
  await using server = await TestServer.start();
  const clock = new FakeClock();
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array([0x7b])),
    cancel: () => void (isCancelled = true),
  });
  const request = new Request("http://board/", { method: "POST", body });
  const answering = boards({
    admission: server.admission,
    refusals: server.refusals,
    store: server.store,
    links: NO_LINKS,
    browser: { current: () => Promise.resolve(undefined) },
    signIn: "optional",
    clock,
  }).fetch(
    request,
  );
  await settled();
  clock.pass(10_000);
  const response = await answering;
  assert.equal(response.status, 408);
  assert.equal((await response.json()).code, "timeout");
  assert.ok(isCancelled);
  assert.equal(clock.pending, 0);
});

Deno.test("an incomplete handshake gets a code, and keeps no room loaded", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  for (const slug of [links.owner, "nope"]) {
    assert.equal((await answer(server, `/ws/${slug}`)).status, 426, slug);
    const half = await fetch(`${server.origin}/ws/${slug}`, {
      headers: { connection: "Upgrade", upgrade: "websocket" },
    });
    assert.equal(half.status, 400, slug);
    assert.equal((await half.json()).code, "badHandshake", slug);
  }
  assert.deepEqual(server.log, []);
});

Deno.test("the server reports that it is healthy", async () => {
  await using server = await TestServer.start();
  const response = await fetch(`${server.origin}/healthz`);
  assert.deepEqual(await response.json(), { status: "ok" });
});

const NO_LINKS = {
  createBoard: () => Promise.reject(new Error("none")),
  find: () => Promise.reject(new Error("none")),
};

Deno.test("a person with a broken link gets the start page, a program gets JSON", async () => {
  const pages = {
    page: () => new Response("<h1>", { headers: { "content-type": "text/html" } }),
    respond: () => undefined,
  };
  await using server = await TestServer.start({ pages });
  const person = await fetch(`${server.origin}/nope`, { headers: { accept: "text/html,*/*;q=0.8" } });
  assert.equal(person.status, 404);
  assert.equal(await person.text(), "<h1>");
  const program = await fetch(`${server.origin}/nope`);
  assert.equal(program.status, 404);
  assert.equal((await program.json()).code, "notFound");
});
