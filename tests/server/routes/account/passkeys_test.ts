import assert from "node:assert/strict";
import { AccountClient } from "../../../support/server/account_client.ts";
import { SoftwareAuthenticator } from "../../../support/server/software_authenticator.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const DAY_MS = 86_400_000;

Deno.test("a person signs up, signs in on another device, adds, renames and removes passkeys", async () => {
  let now = Date.now();
  await using server = await TestServer.start({ now: () => now });
  const ada = await AccountClient.create(server);
  assert.equal(await ada.account(), undefined);
  assert.equal(await ada.signUp(), "204");
  const [cookie] = ada.given;
  assert.match(cookie, /^__Host-session=[\w-]{43}; /);
  for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000"]) {
    assert.ok(cookie.split("; ").includes(part), `${part}: ${cookie}`);
  }
  const { name, color, passkeys } = await ada.account();
  assert.deepEqual({ name, color }, { name: "Ada", color: "green" });
  assert.deepEqual(passkeys.map(({ name }: { name: string }) => name), ["Laptop"]);

  const first = ada.cookies.get("__Host-session");
  assert.equal(await ada.signIn(), "204");
  const second = ada.cookies.get("__Host-session");
  assert.notEqual(first, second);
  ada.cookies.set("__Host-session", first!);
  assert.equal(await ada.account(), undefined, "the earlier session ends when it is renewed");
  ada.cookies.set("__Host-session", second!);

  assert.equal(await ada.outcome(`/api/account/passkeys/${ada.key.id}`, { method: "DELETE" }), "409 lastWayIn");
  const phone = await SoftwareAuthenticator.create();
  assert.equal(await ada.add(phone), "204");
  assert.equal(
    await ada.outcome(`/api/account/passkeys/${phone.id}`, { method: "PATCH", json: { name: "Pocket" } }),
    "204",
  );
  const listed = (await ada.account()).passkeys.map(({ name }: { name: string }) => name);
  assert.deepEqual(listed, ["Laptop", "Pocket"]);
  assert.equal(await ada.outcome(`/api/account/passkeys/${ada.key.id}`, { method: "DELETE" }), "204");
  assert.equal(await ada.signIn(), "403 signInFailed", "a removed passkey signs nobody in");
  assert.equal(await ada.outcome(`/api/account/passkeys/${phone.id}`, { method: "DELETE" }), "409 lastWayIn");

  now += DAY_MS;
  assert.equal(await ada.add(await SoftwareAuthenticator.create()), "401 signInAgain");
  assert.equal(await ada.outcome("/api/account", { method: "DELETE" }), "401 signInAgain");
  assert.equal(await ada.outcome("/api/account/recovery-codes", { method: "POST" }), "401 signInAgain");
});

Deno.test("recovery codes are shown once and sign in once", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  await ada.signUp();
  const { codes } = await ada.json("/api/account/recovery-codes", { method: "POST" });
  assert.equal(codes.length, 8);
  assert.ok(!JSON.stringify([await ada.account(), await ada.json("/api/account/export")]).includes(codes[0]));
  const other = await AccountClient.create(server);
  assert.equal(await other.outcome("/api/account/sign-in/code", { json: { code: codes[0] } }), "204");
  assert.equal((await other.account()).recoveryCodes, 7);
  assert.equal(await other.outcome("/api/account/sign-in/code", { json: { code: codes[0] } }), "403 signInFailed");
  for (let i = 0; i < 3; i++) await other.outcome("/api/account/sign-in/code", { json: { code: "wrong" } });
  assert.equal(await other.outcome("/api/account/sign-in/code", { json: { code: codes[1] } }), "429 tooManyTries");
});

