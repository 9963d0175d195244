import assert from "node:assert/strict";
import type { Pages } from "../../../server/routes/pages.ts";
import { TestServer } from "../../support/server/test_server.ts";

const PAGES: Pages = {
  page: (name) => new Response(name, { headers: { "cache-control": "no-cache", etag: '"1"' } }),
  respond: () => undefined,
};
const WIKI = "https://wiki.example";

async function ask(server: TestServer, method: string, path: string, body?: unknown) {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(`${server.origin}/api/boards/${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** Which sites the answer to a request for a page lets frame it. */
async function ancestors(server: TestServer, path: string): Promise<string> {
  const response = await fetch(server.origin + path);
  await response.body?.cancel();
  assert.equal(response.status, 200);
  return /frame-ancestors ([^;]*)/.exec(response.headers.get("content-security-policy")!)![1];
}

async function idOf(server: TestServer, owner: string, role: string): Promise<string> {
  const { body } = await ask(server, "GET", `${owner}/links`);
  return body.links.find((link: { role: string }) => link.role === role).id;
}

Deno.test("only the sites that an owner listed may frame the board, and none may frame other pages", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await server.createBoard();
  for (const slug of [...Object.values(links), "absent", "a".repeat(22)]) {
    assert.equal(await ancestors(server, `/embed/${slug}`), "'none'", "nobody chose any");
  }
  const editor = `${links.owner}/links/${await idOf(server, links.owner, "editor")}`;
  const viewer = `${links.owner}/links/${await idOf(server, links.owner, "viewer")}`;
  assert.equal((await ask(server, "PATCH", editor, { sites: [WIKI, "https://*.b.example"] })).status, 204);
  assert.equal((await ask(server, "PATCH", viewer, { sites: "any" })).status, 204);
  assert.equal(await ancestors(server, `/embed/${links.editor}`), `${WIKI} https://*.b.example`);
  assert.equal(await ancestors(server, `/embed/${links.viewer}`), "*");
  for (const path of ["/", `/b/${links.viewer}`, `/b/${links.editor}`, "/account", `/docs/${links.viewer}`]) {
    assert.equal(await ancestors(server, path), "'none'", path);
  }
  // A link that may draw from now on is no longer for any site.
  assert.equal((await ask(server, "PATCH", viewer, { role: "editor" })).status, 204);
  assert.equal(await ancestors(server, `/embed/${links.viewer}`), "'none'");
  assert.equal((await ask(server, "PATCH", editor, { sites: [] })).status, 204);
  assert.equal(await ancestors(server, `/embed/${links.editor}`), "'none'");
});

Deno.test("a frame gets no cookie, nothing is cached, and a link that has ended is not shown", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await server.createBoard();
  const made = await ask(server, "POST", `${links.owner}/links`, { role: "viewer", sites: [WIKI] });
  assert.equal(made.status, 201);
  const path = `/embed/${made.body.slug}`;
  const response = await fetch(server.origin + path);
  assert.equal(await response.text(), "board");
  assert.equal(response.headers.get("set-cookie"), null);
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("etag"), null);
  const page = await fetch(`${server.origin}/b/${made.body.slug}`);
  assert.equal(await page.text(), "board");
  assert.match(page.headers.get("set-cookie")!, /visitor=/);
  assert.equal((await ask(server, "DELETE", `${links.owner}/links/${made.body.id}`)).status, 204);
  assert.equal(await ancestors(server, path), "'none'");
  const locked = await ask(server, "POST", `${links.owner}/links`, {
    role: "editor",
    passphrase: "tea",
    sites: [WIKI],
  });
  assert.equal(await ancestors(server, `/embed/${locked.body.slug}`), WIKI);
  const unlocked = await ask(server, "POST", `${locked.body.slug}/unlock`, { passphrase: "tea" });
  assert.equal(await ancestors(server, `/embed/${unlocked.body.slug}`), WIKI, "as the link that it was given for");
  assert.equal((await ask(server, "POST", `${links.owner}/bin`)).status, 200);
  assert.equal(await ancestors(server, `/embed/${locked.body.slug}`), "'none'");
});

Deno.test("a list with anything but sites is refused as a whole, and only owners set one", async () => {
  await using server = await TestServer.start({ pages: PAGES });
  const { links } = await server.createBoard();
  const [owner, editor, viewer] = await Promise.all(
    ["owner", "editor", "viewer"].map((role) => idOf(server, links.owner, role)),
  );
  const bad = [
    ["http://wiki.example"],
    [WIKI, "*"],
    "all",
    [1],
    {},
    null,
    Array(21).fill(0).map((_, i) => `${WIKI}:${i + 1}`),
  ];
  for (const sites of bad) {
    const { status, body } = await ask(server, "PATCH", `${links.owner}/links/${viewer}`, { sites, label: "New" });
    assert.deepEqual([status, body.code], [400, "badSites"], JSON.stringify(sites));
  }
  for (const [id, sites] of [[editor, "any"], [owner, "any"], [owner, [WIKI]]] as const) {
    assert.equal((await ask(server, "PATCH", `${links.owner}/links/${id}`, { sites })).body.code, "badSites");
  }
  assert.equal((await ask(server, "POST", `${links.owner}/links`, { role: "commenter", sites: "any" })).status, 400);
  const { body } = await ask(server, "GET", `${links.owner}/links`);
  assert.deepEqual(body.links.map((link: { label?: string; sites: unknown }) => [link.label, link.sites]), [
    [undefined, []],
    [undefined, []],
    [undefined, []],
  ]);
  assert.equal(
    (await ask(server, "PATCH", `${links.editor}/links/${viewer}`, { sites: [WIKI] })).body.code,
    "noSuchLink",
  );
});
