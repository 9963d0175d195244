import assert from "node:assert/strict";
import type { Pages } from "../../../../server/routes/pages.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const PUBLISHED = "<head><!--head--></head><h1><!--title--></h1><!--date--><main><!--picture--></main>";
const PAGES: Pages = {
  page: (name) => new Response(name === "published" ? PUBLISHED : `<head></head>${name}`),
  respond: () => undefined,
};

async function ask(server: TestServer, method: string, path: string, body?: unknown) {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(`${server.origin}/api/boards/${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function read(server: TestServer, path: string, init?: RequestInit) {
  const response = await fetch(server.origin + path, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A server with a board with one stroke, published. */
async function published(server: TestServer, choice: object = { title: "Plans & <ideas>" }) {
  const { id, links } = await server.createBoard();
  await using peer = await Peer.join(server.socketUrl(links.editor));
  peer.change((board) => board.add(inkOf("a.1")));
  await peer.untilSaved();
  const { status, body } = await ask(server, "PUT", `${links.owner}/publication`, choice);
  assert.equal(status, 200);
  return { board: id, links, publication: body.publication };
}

Deno.test("a published page is the board as it was, with its title, and changes only when asked", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links, publication } = await published(server);
  const before = await read(server, `/p/${publication.id}`);
  assert.equal(before.status, 200);
  assert.match(before.text, /<h1>Plans &amp; &lt;ideas&gt;<\/h1><time datetime="[^"]+Z">/);
  assert.match(before.text, /<main><svg[^]*<path[^]*<\/svg>\s*<\/main>/);
  assert.match(before.text, /fill="light-dark\(#ffffff,#17181b\)"/, "in the theme of who reads it");
  const count = (text: string) => text.split("<path").length;
  await using peer = await Peer.join(server.socketUrl(links.editor));
  peer.change((board) => board.add(inkOf("a.2", { x: 200 })));
  await peer.untilSaved();
  assert.equal((await read(server, `/p/${publication.id}`)).text, before.text, "frozen");
  const updated = await ask(server, "PUT", `${links.owner}/publication`, { title: "New", mayIndex: true });
  assert.equal(updated.body.publication.id, publication.id);
  const after = await read(server, `/p/${publication.id}`);
  assert.equal(count(after.text), count(before.text) + 1);
  assert.match(after.text, /<title>New<\/title>/);
});

Deno.test("the page may be framed by any site, runs and loads nothing, and search engines ask first", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links, publication } = await published(server);
  const { headers, text } = await read(server, `/p/${publication.id}`);
  const policy = headers.get("content-security-policy")!;
  for (const rule of ["default-src 'none'", "img-src 'self' data:", "base-uri 'none'", "frame-ancestors *"]) {
    assert.ok(policy.split("; ").includes(rule), rule);
  }
  assert.doesNotMatch(policy, /script-src|connect-src|frame-src|unsafe-eval/);
  assert.equal(headers.get("set-cookie"), null);
  assert.equal(headers.get("x-robots-tag"), "noindex");
  assert.match(text, /<meta name="robots" content="noindex">/);
  await ask(server, "PUT", `${links.owner}/publication`, { title: "", mayIndex: true });
  const open = await read(server, `/p/${publication.id}`);
  assert.equal(open.headers.get("x-robots-tag"), null);
  assert.doesNotMatch(open.text, /noindex/);
  assert.match(open.text, /<title>Drawbridge board<\/title>/);
});

Deno.test("a version is kept forever, the address is asked again, and HEAD and known tags cost no picture", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links, publication } = await published(server);
  const path = `/p/${publication.id}`;
  const { headers } = await read(server, path);
  assert.equal(headers.get("cache-control"), "public, no-cache");
  const etag = headers.get("etag")!;
  const version = `${path}/${etag.slice(1, -1)}`;
  assert.equal((await read(server, version)).headers.get("cache-control"), "public, max-age=31536000, immutable");
  const known = await read(server, path, { headers: { "if-none-match": `W/${etag}` } });
  assert.deepEqual([known.status, known.text], [304, ""]);
  const head = await read(server, path, { method: "HEAD" });
  assert.deepEqual([head.status, head.text, head.headers.get("etag")], [200, "", etag]);
  await ask(server, "PUT", `${links.owner}/publication`);
  const old = await read(server, version);
  assert.deepEqual([old.status, old.headers.get("location")], [302, path]);
});

Deno.test("only owners publish, withdraw and see it; withdrawn, binned and deleted boards are gone", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links, publication } = await published(server);
  const path = `/p/${publication.id}`;
  for (const method of ["GET", "PUT", "DELETE"]) {
    for (const slug of [links.editor, links.viewer]) {
      assert.equal((await ask(server, method, `${slug}/publication`)).body.code, "noSuchLink");
    }
  }
  for (const body of [{ title: 1 }, { title: "x".repeat(81) }, { title: " a" }, { mayIndex: "yes" }]) {
    assert.equal((await ask(server, "PUT", `${links.owner}/publication`, body)).status, 400);
  }
  assert.deepEqual((await ask(server, "GET", `${links.owner}/publication`)).body, { publication });
  await ask(server, "POST", `${links.owner}/bin`);
  assert.equal((await read(server, path)).status, 404);
  await ask(server, "POST", `${links.owner}/bin/restore`);
  assert.equal((await read(server, path)).status, 200);
  assert.equal((await ask(server, "DELETE", `${links.owner}/publication`)).status, 204);
  assert.equal((await read(server, path)).status, 404);
  assert.deepEqual((await ask(server, "GET", `${links.owner}/publication`)).body, { publication: null });
  const again = await ask(server, "PUT", `${links.owner}/publication`);
  assert.notEqual(again.body.publication.id, publication.id);
  await ask(server, "DELETE", links.owner);
  assert.equal((await read(server, `/p/${again.body.publication.id}`)).status, 404);
  for (const id of ["", "x", "a".repeat(22), "__proto__"]) assert.equal((await read(server, `/p/${id}`)).status, 404);
});

Deno.test("the list of what owners did names that a board was published, updated and withdrawn, once each", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await published(server);
  await ask(server, "PUT", `${links.owner}/publication`, { title: "New" });
  await ask(server, "PUT", `${links.editor}/publication`, { title: "Not allowed" });
  for (let i = 0; i < 2; i++) await ask(server, "DELETE", `${links.owner}/publication`);
  const { body } = await ask(server, "GET", `${links.owner}/moderation/done`);
  assert.deepEqual(
    body.entries.map(({ action }: { action: string }) => action),
    ["unpublish", "updatePublication", "publish"],
  );
});

Deno.test("a wiki gets a frame for a link whose owner lists sites, without the title, and for published pages with it", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links, publication } = await published(server, { title: 'A "plan"' });
  const ask2 = async (url: string, rest = "") => {
    const { status, text, headers } = await read(server, `/oembed?url=${encodeURIComponent(url)}${rest}`);
    return { status, headers, body: JSON.parse(text) };
  };
  const board = `${server.origin}/b/${links.viewer}`;
  assert.deepEqual([(await ask2(board)).status, (await ask2(board)).body.code], [401, "noSites"]);
  const { body: { links: listed } } = await ask(server, "GET", `${links.owner}/links`);
  const { id } = listed.find(({ role }: { role: string }) => role === "viewer");
  await ask(server, "PATCH", `${links.owner}/links/${id}`, { sites: "any" });
  const { status, body } = await ask2(`${board}#120,-40,1.5`, "&format=json&maxwidth=300&maxheight=9999");
  assert.equal(status, 200);
  assert.deepEqual([body.version, body.type, body.width, body.height, body.title], [
    "1.0",
    "rich",
    300,
    600,
    "Drawbridge board",
  ]);
  assert.match(body.html, new RegExp(`^<iframe src="${server.origin}/embed/${links.viewer}#120,-40,1.5" `));
  assert.doesNotMatch((await ask2(`${board}#"><script>`)).body.html, /script|#/);
  const page = await ask2(`${server.origin}/p/${publication.id}`);
  assert.equal(page.body.title, 'A "plan"');
  assert.match(page.body.html, /title="A &quot;plan&quot;"/);
  const others = [
    "",
    "x",
    "https://elsewhere.example/b/x",
    `${server.origin}/`,
    `${server.origin}/b/absent`,
    `${server.origin}/p/absent`,
  ];
  for (const url of others) assert.equal((await ask2(url)).status, 404, url);
  assert.equal((await ask2(board, "&format=xml")).status, 501);
});

Deno.test("board and published pages say where a wiki asks", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links, publication } = await published(server);
  for (const path of [`/b/${links.viewer}`, `/p/${publication.id}`]) {
    const href = `${server.origin}/oembed?format=json&amp;url=${encodeURIComponent(server.origin + path)}`;
    const { text } = await read(server, path);
    assert.ok(text.includes(`<link rel="alternate" type="application/json+oembed" href="${href}">`), path);
  }
  const browser = await read(server, `/b/${links.viewer}`, { headers: { "sec-fetch-dest": "document" } });
  assert.equal(browser.text, "<head></head>board", "browsers get the page that they have kept");
  assert.match(browser.headers.get("link")!, /type="application\/json\+oembed"/);
});
