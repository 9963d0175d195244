import assert from "node:assert/strict";
import { entries } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { newSecret } from "../../../board/id.ts";
import type { Link } from "../../../server/store/link_store.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { linksApi } from "../../../server/routes/links.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { until } from "../../support/until.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";

// deno-lint-ignore no-explicit-any
type Answer = { status: number; body: any };

async function ask(server: TestServer, method: string, path: string, body?: unknown): Promise<Answer> {
  const init = { method, body: body === undefined ? undefined : JSON.stringify(body) };
  const response = await fetch(`${server.origin}/api/boards/${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

Deno.test("a revoked link's socket is closed, and no other one", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const made = await ask(server, "POST", `${links.owner}/links`, { role: "editor", label: "Guests" });
  assert.equal(made.status, 201);
  await using guest = await Peer.join(server.socketUrl(made.body.slug));
  await using editor = await Peer.join(server.socketUrl(links.editor));
  assert.equal((await ask(server, "DELETE", `${links.owner}/links/${made.body.id}`)).status, 204);
  assert.equal((await guest.closed).code, 4410);
  editor.change((board) => board.add(stroke("a.1", seeded(1))));
  await editor.untilSaved();
});

Deno.test("a link revoked by another instance and an expired link are closed", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const elsewhere = new KvLinkStore(server.kv);
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  await using editor = await Peer.join(server.socketUrl(links.editor));
  const [one, other] = await Promise.all([elsewhere.find(links.viewer), elsewhere.find(links.editor)]);
  await elsewhere.revoke(id, one!.id);
  await elsewhere.change(id, other!.id, { expires: Date.now() + 10 });
  assert.deepEqual((await Promise.all([viewer.closed, editor.closed])).map(({ code }) => code), [4410, 4410]);
});

Deno.test("a link revoked by another process on the same file is closed", async () => {
  await using server = await RealServer.start();
  const { id, links } = await server.createBoard();
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  using kv = await openDatabase(server.kvPath);
  const elsewhere = new KvLinkStore(kv);
  const link = await elsewhere.find(links.viewer);
  await elsewhere.revoke(id, link!.id);
  const { code, reason } = await viewer.closed;
  assert.equal(code, 4410);
  assert.match(reason, /withdrawn/);
});

Deno.test("a rotation ends every link and creates three others", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using owner = await Peer.join(server.socketUrl(links.owner));
  const { body } = await ask(server, "POST", `${links.owner}/links/rotate`);
  assert.equal((await owner.closed).code, 4410);
  for (const slug of Object.values(links)) assert.equal((await ask(server, "GET", `${slug}/state`)).status, 404);
  assert.equal((await ask(server, "GET", `${body.links.owner}/links`)).body.links.length, 3);
});

Deno.test("a caller that supplied the new links knows them even if the answer of the rotation is lost", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const [owner, editor, viewer] = [newSecret(), newSecret(), newSecret()];
  assert.equal((await ask(server, "GET", `${owner}/links`)).status, 404, "not done yet");
  await ask(server, "POST", `${links.owner}/links/rotate`, { links: { owner, editor, viewer } });
  assert.equal((await ask(server, "GET", `${owner}/links`)).body.links.length, 3, "done");
  const weak = { owner: "me", editor, viewer };
  assert.equal((await ask(server, "POST", `${owner}/links/rotate`, { links: weak })).body.code, "badLink");
  const used = { owner: newSecret(), editor, viewer: newSecret() };
  assert.equal((await ask(server, "POST", `${owner}/links/rotate`, { links: used })).body.code, "linksInUse");
  assert.equal((await ask(server, "GET", `${owner}/links`)).body.links.length, 3, "nothing was changed");
});

Deno.test("owners cannot lock themselves out: only the label of their own link can be changed", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const { id } = (await ask(server, "GET", `${links.owner}/links`)).body.links.find((link: Link) =>
    link.role === "owner"
  );
  const own = `${links.owner}/links/${id}`;
  assert.equal((await ask(server, "PATCH", own, { expires: 1 })).status, 409);
  assert.equal((await ask(server, "PATCH", own, { passphrase: "tea" })).body.code, "ownLink");
  assert.equal((await ask(server, "DELETE", own)).status, 409);
  assert.equal((await ask(server, "PATCH", own, { label: "Mine" })).status, 204);
});

Deno.test("for management requests editors and viewers get the same answer as for an absent link", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const [{ id }] = (await ask(server, "GET", `${links.owner}/links`)).body.links;
  const requests: [string, string, unknown?][] = [
    ["GET", "/links"],
    ["POST", "/links", { role: "owner" }],
    ["POST", "/links/rotate"],
    ["PATCH", `/links/${id}`, { label: "x" }],
    ["DELETE", `/links/${id}`],
    ["DELETE", ""],
  ];
  for (const [method, path, body] of requests) {
    const absent = await ask(server, method, newSecret() + path, body);
    assert.equal(absent.status, 404);
    for (const slug of [links.editor, links.viewer]) {
      assert.deepEqual(await ask(server, method, slug + path, body), absent, `${method} ${path}`);
    }
  }
  assert.equal((await ask(server, "GET", `${links.owner}/links`)).body.links.length, 3);
});

Deno.test("a locked link opens only with its passphrase, attempts are limited, and unlocked links end with it", async () => {
  await using server = await TestServer.start({ trustedProxies: ["127.0.0.1"] });
  const { links } = await server.createBoard();
  const { id, slug } = (await ask(server, "POST", `${links.owner}/links`, { role: "editor", passphrase: "tea" })).body;
  assert.equal((await ask(server, "GET", `${slug}/state`)).body.code, "needsPassphrase");
  await using early = await Peer.connect(server.socketUrl(slug));
  assert.equal((await early.closed).code, 4404);
  const unlocked = await ask(server, "POST", `${slug}/unlock`, { passphrase: "tea" });
  assert.equal(unlocked.status, 200);
  await using peer = await Peer.join(server.socketUrl(unlocked.body.slug));
  for (let i = 0; i < 4; i++) {
    assert.equal((await ask(server, "POST", `${slug}/unlock`, { passphrase: `no ${i}` })).body.code, "wrongPassphrase");
  }
  assert.equal((await ask(server, "POST", `${slug}/unlock`, { passphrase: "tea" })).body.code, "tooManyTries");
  const proxied = {
    method: "POST",
    body: JSON.stringify({ passphrase: "tea" }),
    headers: { "x-forwarded-for": "10.1.2.3" },
  };
  const elsewhere = await fetch(`${server.origin}/api/boards/${slug}/unlock`, proxied);
  assert.equal(elsewhere.status, 200, "tries count by the address that a trusted proxy names");
  await elsewhere.body?.cancel();
  for await (const { key, value } of entries(server.kv, { prefix: [] })) {
    const stored = JSON.stringify([key, value]);
    for (const secret of [slug, unlocked.body.slug, '"tea"']) assert.ok(!stored.includes(secret));
  }
  await ask(server, "DELETE", `${links.owner}/links/${id}`);
  assert.equal((await peer.closed).code, 4410);
});

Deno.test("many people who know the passphrase enter at the same time after a short wait", async () => {
  await using server = await TestServer.start({ trustedProxies: ["127.0.0.1"] });
  const { links } = await server.createBoard();
  const { slug } = (await ask(server, "POST", `${links.owner}/links`, { role: "viewer", passphrase: "tea" })).body;
  const statuses = await Promise.all(Array.from({ length: 12 }, async (_, i) => {
    const headers = { "x-forwarded-for": `10.0.0.${i}` };
    const init = { method: "POST", body: JSON.stringify({ passphrase: "tea" }), headers };
    const response = await fetch(`${server.origin}/api/boards/${slug}/unlock`, init);
    await response.body?.cancel();
    return response.status;
  }));
  assert.deepEqual(statuses, statuses.map(() => 200));
});

Deno.test("a live session comes back with the new role of its link, and no owner changes the own role", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using editor = await Peer.join(server.socketUrl(links.editor));
  const { body } = await ask(server, "GET", `${links.owner}/links`);
  const idOf = (role: string) => body.links.find((link: Link) => link.role === role).id;
  assert.equal((await ask(server, "PATCH", `${links.owner}/links/${idOf("editor")}`, { role: "viewer" })).status, 204);
  assert.equal((await editor.closed).code, 1012);
  await using again = await Peer.join(server.socketUrl(links.editor));
  again.change((board) => board.add(stroke("b.1", seeded(2))));
  await again.untilRead();
  await using late = await Peer.join(server.socketUrl(links.owner));
  assert.deepEqual([...late.board.readAll()], [], "what a viewer draws does not count");
  const own = await ask(server, "PATCH", `${links.owner}/links/${idOf("owner")}`, { role: "viewer" });
  assert.deepEqual([own.status, own.body.code], [409, "ownLink"]);
  assert.equal((await ask(server, "PATCH", `${links.owner}/links/${idOf("viewer")}`, { role: "king" })).status, 400);
});

Deno.test("the list of what owners did names changes of links", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const made = await ask(server, "POST", `${links.owner}/links`, { role: "editor", label: "Guests" });
  await ask(server, "PATCH", `${links.owner}/links/${made.body.id}`, { label: "Friends" });
  await ask(server, "PATCH", `${links.owner}/links/${made.body.id}`, { role: "viewer" });
  await ask(server, "PATCH", `${links.owner}/links/${made.body.id}`, { sites: ["https://wiki.example.org"] });
  await ask(server, "PATCH", `${links.owner}/links/${made.body.id}`, { label: "Wiki", sites: [] });
  await ask(server, "DELETE", `${links.owner}/links/${made.body.id}`);
  const { body: { links: rotated } } = await ask(server, "POST", `${links.owner}/links/rotate`, {});
  const { body } = await ask(server, "GET", `${rotated.owner}/moderation/done`);
  assert.deepEqual(
    body.entries.map(({ action, about }: { action: string; about?: string }) => [action, about]),
    [
      ["replaceLinks", undefined],
      ["revokeLink", "Wiki"],
      ["changeSites", "Wiki"],
      ["changeLink", "Wiki"],
      ["changeSites", "Friends"],
      ["changeRole", "Friends"],
      ["changeLink", "Friends"],
      ["createLink", "Guests"],
    ],
  );
});

Deno.test("setting a passphrase closes the sessions of that link", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using editor = await Peer.join(server.socketUrl(links.editor));
  const { body } = await ask(server, "GET", `${links.owner}/links`);
  const { id } = body.links.find((link: Link) => link.role === "editor");
  assert.equal((await ask(server, "PATCH", `${links.owner}/links/${id}`, { passphrase: "tea" })).status, 204);
  assert.equal((await editor.closed).code, 4410);
  assert.equal((await ask(server, "GET", `${links.editor}/state`)).status, 401);
});

Deno.test("fault D15: a body that does not arrive gets 408, and one that is too large gets 413", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const clock = new FakeClock();
  const { links: store, rooms, admission, linkWatch: watch, authorize } = server.server;
  const moderation = { note: () => Promise.resolve() };
  const api = linksApi({ links: store, moderation, rooms, authorize, watch, admission, clock });
  for (const path of ["links", "unlock"]) {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array([0x7b])) });
    const answering = api.fetch(new Request(`http://x/${links.owner}/${path}`, { method: "POST", body }));
    await until("the body is read", () => clock.pending > 0);
    clock.pass(10_000);
    assert.equal((await answering).status, 408, path);
  }
  assert.equal((await ask(server, "POST", `${links.owner}/links`, { label: "x".repeat(20_000) })).status, 413);
});

