import assert from "node:assert/strict";
import { PICTURE_BYTES_MAX } from "../../../../server/accounts/account_pictures.ts";
import { entries } from "../../../../server/database/database.ts";
import { KEY } from "../../../../server/database/keys.ts";
import { png } from "../../../support/asset/pictures.ts";
import { jpegOf } from "../../../support/board/jpeg.ts";
import { AccountClient } from "../../../support/server/account_client.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const PATH = "/api/account/picture";
const MADE_UP = "AAAAAAAAAAAAAAAAAAAAAA";

async function signedUp(server: TestServer, name = "Ada"): Promise<AccountClient> {
  const client = await AccountClient.create(server);
  await client.signUp({ name });
  return client;
}

const put = (client: AccountClient, body: BodyInit, headers: Record<string, string> = {}) =>
  client.outcome(PATH, { method: "PUT", body, headers });
const shown = (client: AccountClient, token: string) => client.ask(`/api/account/pictures/${token}`);
const statusOf = async (client: AccountClient, token: string) => {
  const response = await shown(client, token);
  await response.body?.cancel();
  return response.status;
};
const kept = async (server: TestServer) =>
  (await Array.fromAsync(entries(server.kv, { prefix: ["account_pictures"] }))).length;

Deno.test("a person sets, replaces and removes the own picture, and whoever has its token sees it", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  assert.equal((await ada.account()).picture, undefined);
  const first = jpegOf(), second = jpegOf({ width: 96, height: 96, bytes: 700 });
  const { picture } = await ada.json(PATH, { method: "PUT", body: first });
  assert.match(picture, /^[\w-]{22}$/);
  assert.equal((await ada.account()).picture, picture);
  const nobody = await AccountClient.create(server);
  const response = await shown(nobody, picture);
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), first);
  const { headers } = response;
  assert.equal(headers.get("content-type"), "image/jpeg");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("content-security-policy"), "default-src 'none'; sandbox");
  assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
  assert.match(headers.get("cache-control")!, /^private, .*immutable$/);
  assert.equal(headers.get("set-cookie"), null);
  const { picture: next } = await ada.json(PATH, { method: "PUT", body: second });
  assert.notEqual(next, picture);
  assert.deepEqual([await statusOf(nobody, picture), await statusOf(nobody, next)], [404, 200]);
  assert.equal(await kept(server), 1, "the picture before is deleted");
  assert.equal(await ada.outcome(PATH, { method: "DELETE" }), "204");
  assert.equal((await ada.account()).picture, undefined);
  assert.deepEqual([await statusOf(nobody, next), await kept(server)], [404, 0]);
  assert.equal(await ada.outcome(PATH, { method: "DELETE" }), "204", "there is none any more");
});

Deno.test("nothing but a small JPEG becomes a picture, and what is refused loses nothing", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const { picture } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const page = new TextEncoder().encode("<!doctype html><script>alert(1)</script>");
  const cut = jpegOf().subarray(0, 20);
  const hostile: [name: string, body: BodyInit, outcome: string, headers?: Record<string, string>][] = [
    ["nothing", "", "415 noImage"],
    ["text", "hello", "415 noImage"],
    ["an SVG", svg, "415 noImage", { "content-type": "image/jpeg" }],
    ["a page", page, "415 noImage", { "content-type": "image/jpeg" }],
    ["a GIF that is a page", "GIF89a/*<html><script>alert(1)</script>", "415 noImage"],
    ["a PNG", png(64, 64) as BufferSource, "415 noImage"],
    ["a PDF", "%PDF-1.7\n", "415 noImage"],
    ["the start of a JPEG", cut, "415 noImage"],
    ["no pixels", jpegOf({ width: 0 }), "415 noImage"],
    ["too wide", jpegOf({ width: 257 }), "413 tooManyPixels"],
    ["a bomb", jpegOf({ width: 65_535, height: 65_535 }), "413 tooManyPixels"],
    ["too many bytes", jpegOf({ bytes: PICTURE_BYTES_MAX + 1 }), "413 tooLarge"],
    ["a length that is not true", jpegOf(), "413 tooLarge", { "content-length": String(PICTURE_BYTES_MAX + 1) }],
  ];
  for (const [name, body, outcome, headers] of hostile) assert.equal(await put(ada, body, headers), outcome, name);
  assert.equal((await ada.account()).picture, picture);
  assert.deepEqual([await statusOf(ada, picture), await kept(server)], [200, 1]);
  assert.equal(await put(ada, jpegOf({ bytes: PICTURE_BYTES_MAX })), "200");
});

