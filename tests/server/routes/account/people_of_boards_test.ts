import assert from "node:assert/strict";
import { AccountClient } from "../../../support/server/account_client.ts";
import { jpegOf } from "../../../support/board/jpeg.ts";
import { stroke } from "../../../support/board/strokes.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { seeded } from "../../../support/random.ts";
import { TestServer } from "../../../support/server/test_server.ts";
import { until } from "../../../support/until.ts";

const PROXY = "10.0.0.1";

/** A server behind a proxy that says who asks. */
async function office() {
  const server = await TestServer.start({ signIn: { userHeader: "remote-user" }, trustedProxies: [PROXY] });
  const person = async (name: string) => {
    const client = await AccountClient.create(server);
    Object.assign(client, { remote: PROXY, headers: { "remote-user": name } });
    assert.equal(await client.outcome("/api/account/sign-in/proxy", { method: "POST" }), "204");
    return client;
  };
  const boardsOf = async (client: AccountClient) =>
    (await client.json("/api/account/boards", { json: { boards: [] } })).boards;
  return { server, person, boardsOf };
}

Deno.test("an owner invites by name, the person finds the board, and a changed role counts at once", async () => {
  const { server, person, boardsOf } = await office();
  await using _ = server;
  const { id, links } = await server.createBoard();
  const owner = await AccountClient.create(server);
  const people = `/api/boards/${links.owner}/people`;
  assert.equal(
    await owner.outcome(people, { json: { name: "bo@example.org", role: "editor", title: "Retro" } }),
    "204",
  );
  const bo = await person("bo@example.org");
  assert.deepEqual((await boardsOf(bo)).map(({ board, title, role }: never) => ({ board, title, role })), [
    { board: id, title: "Retro", role: "editor" },
  ]);
  const { slug } = await bo.json(`/api/account/boards/${id}/open`, { method: "POST" });
  await using peer = await Peer.join(server.socketUrl(slug));
  peer.change((board) => board.add(stroke("b.1", seeded(1))));
  await peer.untilSaved();
  const [{ changed }] = await boardsOf(bo);
  assert.ok(changed.at > 0);
  const { picture } = await bo.json("/api/account/picture", { method: "PUT", body: jpegOf() });
  const { color } = await bo.account();
  const list = (await owner.json(people)).people;
  assert.deepEqual(list.map(({ id: _, since: __, ...person }: Record<string, unknown>) => person), [
    { name: "bo@example.org", known: "bo@example.org", color, picture, role: "editor", isOwn: false },
  ]);
  assert.equal(await owner.outcome(`${people}/${list[0].id}`, { method: "PATCH", json: { role: "viewer" } }), "204");
  assert.equal((await peer.closed).code, 1012);
  const state = await bo.ask(`/api/boards/${slug}/state`);
  assert.equal(state.headers.get("drawbridge-role"), "viewer");
  await state.body?.cancel();
  await using viewer = await Peer.join(server.socketUrl(slug));
  // What the dialog for keeping order revokes: the link with which the person is here is the role.
  const here = (await owner.json(`/api/boards/${links.owner}/moderation`)).people;
  assert.deepEqual(here.map(({ link }: never) => link), [list[0].id]);
  assert.equal(
    await owner.outcome(`/api/boards/${links.owner}/links/${list[0].id}`, { method: "DELETE" }),
    "404 noSuchLink",
  );
  assert.equal(await owner.outcome(`${people}/${list[0].id}`, { method: "DELETE" }), "204");
  assert.equal((await viewer.closed).code, 4410);
  assert.deepEqual(await boardsOf(bo), []);
});