/** An attempt to enter a passphrase, from an address. */
async function tryFrom(server: TestServer, slug: string, address: string, passphrase: string): Promise<number> {
  const headers = { "x-forwarded-for": address };
  const init = { method: "POST", body: JSON.stringify({ passphrase }), headers };
  const response = await fetch(`${server.origin}/api/boards/${slug}/unlock`, init);
  await response.body?.cancel();
  return response.status;
}

Deno.test("fault D11: attempts from many addresses of one network are limited, and others are not affected", async () => {
  await using server = await TestServer.start({ trustedProxies: ["127.0.0.1"] });
  const { links } = await server.createBoard();
  const locked = { role: "viewer", passphrase: "tea" };
  const { slug } = (await ask(server, "POST", `${links.owner}/links`, locked)).body;
  // Each attempt costs a derivation; counting it does not.
  const link = (await server.links.find(slug))!;
  for (let i = 0; i < 60; i++) {
    const client = { address: `2001:db8:1:${i.toString(16)}::/64`, network: "2001:db8:1::/48" };
    assert.equal(server.admission.unlockRate.take(client, link.id), 0);
  }
  assert.equal(await tryFrom(server, slug, "2001:db8:1:ffff::1", "no"), 429);
  assert.equal(await tryFrom(server, slug, "2001:db8:2::1", "tea"), 200);
  for (let i = 0; i < 30_000; i++) {
    server.admission.unlockRate.take({ address: `a${i}`, network: `n${i}` }, link.id);
  }
  assert.equal(await tryFrom(server, slug, "192.0.2.1", "tea"), 200, "the table of tries is full");
});

Deno.test("fault D15: an attempt that is refused because the server is busy does not count", async () => {
  await using server = await TestServer.start({ trustedProxies: ["127.0.0.1"] });
  const { links } = await server.createBoard();
  const { slug } = (await ask(server, "POST", `${links.owner}/links`, { role: "viewer", passphrase: "tea" })).body;
  const busy = Promise.withResolvers<void>();
  const { derivations } = server.admission;
  const others = Array.from({ length: 42 }, (_, i) => {
    const holder = { address: `a${i}`, network: `n${i}` };
    return derivations.run(holder, () => busy.promise);
  });
  for (let i = 0; i < 6; i++) assert.equal(await tryFrom(server, slug, "192.0.2.1", "tea"), 503);
  busy.resolve();
  await Promise.all(others);
  assert.equal(await tryFrom(server, slug, "192.0.2.1", "tea"), 200);
});
