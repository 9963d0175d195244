import assert from "node:assert/strict";
import { TestServer } from "../../support/server/test_server.ts";

const WRITING = ["POST", "PUT", "PATCH", "DELETE", "BREW"];

const FOREIGN: readonly Record<string, string>[] = [
  { origin: "http://evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "http://evil.example", "sec-fetch-site": "same-origin" },
];

/** A path that matches the pattern of a route. */
function pathOf(pattern: string, slug: string): string {
  return pattern.replace(":slug", slug).replace(/:id|:sha256/, "0".repeat(64)).replace("*", "nowhere");
}

async function statusOf(server: TestServer, path: string, init: RequestInit): Promise<number> {
  const response = await fetch(server.origin + path, init);
  await response.body?.cancel();
  return response.status;
}

Deno.test("no route accepts a writing request of another site's page", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const { board } = (await server.links.find(links.owner))!;
  const before = await server.links.list(board);
  const patterns = new Set(server.server.routes.map(({ path }) => path));
  for (const pattern of ["/ws/:slug", "/api/boards/:slug/links/rotate", "/api/boards/:slug", "/readyz", "/b/:slug"]) {
    assert.ok(patterns.has(pattern), `${pattern} is among the routes`);
  }
  for (const pattern of patterns) {
    const path = pathOf(pattern, links.owner);
    for (const method of WRITING) {
      for (const headers of FOREIGN) {
        const what = `${method} ${path} ${JSON.stringify(headers)}`;
        assert.equal(await statusOf(server, path, { method, headers }), 403, what);
      }
    }
  }
  assert.deepEqual(await server.links.list(board), before);
  assert.equal(server.refusals.counts.get("origin"), patterns.size * WRITING.length * FOREIGN.length);
});

Deno.test("our own page and programs may write, and every page may read", async () => {
  await using server = await TestServer.start();
  const passing = [
    {},
    { origin: server.origin },
    { origin: server.origin, "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-origin" },
  ];
  for (const headers of passing as Record<string, string>[]) {
    assert.equal(await statusOf(server, "/api/boards", { method: "POST", headers }), 201, JSON.stringify(headers));
  }
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    for (const headers of FOREIGN) {
      assert.notEqual(await statusOf(server, "/healthz", { method, headers }), 403, method);
    }
  }
});

Deno.test("no page of another site gets a socket", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const upgrade = {
    "connection": "Upgrade",
    "upgrade": "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "x",
  };
  for (const headers of FOREIGN) {
    const status = await statusOf(server, `/ws/${links.owner}`, { headers: { ...upgrade, ...headers } });
    assert.equal(status, 403, JSON.stringify(headers));
  }
  for (const headers of [{}, { origin: server.origin }] as Record<string, string>[]) {
    const status = await statusOf(server, `/ws/${links.owner}`, { headers: { ...upgrade, ...headers } });
    assert.equal(status, 400, "the origin is right, the key is not");
  }
});
