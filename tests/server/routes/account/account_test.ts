import assert from "node:assert/strict";
import { entries } from "../../../../server/database/database.ts";
import { AccountClient } from "../../../support/server/account_client.ts";
import { readName } from "../../../../board/name.ts";
import { DISGUISED_PAYLOADS } from "../../../support/browser/payloads.ts";
import { TestServer } from "../../../support/server/test_server.ts";

Deno.test("a person changes name and colour, and only to valid ones", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  await ada.signUp();
  const change = (json: unknown) => ada.outcome("/api/account", { method: "PATCH", json });
  assert.equal(await change({ name: "  Ada\n\u202eLovelace " }), "204");
  assert.equal(await change({ color: "violet" }), "204");
  const { name, color } = await ada.account();
  assert.deepEqual({ name, color }, { name: "Ada Lovelace", color: "violet" });
  for (const wrong of [{ name: "" }, { name: 7 }, { name: "\u0000" }, { color: "#fff" }, { color: "__proto__" }]) {
    assert.equal(await change(wrong), "400 badRequest", JSON.stringify(wrong));
  }
  assert.equal((await ada.account()).name, "Ada Lovelace");
});

Deno.test("sessions are listed and ended one by one and all at once", async () => {
  await using server = await TestServer.start();
  const laptop = await AccountClient.create(server);
  laptop.headers["user-agent"] = "Laptop";
  await laptop.signUp();
  const { codes } = await laptop.json("/api/account/recovery-codes", { method: "POST" });
  const [phone, tablet] = [await AccountClient.create(server), await AccountClient.create(server)];
  for (const [i, client] of [phone, tablet].entries()) {
    client.headers["user-agent"] = ["Phone", "Tablet"][i];
    assert.equal(await client.outcome("/api/account/sign-in/code", { json: { code: codes[i] } }), "204");
  }
  const list = async () => (await laptop.json("/api/account/sessions")).sessions as { id: string; device: string }[];
  assert.deepEqual((await list()).map(({ device }) => device).sort(), ["Laptop", "Phone", "Tablet"]);
  const stranger = await AccountClient.create(server);
  await stranger.signUp({ name: "Eve" });
  const { id } = (await list()).find(({ device }) => device === "Phone")!;
  assert.equal(await stranger.outcome(`/api/account/sessions/${id}`, { method: "DELETE" }), "404 notFound");
  assert.equal((await phone.account()).name, "Ada");
  assert.equal(await laptop.outcome(`/api/account/sessions/${id}`, { method: "DELETE" }), "204");
  assert.equal(await phone.account(), undefined);
  assert.equal(await tablet.outcome("/api/account/sessions", { method: "DELETE" }), "204");
  assert.equal(tablet.cookies.size, 0);
  for (const client of [laptop, tablet]) assert.equal(await client.account(), undefined);
  assert.equal((await stranger.account()).name, "Eve");
});

Deno.test("a deleted account leaves nothing behind, and its sessions end", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  await ada.signUp();
  await ada.json("/api/account/recovery-codes", { method: "POST" });
  const cookies = new Map(ada.cookies);
  const file = await ada.ask("/api/account/export");
  assert.match(file.headers.get("content-disposition")!, /^attachment/);
  const { account, passkeys, sessions } = await file.json();
  assert.equal(account.name, "Ada");
  assert.deepEqual([passkeys.length, sessions.length], [1, 1]);
  assert.equal(await ada.outcome("/api/account", { method: "DELETE" }), "204");
  for (const [name, value] of cookies) ada.cookies.set(name, value);
  assert.equal(await ada.account(), undefined);
  assert.equal((await Array.fromAsync(entries(server.kv, { prefix: [] }))).length, 0);
  assert.equal(await ada.signIn(), "403 signInFailed");
});

