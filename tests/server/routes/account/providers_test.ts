import assert from "node:assert/strict";
import type { ProviderConfig } from "../../../../server/process/provider_config.ts";
import { AccountClient } from "../../../support/server/account_client.ts";
import { type Lies, LyingProvider } from "../../../support/server/lying_provider.ts";
import { CLIENT, OpenIdProvider } from "../../../support/server/openid_provider.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const ORIGIN = "https://board.example";
const CALLBACK = `${ORIGIN}/api/account/sign-in/callback`;

function configOf(issuer: string, { id = "work", allow = [] as ProviderConfig["allow"] } = {}): ProviderConfig {
  return { ...{ id, name: "Work", issuer, allow }, clientId: CLIENT.id, clientSecret: CLIENT.secret };
}

/** Follows the redirects of a provider until it sends the browser back. */
async function passThrough(start: string): Promise<URL> {
  const cookies = new Map<string, string>();
  for (let url = start;;) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    await response.body?.cancel();
    for (const given of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(given)!;
      cookies.set(name, value);
    }
    url = new URL(response.headers.get("location")!, url).href;
    if (url.startsWith(ORIGIN)) return new URL(url);
  }
}

/** Begins to sign in. @returns the address of the provider */
async function depart(client: AccountClient, id = "work"): Promise<string> {
  return (await client.ask(`/api/account/sign-in/provider/${id}`)).headers.get("location")!;
}

/** Where the page goes after an answer of the provider. */
async function arrive(client: AccountClient, { pathname, search }: URL): Promise<string> {
  return (await client.ask(pathname + search)).headers.get("location")!;
}