Deno.test("an invitation has the same answer for every name, and needs a directory and an owner", async () => {
  const { server, person } = await office();
  await using _ = server;
  await person("bo");
  const { links } = await server.createBoard();
  const client = await AccountClient.create(server);
  const invite = (slug: string, json: unknown) => client.outcome(`/api/boards/${slug}/people`, { json });
  assert.equal(await invite(links.owner, { name: "bo", role: "viewer" }), "204");
  assert.equal(await invite(links.owner, { name: "nobody", role: "viewer" }), "204");
  const { people } = await client.json(`/api/boards/${links.owner}/people`);
  assert.deepEqual(people.map(({ name, known }: never) => [name, known]), [["bo", undefined], ["nobody", undefined]]);
  assert.equal(await invite(links.editor, { name: "bo", role: "owner" }), "404 noSuchLink");
  for (const wrong of [{ name: "", role: "viewer" }, { name: "bo", role: "king" }, { name: 7, role: "viewer" }, {}]) {
    assert.equal(await invite(links.owner, wrong), "400 badRequest", JSON.stringify(wrong));
  }
  await using plain = await TestServer.start();
  const other = await plain.createBoard();
  const outsider = await AccountClient.create(plain);
  const answer = await outsider.outcome(`/api/boards/${other.links.owner}/people`, {
    json: { name: "bo", role: "viewer" },
  });
  assert.equal(answer, "404 signInOff");
});

Deno.test("who leaves a board or deletes the account loses the role, and owners see nobody there", async () => {
  const { server, person, boardsOf } = await office();
  await using _ = server;
  const { id, links } = await server.createBoard();
  const owner = await AccountClient.create(server);
  for (const name of ["bo", "cy"]) {
    await owner.outcome(`/api/boards/${links.owner}/people`, { json: { name, role: "editor" } });
  }
  const [bo, cy] = [await person("bo"), await person("cy")];
  assert.equal((await boardsOf(bo)).length, 1);
  assert.equal((await boardsOf(cy)).length, 1);
  const { slug } = await bo.json(`/api/account/boards/${id}/open`, { method: "POST" });
  assert.equal(await bo.outcome(`/api/account/boards/${id}`, { method: "DELETE" }), "204");
  assert.equal(await bo.outcome(`/api/boards/${slug}/present`), "404 noSuchLink");
  assert.deepEqual(await boardsOf(bo), []);
  assert.equal(await cy.outcome("/api/account", { method: "DELETE" }), "204");
  assert.deepEqual((await owner.json(`/api/boards/${links.owner}/people`)).people, []);
});

Deno.test("a name opens the board for people with a role there, and tells others nothing", async () => {
  const { server, person, boardsOf } = await office();
  await using _ = server;
  const { links } = await server.createBoard();
  const [ada, bo] = [await person("ada"), await person("bo")];
  const name = (client: AccountClient, json: unknown) => client.outcome("/api/account/names", { json });
  const open = (client: AccountClient, name: string) =>
    client.outcome(`/api/account/names/${name}/open`, { method: "POST" });
  assert.equal(await name(ada, { slug: links.owner, name: "Retro-12" }), "200");
  assert.equal(await name(ada, { slug: links.editor, name: "mine" }), "404 noSuchLink");
  assert.equal(await name(ada, { slug: links.owner, name: "a b" }), "400 nameInvalid");
  assert.equal(await name(ada, { slug: links.owner, name: "api" }), "409 nameTaken");
  const other = await server.createBoard();
  assert.equal(await name(bo, { slug: other.links.owner, name: "RETRO-12" }), "409 nameTaken");
  assert.equal(await name(await AccountClient.create(server), { slug: links.owner, name: "x" }), "401 signInFirst");
  for (const guess of ["retro-12", "nothing", "..%2f", "%00"]) {
    assert.equal(await open(bo, guess), "404 noSuchLink", guess);
  }
  await ada.outcome(`/api/boards/${links.owner}/people`, { json: { name: "bo", role: "viewer" } });
  await boardsOf(bo);
  const { slug } = await bo.json("/api/account/names/RETRO-12/open", { method: "POST" });
  assert.equal((await server.links.find(slug))!.role, "viewer");
  assert.equal((await ada.json(`/api/boards/${links.owner}/people`)).name, "retro-12");
  assert.equal(await name(ada, { slug: links.owner, name: null }), "200");
  assert.equal(await open(bo, "retro-12"), "404 noSuchLink");
});