Deno.test("nothing of an account is shown or changed without a session, and nothing is cached", async () => {
  await using server = await TestServer.start();
  const nobody = await AccountClient.create(server);
  const forged = await AccountClient.create(server);
  for (const token of ["", "x".repeat(43), "../".repeat(20), "é"]) {
    forged.cookies.set("__Host-session", encodeURIComponent(token));
    assert.equal(await forged.account(), undefined);
  }
  for (
    const [method, path] of [
      ["PATCH", ""],
      ["DELETE", ""],
      ["GET", "/export"],
      ["GET", "/sessions"],
      ["DELETE", "/sessions"],
      ["DELETE", "/sessions/x"],
      ["POST", "/recovery-codes"],
      ["POST", "/changes/known"],
      ["PATCH", "/passkeys/x"],
      ["DELETE", "/passkeys/x"],
    ]
  ) {
    for (const client of [nobody, forged]) {
      const response = await client.ask(`/api/account${path}`, { method });
      assert.equal(response.status, 401, `${method} ${path}`);
      assert.equal(response.headers.get("cache-control"), "no-store", `${method} ${path}`);
      assert.equal((await response.json()).code, "signInFirst");
    }
  }
  assert.equal(await nobody.outcome("/api/account/passkeys/options", { json: {} }), "401 signInFirst");
});

Deno.test("an account opens no board: a link does, with or without a session", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  await ada.signUp();
  const { id, links } = await ada.json("/api/boards", { method: "POST" });
  for (const slug of [id, (await ada.account()).id, "AAAAAAAAAAAAAAAAAAAAAA"]) {
    assert.equal(await ada.outcome(`/api/boards/${slug}/state`), "404 noSuchLink");
  }
  assert.equal(
    await ada.outcome(`/api/boards/${links.viewer}/links`),
    "404 noSuchLink",
    "her board, but not this link",
  );
  await ada.outcome(`/api/boards/${links.owner}/links/rotate`, { method: "POST" });
  assert.equal(await ada.outcome(`/api/boards/${links.viewer}/state`), "404 noSuchLink");
  const account = { kind: "account", account: (await ada.account()).id } as const;
  assert.equal(await server.server.authorize(account), undefined);
  assert.equal(await server.server.authorize(account, id), undefined);
});

Deno.test("boards of a person are listed on all devices, and each device is given a link of its own", async () => {
  await using server = await TestServer.start();
  const laptop = await AccountClient.create(server);
  const { id, links } = await laptop.json("/api/boards", { method: "POST" });
  const visit = { slug: links.owner, title: "Plans\u202e", at: 5 };
  assert.equal(await laptop.outcome("/api/account/boards", { json: { boards: [visit] } }), "401 signInFirst");
  await laptop.signUp();
  const unknown = { slug: "AAAAAAAAAAAAAAAAAAAAAA", title: "", at: 1 };
  const future = { slug: links.viewer, title: "", at: 1e18 };
  const joined = await laptop.json("/api/account/boards", { json: { boards: [visit, unknown, future] } });
  assert.deepEqual(joined.known, [id, null, id]);
  const [{ at, ...board }] = joined.boards;
  assert.deepEqual([joined.boards.length, board], [1, { board: id, role: "owner", title: "Plans" }]);
  assert.ok(at <= Date.now());

  const phone = await AccountClient.create(server);
  const { codes } = await laptop.json("/api/account/recovery-codes", { method: "POST" });
  await phone.outcome("/api/account/sign-in/code", { json: { code: codes[0] } });
  assert.equal((await phone.json("/api/account/boards", { json: { boards: [] } })).boards.length, 1);
  const { slug } = await phone.json(`/api/account/boards/${id}/open`, { method: "POST" });
  assert.ok(!Object.values(links).includes(slug));
  const guest = await AccountClient.create(server);
  assert.equal(await guest.outcome(`/api/boards/${slug}/links`), "200", "a link, which needs no account");
  const again = await phone.json("/api/account/boards", { json: { boards: [{ slug, title: "Plans", at: 6 }] } });
  assert.deepEqual([again.known, again.boards.length], [[id], 1]);
  assert.equal((await phone.json("/api/account/export")).boards.length, 1);

  const eve = await AccountClient.create(server);
  await eve.signUp({ name: "Eve" });
  assert.equal(await eve.outcome(`/api/account/boards/${id}/open`, { method: "POST" }), "404 noSuchLink");
  assert.equal(await eve.outcome(`/api/account/boards/${id}`, { method: "DELETE" }), "404 notFound");
  assert.equal(await phone.outcome(`/api/account/boards/${id}`, { method: "DELETE" }), "204");
  assert.equal(await guest.outcome(`/api/boards/${slug}/state`), "404 noSuchLink");
  assert.equal(await guest.outcome(`/api/boards/${links.owner}/state`), "200");
  for (
    const boards of [7, [7], [{ slug: "../x", at: 1 }], [{ slug: "x", at: "1" }], Array(51).fill(visit)] as unknown[]
  ) {
    assert.equal(await laptop.outcome("/api/account/boards", { json: { boards } }), "400 badRequest");
  }
});