Deno.test("a body without a length and without an end is not read further than the limit", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = sent === 0 ? jpegOf({ bytes: 4_096 }) : new Uint8Array(4_096);
      sent += piece.length;
      controller.enqueue(piece);
    },
  });
  assert.equal(await put(ada, endless), "413 tooLarge");
  assert.ok(sent <= PICTURE_BYTES_MAX * 2, `read ${sent} bytes`);
  assert.equal(await kept(server), 0);
});

Deno.test("a JPEG with a page behind it is shown as a picture and as nothing else", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const page = new TextEncoder().encode("<script>alert(document.cookie)</script>");
  const { picture } = await ada.json(PATH, { method: "PUT", body: Uint8Array.from([...jpegOf(), ...page]) });
  const response = await shown(ada, picture);
  await response.body?.cancel();
  const { headers } = response;
  assert.deepEqual(
    ["content-type", "x-content-type-options", "content-security-policy"].map((name) => headers.get(name)),
    ["image/jpeg", "nosniff", "default-src 'none'; sandbox"],
  );
});

Deno.test("nobody sets or removes the picture of somebody else, also not from the page of another site", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server), eve = await signedUp(server, "Eve");
  const { picture } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  const nobody = await AccountClient.create(server);
  assert.equal(await put(nobody, jpegOf()), "401 signInFirst");
  assert.equal(await nobody.outcome(PATH, { method: "DELETE" }), "401 signInFirst");
  for (const origin of ["https://evil.example", "null"]) {
    assert.equal(await put(ada, jpegOf(), { origin }), "403 foreignPage");
    assert.equal(await ada.outcome(PATH, { method: "DELETE", headers: { origin } }), "403 foreignPage");
  }
  assert.equal(await put(ada, jpegOf(), { "sec-fetch-site": "cross-site" }), "403 foreignPage");
  assert.equal(await put(eve, jpegOf({ width: 64 })), "200");
  assert.equal(await eve.outcome(PATH, { method: "DELETE" }), "204");
  for (const method of ["PUT", "DELETE", "POST"]) {
    const body = method === "DELETE" ? undefined : jpegOf();
    assert.equal(await eve.outcome(`/api/account/pictures/${picture}`, { method, body }), "404 notFound", method);
  }
  assert.deepEqual([(await ada.account()).picture, await statusOf(eve, picture)], [picture, 200]);
  assert.equal(await eve.outcome("/api/account", { method: "PATCH", json: { picture } }), "204");
  assert.equal((await eve.account()).picture, undefined);
});

Deno.test("a token that nobody told opens nothing, whatever it looks like", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const { picture } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  const { id } = await ada.account();
  for (const token of [id, MADE_UP, picture.slice(1), `${picture}A`, picture.toLowerCase(), "..%2f..", "%00", "é"]) {
    const response = await shown(ada, token);
    assert.equal(response.status, 404, token);
    assert.equal(response.headers.get("cache-control"), "no-store");
    await response.body?.cancel();
  }
  assert.equal(await statusOf(ada, ""), 404);
});

Deno.test("the picture is in the person's own data, goes with the account, and is not shown where nobody can sign in", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const { picture } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  const data = await ada.json("/api/account/export");
  assert.equal(data.picture, `data:image/jpeg;base64,${jpegOf().toBase64()}`);
  assert.equal(data.account.picture, undefined);
  assert.equal(await ada.outcome("/api/account", { method: "DELETE" }), "204");
  assert.equal(await statusOf(ada, picture), 404);
  assert.equal((await Array.fromAsync(entries(server.kv, { prefix: [] }))).length, 0);

  await using closed = await TestServer.start({ signIn: { mode: "off" } });
  const nobody = await AccountClient.create(closed);
  assert.equal(await put(nobody, jpegOf()), "404 signInOff");
  assert.equal((await (await shown(nobody, MADE_UP)).json()).code, "signInOff");
});

