import assert from "node:assert/strict";
import { entries } from "../../../../server/database/database.ts";
import { FakeClock } from "../../../support/fake_clock.ts";
import { AccountClient } from "../../../support/server/account_client.ts";
import { LyingProvider } from "../../../support/server/lying_provider.ts";
import { CLIENT } from "../../../support/server/openid_provider.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const COOKIE = /^__Host-session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/;

Deno.test("each of the four ways makes the same session and ends the one before it, and none signs in by itself", async () => {
  await using provider = await LyingProvider.start();
  const work = { id: "work", name: "Work", issuer: provider.origin, allow: [] };
  await using server = await TestServer.start({
    signIn: {
      userHeader: "remote-user",
      providers: [{ ...work, clientId: CLIENT.id, clientSecret: CLIENT.secret }],
    },
    trustedProxies: ["127.0.0.1"],
  });
  assert.deepEqual(await Array.fromAsync(entries(server.kv, { prefix: ["accounts"] })), [], "a new server has none");
  const ada = await AccountClient.create(server);
  await ada.signUp();
  const { codes } = await ada.json("/api/account/recovery-codes", { method: "POST" });
  ada.headers = { "remote-user": "ada", "x-forwarded-proto": "https" };

  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    passkey: () => ada.signIn(),
    code: () => ada.outcome("/api/account/sign-in/code", { json: { code: codes[0] } }),
    proxy: () => ada.outcome("/api/account/sign-in/proxy", { method: "POST" }),
    provider: async () => {
      const start = (await ada.ask("/api/account/sign-in/provider/work")).headers.get("location")!;
      const { pathname, search } = provider.answerTo(start);
      return (await ada.ask(pathname + search)).status;
    },
  };
  for (const [way, signIn] of Object.entries(ways)) {
    const before = new Map(ada.cookies);
    await signIn();
    assert.match(ada.given.find((cookie) => cookie.startsWith("__Host-session"))!, COOKIE, way);
    assert.ok(await ada.account(), way);
    const earlier = await AccountClient.create(server);
    Object.assign(earlier, { headers: ada.headers });
    for (const [name, value] of before) earlier.cookies.set(name, value);
    assert.equal(await earlier.account(), undefined, `${way}: the session before it`);
  }

  const visitor = await AccountClient.create(server);
  Object.assign(visitor, { headers: ada.headers });
  for (const path of ["/", "/account", "/api/account"]) await visitor.outcome(path);
  assert.deepEqual([visitor.cookies.size, await visitor.account()], [0, undefined], "a visit signs nobody in");
});

Deno.test("passkeys ask for the person, challenges have 256 random bits, and codes are stored as hashes", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  const register = await ada.json("/api/account/passkeys/options", { json: { name: "Ada", color: "red" } });
  assert.equal(register.authenticatorSelection.userVerification, "preferred");
  const challenges = new Set([register.challenge]);
  for (let i = 0; i < 20; i++) {
    const { challenge, userVerification } = await ada.json("/api/account/sign-in/options", { method: "POST" });
    assert.deepEqual([userVerification, Uint8Array.fromBase64(challenge, { alphabet: "base64url" }).length], [
      "preferred",
      32,
    ]);
    challenges.add(challenge);
  }
  assert.equal(challenges.size, 21);
  await ada.signUp();
  const { codes } = await ada.json("/api/account/recovery-codes", { method: "POST" });
  const stored = JSON.stringify(await Array.fromAsync(entries(server.kv, { prefix: [] })));
  for (const code of codes as string[]) {
    assert.equal(code.replaceAll("-", "").length * 5, 120);
    for (const form of [code, code.replaceAll("-", "")]) assert.ok(!stored.includes(form));
  }
});

Deno.test("sign-ins, codes and new accounts are limited for an address and for its network", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.start({ clock });
  const client = await AccountClient.create(server);
  /** How many requests of addresses in one network pass, of each address as many as it may send. */
  const passed = async (path: string, { addresses, each }: { addresses: number; each: number }, waitMs = 0) => {
    let count = 0;
    for (let n = 1; n <= addresses; n++) {
      client.remote = `203.0.113.${n}`;
      for (let i = 0; i < each; i++) {
        if (await client.outcome(path, { json: {} }) !== "429 tooManyTries") count++;
        clock.pass(waitMs);
      }
    }
    clock.pass(600_000);
    return count;
  };
  for (const path of ["/sign-in", "/sign-in/options", "/sign-in/proxy", "/passkeys/options"]) {
    assert.equal(await passed(`/api/account${path}`, { addresses: 1, each: 70 }), 60, path);
    assert.equal(await passed(`/api/account${path}`, { addresses: 11, each: 60 }), 600, `${path} of a network`);
  }
  assert.equal(await passed("/api/account/sign-in/code", { addresses: 1, each: 10 }), 5);
  // One a second passes the limit of sign-ins.
  assert.equal(
    await passed("/api/account/passkeys", { addresses: 1, each: 200 }, 1_000),
    159,
    "120, and one in five seconds",
  );
  client.remote = "198.51.100.1";
  assert.equal(await client.outcome("/api/account/sign-in/options", { method: "POST" }), "200", "of another network");
});