Deno.test("a board in the bin is gone for everybody until its owner restores it, with what was drawn last", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const client = await AccountClient.create(server);
  const path = (slug: string, rest = "") => `/api/boards/${slug}/bin${rest}`;
  await using peer = await Peer.join(server.socketUrl(links.editor));
  peer.change((board) => board.add(stroke("b.1", seeded(1))));
  assert.equal(await client.outcome(path(links.editor), { method: "POST" }), "404 noSuchLink");
  assert.equal(await client.outcome(path(links.owner)), "404 noSuchLink");
  const { until: end, now } = await client.json(path(links.owner), { method: "POST" });
  assert.equal(Math.round((end - now) / 86_400_000), 30);
  assert.deepEqual(await peer.closed, { code: 4410, reason: "this board was moved to the bin" });
  await until("the board is unloaded or idle", () => server.rooms.sessions === 0);
  const state = await client.ask(`/api/boards/${links.editor}/state`);
  assert.deepEqual([state.status, state.headers.get("cache-control"), (await state.json()).code], [
    410,
    "no-store",
    "binned",
  ]);
  for (const rest of ["board.svg", "links", "talk", "people", "present"]) {
    assert.equal(await client.outcome(`/api/boards/${links.owner}/${rest}`), "404 noSuchLink", rest);
  }
  await using late = await Peer.connect(server.socketUrl(links.editor));
  assert.equal((await late.closed).code, 4404);
  assert.equal((await client.json(path(links.editor))).mayRestore, false);
  assert.equal((await client.json(path(links.owner))).mayRestore, true);
  assert.equal(await client.outcome(path(links.editor, "/restore"), { method: "POST" }), "404 noSuchLink");
  assert.equal(await client.outcome(path(links.owner, "/restore"), { method: "POST" }), "204");
  await using back = await Peer.join(server.socketUrl(links.viewer));
  await back.untilTrue(() => back.doc.getMap("shapes").size === 1);
  await client.outcome(path(links.owner), { method: "POST" });
  assert.equal(await client.outcome(path(links.editor), { method: "DELETE" }), "404 noSuchLink");
  assert.equal(await client.outcome(path(links.owner), { method: "DELETE" }), "204");
  assert.equal(await client.outcome(`/api/boards/${links.owner}/state`), "404 noSuchLink");
});

Deno.test("boards are pinned and put in folders, and a duplicate gets the talk once", async () => {
  const { server, person, boardsOf } = await office();
  await using _ = server;
  const { id, links } = await server.createBoard();
  const copy = await server.createBoard();
  const ada = await person("ada");
  await ada.json("/api/account/boards", {
    json: { boards: [{ slug: links.owner, title: "One", at: 5, pinned: true }] },
  });
  assert.equal((await boardsOf(ada))[0].pinned, true);
  const arrange = (json: unknown) => ada.outcome(`/api/account/boards/${id}`, { method: "PATCH", json });
  assert.equal(await arrange({ pinned: false, folder: "Team\u0000 A" }), "204");
  const [{ pinned, folder }] = await boardsOf(ada);
  assert.deepEqual({ pinned, folder }, { pinned: undefined, folder: "Team A" });
  assert.equal(await arrange({ folder: "" }), "204");
  assert.equal((await boardsOf(ada))[0].folder, undefined);
  assert.equal(await arrange({ folder: 7 }), "400 badRequest");
  assert.equal(await arrange({ title: "Two" }), "204");
  await ada.outcome(`/api/boards/${links.owner}/bin`, { method: "POST" });
  const visits = { boards: [{ slug: links.owner, title: "One", at: 5 }] };
  const { known, boards: [{ title, binnedUntil }] } = await ada.json("/api/account/boards", { json: visits });
  assert.deepEqual([known, title], [[id], "Two"], "a board in the bin is known by its link");
  assert.ok(binnedUntil > Date.now());
  await ada.outcome(`/api/boards/${links.owner}/bin/restore`, { method: "POST" });
  await ada.outcome(`/api/boards/${links.editor}/talk`, { json: { kind: "post", text: "hello" } });
  const take = () => ada.outcome(`/api/boards/${copy.links.owner}/talk/copy`, { json: { from: links.viewer } });
  assert.equal(await take(), "204");
  const { events } = await ada.json(`/api/boards/${copy.links.viewer}/talk`);
  assert.deepEqual(events.map(({ number, text }: never) => ({ number, text })), [{ number: 1, text: "hello" }]);
  assert.equal(await take(), "409 talkFull");
});
