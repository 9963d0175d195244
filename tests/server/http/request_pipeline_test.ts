import assert from "node:assert/strict";
import { requestPipeline } from "../../../server/http/request_pipeline.ts";
import { BareRequest } from "../../support/peer/bare_request.ts";
import { TestServer } from "../../support/server/test_server.ts";

/** The status of the response to a raw request. */
async function statusOf(server: TestServer, ...lines: string[]): Promise<number> {
  using request = await BareRequest.send(server.origin, [...lines, "Connection: close"]);
  return Number((await request.head()).split(" ")[1]);
}

Deno.test("fault D15: an invalid host gets 400 and is counted, and no error is logged", async () => {
  await using server = await TestServer.start();
  for (const host of ["a b[", "[::1", "x:port"]) {
    assert.equal(await statusOf(server, "GET /healthz HTTP/1.1", `Host: ${host}`), 400, host);
  }
  assert.equal(await statusOf(server, "GET http://evil.example/healthz HTTP/1.1", "Host: localhost"), 400);
  assert.equal(await statusOf(server, "GET /healthz HTTP/1.1", "Host: localhost"), 200);
  assert.equal(server.refusals.counts.get("bad request"), 4);
  assert.deepEqual(server.log, []);
});

Deno.test("fault D14: requests for a name that is not listed get nothing, also from a page of that name", async () => {
  await using server = await TestServer.start({ allowedHosts: ["board.example"] });
  const { links } = await server.createBoard();
  const evil = ["Host: evil.example", "Origin: http://evil.example"];
  assert.equal(await statusOf(server, "POST /api/boards HTTP/1.1", ...evil, "Content-Length: 0"), 421);
  const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
  const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  assert.equal(await statusOf(server, `GET /ws/${links.owner} HTTP/1.1`, ...evil, ...upgrade, key), 421);
  assert.equal(await statusOf(server, `GET /api/boards/${links.owner}/state HTTP/1.1`, ...evil), 421);
  assert.equal(await statusOf(server, "GET /healthz HTTP/1.1", "Host: evil.example"), 200, "supervisors may ask");
  const own = ["Host: Board.Example:8000", "Origin: http://board.example:8000"];
  assert.equal(await statusOf(server, "POST /api/boards HTTP/1.1", ...own, "Content-Length: 0"), 201);
  assert.equal(server.refusals.counts.get("host"), 3);
});

Deno.test("fault D14: with open boards a name must be listed, without them the secret protects", async () => {
  for (const [openBoards, status] of [[true, 421], [false, 201]] as const) {
    await using server = await TestServer.start({ openBoards });
    const post = (host: string) =>
      statusOf(server, "POST /api/boards HTTP/1.1", `Host: ${host}`, `Origin: http://${host}`, "Content-Length: 0");
    assert.equal(await post("evil.example"), status);
    for (const host of ["localhost:8000", "127.0.0.1", "[::1]:8000", "192.0.2.1"]) {
      assert.equal(await post(host), 201, host);
    }
  }
});

Deno.test("an address has a limit of requests in progress, others are served, and a response frees its place", async () => {
  await using server = await TestServer.start({
    limits: { requests: 10, requestsPerAddress: 2 },
    trustedProxies: ["127.0.0.1"],
  });
  const ask = async (address: string) => {
    const response = await fetch(`${server.origin}/api/boards/nope/state`, { headers: { "x-forwarded-for": address } });
    await response.body?.cancel();
    return response.status;
  };
  const head = ["POST /api/boards HTTP/1.1", "Host: localhost", "Content-Length: 9", "X-Forwarded-For: 10.0.0.1"];
  using _first = await BareRequest.send(server.origin, head);
  using _second = await BareRequest.send(server.origin, head);
  while (server.admission.requests < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(await ask("10.0.0.1"), 503);
  assert.equal(await ask("10.0.0.2"), 404);
  const health = await fetch(`${server.origin}/healthz`);
  assert.equal(health.status, 200);
  await health.body?.cancel();
  assert.equal(server.refusals.counts.get("too many requests"), 1);
});

Deno.test("whatever a route returns or throws, the request's place is freed", async () => {
  await using server = await TestServer.start();
  const { admission, refusals } = server;
  const options = { admission, refusals, hosts: { has: () => true }, trustedProxies: new Set<string>() };
  const request = new Request("http://x/");
  await requestPipeline(() => new Response("x"), options)(request);
  await assert.rejects(requestPipeline(() => Promise.reject(new Error("no")), options)(request));
  const completed = Promise.withResolvers<void>();
  await requestPipeline(() => new Response("x"), options)(request, { completed: completed.promise });
  assert.equal(server.admission.requests, 1, "the answer has not left yet");
  completed.reject(new Error("the connection was reset"));
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(server.admission.requests, 0);
});

Deno.test("the refusals of the entry have the security headers of every other response", async () => {
  await using server = await TestServer.start({
    allowedHosts: ["board.example"],
    trustedProxies: ["127.0.0.1"],
    limits: { requests: 0, requestsPerAddress: 0 },
  });
  const refusals = [[400, "Host: a b["], [421, "Host: evil.example"], [503, "Host: board.example"]] as const;
  for (const [status, host] of refusals) {
    const lines = ["GET /api/boards/nope/state HTTP/1.1", host, "X-Forwarded-Proto: https", "Connection: close"];
    using request = await BareRequest.send(server.origin, lines);
    const head = await request.head();
    assert.equal(Number(head.split(" ")[1]), status, host);
    for (const name of ["content-security-policy", "x-content-type-options", "strict-transport-security"]) {
      assert.match(head, new RegExp(`^${name}: `, "im"), `${status}: ${name}`);
    }
  }
});