Deno.test("with required-to-create, only people who are signed in create boards", async () => {
  await using server = await TestServer.start({ signIn: { mode: "required-to-create" } });
  const ada = await AccountClient.create(server);
  assert.equal(await ada.outcome("/api/boards", { method: "POST" }), "401 signInFirst");
  assert.equal((await Array.fromAsync(entries(server.kv, { prefix: [] }))).length, 0);
  await ada.signUp();
  const made = await ada.ask("/api/boards", { method: "POST" });
  assert.equal(made.status, 201);
  const { links } = await made.json();
  const guest = await AccountClient.create(server);
  assert.equal(await guest.outcome(`/api/boards/${links.viewer}/state`), "200", "links need no account");
  await ada.outcome("/api/account/sign-out", { method: "POST" });
  assert.equal(await ada.outcome("/api/boards", { method: "POST" }), "401 signInFirst");
});

Deno.test("with accounts off, nobody signs in, and an earlier session means nothing", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  await ada.signUp();
  await using off = await TestServer.start({ kv: server.kv, signIn: { mode: "off" } });
  const later = await AccountClient.create(off);
  for (const [name, value] of ada.cookies) later.cookies.set(name, value);
  const { signIn, canSignIn, account } = await later.json("/api/account");
  assert.deepEqual({ signIn, canSignIn, account }, { signIn: "off", canSignIn: false, account: undefined });
  assert.equal(await later.outcome("/api/account/sign-in/options", { method: "POST" }), "404 signInOff");
  assert.equal(await later.outcome("/api/account/export"), "404 signInOff");
});

Deno.test("a trusted proxy names the person, and nobody else does", async () => {
  const signIn = { userHeader: "remote-user" };
  await using server = await TestServer.start({ signIn, trustedProxies: ["10.0.0.1"] });
  const ada = await AccountClient.create(server);
  ada.headers = { "remote-user": "ada@corp", "x-forwarded-proto": "https" };
  assert.equal((await ada.json("/api/account")).proxyUser, undefined);
  assert.equal(await ada.outcome("/api/account/sign-in/proxy", { method: "POST" }), "403 untrustedProxy");
  assert.equal(server.refusals.counts.get("untrusted proxy"), 1);
  ada.remote = "10.0.0.1";
  assert.equal((await ada.json("/api/account")).proxyUser, "ada@corp");
  assert.equal(await ada.outcome("/api/account/sign-in/proxy", { method: "POST" }), "204");
  const { id, name } = await ada.account();
  assert.equal(name, "ada@corp");
  assert.equal(await ada.outcome("/api/account/sign-in/proxy", { method: "POST" }), "204");
  assert.equal((await ada.account()).id, id, "the same person has the same account");

  // The session counts only while the proxy names its person.
  ada.headers["remote-user"] = "bo@corp";
  assert.equal(await ada.account(), undefined);
  delete ada.headers["remote-user"];
  assert.equal(await ada.account(), undefined);
  ada.headers["remote-user"] = "ada@corp";
  ada.remote = "203.0.113.9";
  assert.equal(await ada.account(), undefined);
});