Deno.test({
  name: "people sign in at a provider, and are the same person whenever they come",
  // oidc-provider reads its sessions in the background.
  sanitizeOps: false,
  async fn() {
    await using provider = await OpenIdProvider.start([CALLBACK]);
    await using server = await TestServer.start({ signIn: { providers: [configOf(provider.origin)] } });
    const ada = await AccountClient.create(server);
    assert.deepEqual((await ada.json("/api/account")).providers, [{ id: "work", name: "Work" }]);
    const start = await depart(ada);
    assert.match(ada.given[0], /^__Host-oidc=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const { searchParams } = new URL(start);
    assert.equal(searchParams.get("redirect_uri"), CALLBACK);
    assert.equal(searchParams.get("code_challenge_method"), "S256");
    assert.equal(await arrive(ada, await passThrough(start)), "/account");
    assert.deepEqual([...ada.cookies.keys()], ["__Host-session"]);
    const { id, name } = await ada.account();
    assert.equal(name, "Person ada");

    const tablet = await AccountClient.create(server);
    await arrive(tablet, await passThrough(await depart(tablet)));
    assert.equal((await tablet.account()).id, id);
    provider.subject = "bo";
    await arrive(tablet, await passThrough(await depart(tablet)));
    assert.notEqual((await tablet.account()).id, id);
    assert.equal((await tablet.account()).name, "Person bo");
  },
});

Deno.test({
  name: "only people with an allowed claim are signed in",
  sanitizeOps: false,
  async fn() {
    await using provider = await OpenIdProvider.start([CALLBACK]);
    const allow = [{ name: "groups", value: "group of ada" }, { name: "sub", value: "cy" }];
    await using server = await TestServer.start({ signIn: { providers: [configOf(provider.origin, { allow })] } });
    for (const [subject, end] of [["ada", "/account"], ["bo", "/account#notAllowed"], ["cy", "/account"]]) {
      provider.subject = subject;
      const client = await AccountClient.create(server);
      assert.equal(await arrive(client, await passThrough(await depart(client))), end);
      assert.equal((await client.account())?.name, end === "/account" ? `Person ${subject}` : undefined);
    }
  },
});

Deno.test({
  name: "a provider's user name and verified mail address are the names by which people are invited",
  sanitizeOps: false,
  async fn() {
    await using provider = await OpenIdProvider.start([CALLBACK]);
    await using server = await TestServer.start({ signIn: { providers: [configOf(provider.origin)] } });
    const owner = await AccountClient.create(server);
    const invited: string[] = [];
    for (const name of ["user-ada", "ADA@directory.example", "bo@directory.example", "cy@elsewhere.example"]) {
      const { id, links } = await server.createBoard();
      invited.push(id);
      const json = { name, role: "viewer", title: name };
      assert.equal(await owner.outcome(`/api/boards/${links.owner}/people`, { json }), "204");
    }
    const boardsOf = async (subject: string) => {
      provider.subject = subject;
      const client = await AccountClient.create(server);
      await arrive(client, await passThrough(await depart(client)));
      const { boards } = await client.json("/api/account/boards", { json: { boards: [] } });
      return boards.map(({ board }: { board: string }) => invited.indexOf(board)).sort();
    };
    assert.deepEqual(await boardsOf("ada"), [0, 1]);
    provider.isMailVerified = false;
    assert.deepEqual(await boardsOf("bo"), []);
    provider.isMailVerified = true;
    assert.deepEqual([await boardsOf("bo"), await boardsOf("cy"), await boardsOf("ada")], [[2], [], [0, 1]]);
  },
});

const now = () => Math.floor(Date.now() / 1_000);
const LIES: readonly [what: string, lies: Lies][] = [
  ["the nonce of another attempt", { claims: { nonce: "another" } }],
  ["no nonce", { claims: { nonce: undefined } }],
  ["another issuer", { claims: { iss: "https://evil.example" } }],
  ["another audience", { claims: { aud: "another" } }],
  ["an audience that nobody authorised", { claims: { aud: ["board", "another"], azp: "another" } }],
  ["no subject", { claims: { sub: undefined } }],
  ["an expired token", { claims: { exp: now() - 120 } }],
  ["a token of the future", { claims: { nbf: now() + 3_600 } }],
  ["a foreign signature", { hasForeignKey: true }],
  ["no signature", { isUnsigned: true }],
  ["a refused code", { status: 400 }],
];

Deno.test("a false answer of a provider signs nobody in, and the page says so", async () => {
  await using provider = await LyingProvider.start();
  await using server = await TestServer.start({ signIn: { providers: [configOf(provider.origin)] } });
  const honest = await AccountClient.create(server);
  assert.equal(await arrive(honest, provider.answerTo(await depart(honest))), "/account");
  assert.equal((await honest.account()).name, "Ada");
  for (const [what, lies] of LIES) {
    provider.lies = lies;
    const client = await AccountClient.create(server);
    assert.equal(await arrive(client, provider.answerTo(await depart(client))), "/account#invalid", what);
    assert.equal(client.cookies.size, 0, what);
  }
  assert.equal(server.refusals.counts.get("sign-in failed"), LIES.length);
});

Deno.test("an answer counts once, in the browser that asked, and in time", async () => {
  let time = Date.now();
  await using provider = await LyingProvider.start();
  await using server = await TestServer.start({ now: () => time, signIn: { providers: [configOf(provider.origin)] } });
  const [ada, eve] = [await AccountClient.create(server), await AccountClient.create(server)];
  const outcome = async (client: AccountClient, change: (answer: URL) => void) => {
    const answer = provider.answerTo(await depart(client));
    change(answer);
    return await arrive(client, answer);
  };
  assert.equal(await outcome(ada, ({ searchParams }) => searchParams.set("state", "made up")), "/account#expired");
  assert.equal(await outcome(ada, ({ searchParams }) => searchParams.delete("state")), "/account#expired");
  assert.equal(
    await outcome(ada, ({ searchParams }) => searchParams.set("iss", "https://evil.example")),
    "/account#invalid",
  );
  assert.equal(await outcome(ada, ({ searchParams }) => searchParams.delete("iss")), "/account#invalid");
  assert.equal(
    await outcome(ada, ({ searchParams }) => {
      searchParams.delete("code");
      searchParams.set("error", "access_denied");
    }),
    "/account#declined",
  );
  assert.equal(await outcome(ada, () => time += 11 * 60_000), "/account#expired");
  const answer = provider.answerTo(await depart(eve));
  assert.equal(await arrive(ada, answer), "/account#expired", "eve's answer in ada's browser");
  const own = provider.answerTo(await depart(ada));
  const cookies = new Map(ada.cookies);
  assert.equal(await arrive(ada, own), "/account");
  for (const [name, value] of cookies) ada.cookies.set(name, value);
  assert.equal(await arrive(ada, own), "/account#expired", "sent again");
  assert.equal((await ada.ask("/api/account/sign-in/provider/unknown")).status, 404);
});

Deno.test("two providers may have the same subject, and one that is gone is reported", async () => {
  await using one = await LyingProvider.start();
  const two = await LyingProvider.start();
  const providers = [configOf(one.origin), configOf(two.origin, { id: "club" })];
  await using server = await TestServer.start({ signIn: { providers } });
  const client = await AccountClient.create(server);
  await arrive(client, one.answerTo(await depart(client)));
  const { id } = await client.account();
  await arrive(client, two.answerTo(await depart(client, "club")));
  assert.notEqual((await client.account()).id, id);
  const answer = two.answerTo(await depart(client, "club"));
  await two[Symbol.asyncDispose]();
  assert.equal(await arrive(client, answer), "/account#unreachable");
  await using late = await TestServer.start({ signIn: { providers } });
  const later = await AccountClient.create(late);
  assert.equal(await depart(later, "club"), "/account#unreachable");
});