Deno.test("an account that is deleted while its picture arrives leaves no picture behind", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const { id } = await ada.account();
  const bytes = jpegOf({ bytes: 2_000 });
  const arriving = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, 1_000));
      await server.server.accounts.accounts.delete(id);
      controller.enqueue(bytes.subarray(1_000));
      controller.close();
    },
  });
  assert.equal(await put(ada, arriving), "401 signInFirst");
  assert.equal(await kept(server), 0);
  assert.equal((await server.kv.get(KEY.account(id))).value, null);
});

Deno.test("two pictures at once leave one", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const set = (width: number) => ada.json(PATH, { method: "PUT", body: jpegOf({ width }) });
  const given = await Promise.all([64, 65, 66, 67].map(set));
  const { picture } = await ada.account();
  assert.ok(given.some((each) => each.picture === picture));
  assert.equal(await kept(server), 1);
  assert.equal(await statusOf(ada, picture), 200);
});

Deno.test("pictures that come too fast are refused, and the last good one stays", async () => {
  await using server = await TestServer.start();
  const ada = await signedUp(server);
  const { picture } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  let outcome = "";
  for (let tries = 0; tries < 1_000 && outcome !== "429 tooManyTries"; tries++) outcome = await put(ada, "no picture");
  assert.equal(outcome, "429 tooManyTries");
  const response = await ada.ask(PATH, { method: "PUT", body: jpegOf() });
  await response.body?.cancel();
  assert.ok(Number(response.headers.get("retry-after")) > 0);
  assert.equal((await ada.account()).picture, picture);
});

Deno.test("what an account says on a board has its picture of now, and what others say under its name has none", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard(), other = await server.createBoard();
  const ada = await signedUp(server), bo = await signedUp(server, "Bo"), nobody = await AccountClient.create(server);
  const key = "laptop-".repeat(3);
  const say = (client: AccountClient, slug: string, of?: object) =>
    client.json(`/api/boards/${slug}/talk`, { json: { kind: "post", text: "Hello", name: "Ada", key, ...of } });
  const { author } = await say(ada, links.editor);
  const authors = [author, (await say(bo, links.editor)).author, (await say(nobody, links.editor, { author })).author];
  const elsewhere = (await say(ada, other.links.editor)).author;
  assert.equal(new Set([...authors, elsewhere]).size, 4);

  const ask = (slug: string) =>
    nobody.outcome(`/api/boards/${slug}/talk/pictures?of=${[...authors, elsewhere, "__proto__"].join()}`);
  const picturesOf = async (slug: string) =>
    (await nobody.json(`/api/boards/${slug}/talk/pictures?of=${[...authors, elsewhere].join()}`)).pictures;
  assert.deepEqual(await picturesOf(links.viewer), {}, "initials by default");
  const { picture } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  assert.deepEqual(await picturesOf(links.viewer), { [author]: picture });
  assert.deepEqual(await picturesOf(other.links.viewer), { [elsewhere]: picture });
  const { picture: next } = await ada.json(PATH, { method: "PUT", body: jpegOf() });
  assert.notEqual(next, picture);
  assert.deepEqual(await picturesOf(links.viewer), { [author]: next });

  assert.equal(await ask(links.viewer), "200");
  assert.equal(await ask(MADE_UP), "404 noSuchLink");
  for (const query of ["", "?of=", `?of=${Array.from({ length: 51 }, (_, i) => i).join()}`]) {
    const path = `/api/boards/${links.viewer}/talk/pictures${query}`;
    assert.equal(await nobody.outcome(path), query === "?of=" ? "200" : "400 badRequest", query);
  }

  await ada.ask(PATH, { method: "DELETE" });
  assert.deepEqual(await picturesOf(links.viewer), {});
  await ada.json(PATH, { method: "PUT", body: jpegOf() });
  await server.server.accounts.accounts.delete((await ada.account()).id);
  assert.deepEqual(await picturesOf(links.viewer), {}, "the account is deleted");
});