Deno.test(`${DISGUISED_PAYLOADS.length} payloads in names and user agents stay text, and no answer is a page`, async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  await ada.signUp();
  const isTyped = (response: Response) =>
    response.headers.get("content-type")?.startsWith("application/json") &&
    response.headers.get("x-content-type-options") === "nosniff";
  for (const payload of DISGUISED_PAYLOADS) {
    const name = readName(payload);
    assert.equal(await ada.outcome("/api/account", { method: "PATCH", json: { name: payload } }), "204", payload);
    const path = `/api/account/passkeys/${ada.key.id}`;
    assert.equal(await ada.outcome(path, { method: "PATCH", json: { name: payload } }), "204", payload);
    const answer = await ada.ask("/api/account", { headers: { "user-agent": payload.replace(/[^\x20-\x7e]/g, "") } });
    assert.ok(isTyped(answer), payload);
    assert.deepEqual(ada.given, []);
    const { account } = await answer.json();
    assert.deepEqual([account.name, account.passkeys[0].name], [name, name]);
  }
  ada.headers["user-agent"] = DISGUISED_PAYLOADS[0];
  assert.equal(await ada.signIn(), "204");
  for (const path of ["/sessions", "/export"]) assert.ok(isTyped(await ada.ask(`/api/account${path}`)));
  for (const code of DISGUISED_PAYLOADS.slice(0, 3)) {
    assert.equal(await ada.outcome("/api/account/sign-in/code", { json: { code } }), "403 signInFailed");
  }
});

Deno.test("who is signed in talks as one author on all devices, and changes what was said before signing in", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const laptop = await AccountClient.create(server), phone = await AccountClient.create(server);
  const talk = `/api/boards/${links.editor}/talk`;
  const key = "laptop-".repeat(3);
  const before = await laptop.json(talk, { json: { kind: "post", text: "one", key } });
  await laptop.signUp();
  const { codes } = await laptop.json("/api/account/recovery-codes", { method: "POST" });
  await phone.json(talk, { json: { kind: "post", text: "not hers", key: "phone--".repeat(3) } });
  assert.equal(await phone.outcome("/api/account/sign-in/code", { json: { code: codes[0] } }), "204");
  const here = await laptop.json(talk, { json: { kind: "post", text: "two", key } });
  const there = await phone.json(talk, { json: { kind: "post", text: "three", key: "phone--".repeat(3) } });
  assert.equal(here.author, there.author);
  assert.notEqual(here.author, before.author);
  assert.equal(await laptop.outcome(talk, { json: { kind: "edit", of: before.number, text: "1", key } }), "201");
  assert.equal(
    await phone.outcome(talk, { json: { kind: "edit", of: before.number, text: "!", key: "x".repeat(20) } }),
    "403 foreignMessage",
  );
  assert.equal(await phone.outcome(talk, { json: { kind: "edit", of: here.number, text: "2" } }), "201");
  const { you, formerly } = await laptop.json(`${talk}?limit=0`, { headers: { "drawbridge-key": key } });
  assert.deepEqual([you, formerly], [here.author, [before.author]]);

  // The laptop said 1 before it signed in, and 3; the phone 2, and 4. Each knows what it said itself.
  const others = async (client: AccountClient, key: string) =>
    (await client.json(`${talk}?limit=0&read=0`, { headers: { "drawbridge-key": key } })).others;
  assert.equal(await others(laptop, key), 2);
  assert.equal(await others(phone, "phone--".repeat(3)), 1);

  assert.equal(await laptop.outcome(`${talk}/read`, { json: { number: 4 } }), "204");
  assert.equal((await phone.json(`${talk}?limit=0&read=0`)).read, 4);
  // Nobody can have read what does not exist.
  assert.equal(await phone.outcome(`${talk}/read`, { json: { number: 4_000 } }), "204");
  assert.equal((await laptop.json(`${talk}?limit=0`)).read, 6);
  assert.deepEqual((await laptop.json("/api/account/export")).talkRead, [{ board: id, read: 6 }]);
  assert.equal(await laptop.outcome("/api/account", { method: "DELETE" }), "204");
  assert.equal((await phone.json(`${talk}?limit=0`)).read, undefined);
});