Deno.test("a false response signs nobody in, and says nothing about the reason", async () => {
  await using server = await TestServer.start();
  const ada = await AccountClient.create(server);
  const { claims } = ada;
  for (
    const wrong of [
      { ...claims, origin: "https://evil.example" },
      { ...claims, origin: "http://board.example" },
      { ...claims, rpId: "evil.example" },
      { ...claims, type: "webauthn.get" },
    ]
  ) {
    assert.equal(await ada.signUp({ claims: wrong }), "403 signInFailed", JSON.stringify(wrong));
  }
  assert.equal(await ada.signUp(), "204");
  const eve = await AccountClient.create(server);
  const tries = async (response: unknown) => await eve.outcome("/api/account/sign-in", { json: { response } });
  const options = () => eve.json("/api/account/sign-in/options", { method: "POST" });

  for (
    const wrong of [
      { ...claims, origin: "https://evil.example" },
      { ...claims, rpId: "evil.example" },
      { ...claims, type: "webauthn.create" },
    ]
  ) {
    assert.equal(await tries(await ada.key.signIn(await options(), wrong)), "403 signInFailed", JSON.stringify(wrong));
  }
  const response = await ada.key.signIn(await options(), claims);
  assert.equal(await tries(response), "204");
  await eve.outcome("/api/account/sign-out", { method: "POST" });
  assert.equal(await tries(response), "403 signInFailed", "replayed");
  assert.equal(
    await tries(await ada.key.signIn(await options(), { ...claims, counter: 1 })),
    "403 signInFailed",
    "the counter of a copied key",
  );
  assert.equal(await tries(await ada.key.signIn({ challenge: "bWFkZSB1cA" }, claims)), "403 signInFailed", "made up");
  const stranger = await SoftwareAuthenticator.create();
  assert.equal(await tries(await stranger.signIn(await options(), claims)), "403 signInFailed", "unknown");
  const swapped = { ...await stranger.signIn(await options(), claims), id: ada.key.id, rawId: ada.key.id };
  assert.equal(await tries(swapped), "403 signInFailed", "another key");
  for (const nonsense of [undefined, null, 7, "x", [], {}, { response: {} }, { response: { clientDataJSON: "e30" } }]) {
    assert.equal(await tries(nonsense), "403 signInFailed", JSON.stringify(nonsense));
  }
  assert.equal(eve.cookies.size, 0);
  assert.equal(await ada.signIn(), "204");
});

Deno.test("a passkey of one account is never added to another one", async () => {
  await using server = await TestServer.start();
  const [ada, bo] = [await AccountClient.create(server), await AccountClient.create(server)];
  await ada.signUp();
  await bo.signUp({ name: "Bo" });
  assert.equal(await bo.add(ada.key), "403 signInFailed");
  const options = await ada.json("/api/account/passkeys/options", { json: {} });
  const response = await (await SoftwareAuthenticator.create()).register(options, bo.claims);
  assert.equal(await bo.outcome("/api/account/passkeys", { json: { response } }), "403 signInFailed", "begun by Ada");
  assert.equal((await bo.account()).passkeys.length, 1);
});

Deno.test("where passkeys cannot work, the server says why", async () => {
  await using server = await TestServer.start();
  const problem = async (origin: string) => {
    const client = await AccountClient.create(server, origin);
    const { passkeys, canSignIn } = await client.json("/api/account");
    const refused = await client.outcome("/api/account/sign-in/options", { method: "POST" });
    assert.equal(refused, passkeys.problem ? "404 signInOff" : "200", origin);
    return [passkeys.problem, canSignIn];
  };
  assert.deepEqual(await problem("http://board.example"), ["notSecure", false]);
  assert.deepEqual(await problem("http://192.0.2.7:8000"), ["ipAddress", false]);
  assert.deepEqual(await problem("https://192.0.2.7"), ["ipAddress", true]);
  assert.deepEqual(await problem("http://127.0.0.1:8000"), ["ipAddress", true]);
  assert.deepEqual(await problem("http://localhost:8000"), [undefined, true]);
  assert.deepEqual(await problem("https://board.example"), [undefined, true]);
});

Deno.test("on this machine the cookie needs no HTTPS; elsewhere there is none without it", async () => {
  await using server = await TestServer.start({ trustedProxies: ["10.0.0.1"] });
  const here = await AccountClient.create(server, "http://localhost:8000");
  assert.equal(await here.signUp(), "204");
  assert.match(here.given[0], /^session=[\w-]{43}; (?!.*Secure).*HttpOnly/);
  assert.equal((await here.account()).name, "Ada");

  const proxied = await AccountClient.create(server, "http://board.example");
  proxied.headers["x-forwarded-proto"] = "https";
  assert.equal((await proxied.json("/api/account")).canSignIn, false, "anybody can send the header");
  proxied.remote = "10.0.0.1";
  assert.equal((await proxied.json("/api/account")).canSignIn, true);
});

Deno.test("with a public origin, passkeys belong to it and exist at no other address", async () => {
  await using server = await TestServer.start({ signIn: { publicOrigin: "https://board.example" } });
  const other = await AccountClient.create(server, "https://old.example");
  assert.equal((await other.json("/api/account")).passkeys.problem, "otherAddress");
  const plain = await AccountClient.create(server, "http://board.example");
  const options = await plain.json("/api/account/passkeys/options", { json: { name: "Ada", color: "red" } });
  assert.equal(options.rp.id, "board.example");
  const response = await plain.key.register(options, { origin: "https://board.example", rpId: "board.example" });
  assert.equal(await plain.outcome("/api/account/passkeys", { json: { response } }), "204");
  assert.match(plain.given[0], /^__Host-session=.*Secure/);
});
