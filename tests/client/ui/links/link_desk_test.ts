import assert from "node:assert/strict";
import { LINKS } from "../../../../client/messages/en/people/links.ts";
import { LinkDesk } from "../../../../client/ui/links/link_desk.ts";
import { idsOf } from "../../../../client/ui/links/listed_link.ts";
import { PageLinks } from "../../../../client/ui/links/page_links.ts";

const NOW = Date.UTC(2026, 0, 10);
const DAY_MS = 86_400_000;

/** A server with links by slug and their expiry, whose clock says `NOW`. */
function server(links: Map<string, { role: string; expires?: number }>) {
  const state = { isReached: true, made: 0 };
  const request = async (_url: unknown, { method = "GET", body }: RequestInit = {}) => {
    if (!state.isReached) throw new TypeError("no network");
    if (method === "POST") {
      const slug = `made-${++state.made}`;
      links.set(slug, JSON.parse(String(body)));
      return Response.json({ id: "1", slug }, { status: 201 });
    }
    const ids = await idsOf([...links.keys()]);
    return Response.json({ now: NOW, links: [...links].map(([slug, link]) => ({ id: ids!.get(slug), ...link })) });
  };
  return { state, links, request: request as typeof fetch };
}

function known(links: Record<string, string>): PageLinks {
  return new PageLinks("own", { links, made: [] });
}

Deno.test("the desk uses the server's clock, not the device's (fault C8)", async () => {
  let elapsed = 5_000;
  const desk = new LinkDesk("own", { request: server(new Map()).request, elapsed: () => elapsed });
  await desk.load();
  assert.equal(desk.now(), NOW);
  elapsed += 60_000.4;
  assert.equal(desk.now(), NOW + 60_000);
});

Deno.test("the link for others is the known one while it is listed, and a new one after it was revoked (fault T1)", async () => {
  const { state, links, request } = server(new Map([["own", { role: "owner" }], ["edit", { role: "editor" }]]));
  const page = known({ owner: "own", editor: "edit" });
  const desk = new LinkDesk("own", { request });
  assert.equal(await desk.drawingLink(page), "edit");
  links.delete("edit");
  assert.equal(await desk.drawingLink(page), "made-1");
  assert.deepEqual(page.known.value, { links: { owner: "own", editor: "made-1" }, made: [] });
  assert.equal(await desk.drawingLink(page), "made-1");
  assert.equal(state.made, 1);
});

Deno.test("a link that has expired by the server's clock is not shared", async () => {
  const links = new Map([["own", { role: "owner" }], ["edit", { role: "editor", expires: NOW - 1 }]]);
  const page = known({ owner: "own", editor: "edit" });
  assert.equal(await new LinkDesk("own", { request: server(links).request }).drawingLink(page), "made-1");
  const lasting = new Map([["own", { role: "owner" }], ["edit", { role: "editor", expires: NOW + DAY_MS }]]);
  const other = known({ owner: "own", editor: "edit" });
  assert.equal(await new LinkDesk("own", { request: server(lasting).request }).drawingLink(other), "edit");
});

Deno.test("without the server the known link is trusted, and none is created", async () => {
  const { state, request } = server(new Map());
  state.isReached = false;
  const desk = new LinkDesk("own", { request });
  assert.equal(await desk.drawingLink(known({ owner: "own", editor: "edit" })), "edit");
  assert.equal(await desk.drawingLink(known({ owner: "own" })), undefined);
  assert.match(desk.problem.value, /can’t be reached/);
});

Deno.test("the code of an error decides its message", async () => {
  const problem = async (body: unknown) => {
    const desk = new LinkDesk("own", { request: () => Promise.resolve(Response.json(body, { status: 409 })) });
    assert.equal(await desk.make({ role: "editor" }), undefined);
    return desk.problem.value;
  };
  assert.equal(await problem({ code: "tooManyLinks" }), LINKS.tooMany);
  assert.equal(await problem({ code: "ownLink" }), LINKS.conflict);
  assert.equal(await problem({ code: "noSuchLink" }), LINKS.notOwner);
  assert.equal(await problem({ code: "busy" }), LINKS.notNow);
  assert.equal(await problem(null), LINKS.notNow);
});

Deno.test("an additional link is stored beside those of the new board (fault T15)", () => {
  const page = known({ owner: "own", editor: "edit" });
  page.remember({ slug: "class", role: "editor", label: "Class" }, { isPlain: false });
  page.remember({ slug: "view", role: "viewer" }, { isPlain: true });
  page.remember({ slug: "edit2", role: "editor" }, { isPlain: true });
  assert.deepEqual(page.known.value.links, { owner: "own", editor: "edit", viewer: "view" });
  assert.deepEqual(page.known.value.made.map(({ slug }) => slug), ["edit2", "class"]);
});
