import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import type { Pages } from "../../../server/routes/pages.ts";
import { PAGES as BUILT } from "../../../dev/page.ts";
import { AppServer } from "../../support/server/app_server.ts";
import { TestServer } from "../../support/server/test_server.ts";

const HTML = { accept: "text/html,*/*;q=0.8" };
const PAGE_HEADERS = { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" };
const PAGES: Pages = {
  page: () => new Response("<p>", { headers: PAGE_HEADERS }),
  respond: (path) =>
    path === "/a.js" ? new Response("1", { headers: { "content-type": "text/javascript" } }) : undefined,
};

function assertSafe({ headers, url }: Response): void {
  const policy = headers.get("content-security-policy")!.split("; ");
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]) {
    assert.ok(policy.includes(rule), `${url}: ${rule}`);
  }
  assert.ok(!/unsafe|\*|https?:/.test(policy.join()), url);
  assert.equal(headers.get("x-content-type-options"), "nosniff", url);
  assert.equal(headers.get("referrer-policy"), "no-referrer", url);
  assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", url);
  assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", url);
  assert.match(headers.get("permissions-policy")!, /camera=\(\)/, url);
}

Deno.test("every response has the security headers: pages, assets, the API, errors, refused upgrades", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await server.createBoard();
  const body = "x".repeat(20_000);
  const cases: readonly [path: string, status: number, init?: RequestInit][] = [
    ["/", 200],
    ["/b/anything", 200],
    ["/a.js", 200],
    ["/healthz", 200],
    ["/readyz", 200],
    [`/api/boards/${links.owner}/state`, 200],
    [`/api/boards/${links.owner}/links`, 200],
    ["/nowhere", 404],
    ["/nowhere", 404, { headers: HTML }],
    ["/api/boards/nope/state", 404],
    ["/api/boards", 413, { method: "POST", body }],
    ["/api/boards", 400, { method: "POST", body: "[" }],
    ["/api/boards", 403, { method: "POST", headers: { origin: "http://elsewhere" } }],
    ["/ws/anything", 426],
    ["/ws/anything", 403, { headers: { upgrade: "websocket", origin: "http://elsewhere" } }],
  ];
  for (const [path, status, init] of cases) {
    const response = await fetch(server.origin + path, init);
    await response.body?.cancel();
    assert.equal(response.status, status, path);
    assertSafe(response);
  }

  const broken = await server.createBoard();
  await server.kv.commit(new Commit().set(["boards", broken.id, "head"], "no head"));
  for (const headers of [HTML, {}]) {
    const response = await fetch(`${server.origin}/api/boards/${broken.links.owner}/state`, { headers });
    assert.equal(response.status, 503);
    assertSafe(response);
    await response.body?.cancel();
  }
});

Deno.test("an unexpected error is logged once, and shown to people as a page and to programs as JSON, without a stack", async () => {
  await using server = await TestServer.start({
    pages: {
      page: (name) => {
        if (name === "error") return new Response("<h1>Sorry", { headers: { ...PAGE_HEADERS, etag: '"1"' } });
        throw new TypeError("the secret cause");
      },
      respond: () => undefined,
    },
  });
  const person = await fetch(server.origin, { headers: HTML });
  assert.equal(person.status, 503);
  assert.equal(person.headers.get("retry-after"), "2");
  assert.match(person.headers.get("content-type")!, /^text\/html/);
  assert.equal(person.headers.get("cache-control"), "no-store");
  assert.equal(person.headers.get("etag"), null);
  assert.equal(await person.text(), "<h1>Sorry");
  const program = await fetch(server.origin);
  assert.equal(program.status, 503);
  assert.deepEqual(await program.json(), {
    code: "unavailable",
    error: "the server cannot do this at the moment",
  });
  assert.deepEqual(server.log.map(({ level, event }) => [level, event]), Array(2).fill(["error", "request failed"]));
});

Deno.test("over HTTPS the browser is told to keep using it, and only a trusted proxy can state HTTPS", async () => {
  await using server = await TestServer.start({ pages: PAGES, trustedProxies: ["127.0.0.1"] });
  await using direct = await TestServer.start({ pages: PAGES });
  const told = async (origin: string, proto?: string) => {
    const response = await fetch(origin, { headers: proto === undefined ? {} : { "x-forwarded-proto": proto } });
    await response.body?.cancel();
    return response.headers.get("strict-transport-security");
  };
  assert.equal(await told(server.origin, "https"), "max-age=31536000");
  assert.equal(await told(server.origin, "http, HTTPS"), "max-age=31536000");
  assert.equal(await told(server.origin, "https, http"), null);
  assert.equal(await told(server.origin), null);
  assert.equal(await told(direct.origin, "https"), null);
});

Deno.test("the built pages have no inline scripts or styles, and load nothing from other origins", async () => {
  await using server = await AppServer.start();
  const paths = ["/", "/b/anything"];
  assert.equal(BUILT.length, paths.length, "every page is looked at");
  for (const path of paths) {
    // As browsers ask: pages for programs also name the address of oEmbed.
    const response = await fetch(server.origin + path, { headers: { ...HTML, "sec-fetch-dest": "document" } });
    assert.equal(response.status, 200, path);
    assertSafe(response);
    assertNothingInline(await response.text(), path);
  }
  const errorPage = await Deno.readTextFile(new URL("../../../static/error.html", import.meta.url));
  assertNothingInline(errorPage, "the error page");
  for (const [, path] of errorPage.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    const response = await fetch(server.origin + path);
    await response.body?.cancel();
    assert.equal(response.status, 200, path);
    assertSafe(response);
  }
});

function assertNothingInline(html: string, path: string): void {
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/i, path);
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:/i, path);
  for (const [, address] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) assert.match(address, /^(\/[^/]|$)/, path);
}
