import assert from "node:assert/strict";
import type { Passkey } from "../../../server/accounts/account.ts";
import {
  AccountSessions,
  SESSION_IDLE_MS,
  SESSION_MS,
  SESSIONS_MAX,
} from "../../../server/accounts/account_sessions.ts";
import { AccountStore, hashOf } from "../../../server/accounts/account_store.ts";
import { RECOVERY_CODES, RecoveryCodes } from "../../../server/accounts/recovery_codes.ts";
import { ATTEMPT_MS, SignInAttempts } from "../../../server/accounts/sign_in_attempts.ts";
import { entries } from "../../../server/database/database.ts";
import { type DatabaseKind, databaseKinds } from "../../support/store/database_kinds.ts";
import { ADA } from "../../support/store/accounts.ts";

const DEVICE = { device: "Browser" };
const LAPTOP = passkey("laptop"), PHONE = passkey("phone");

function passkey(id: string): Passkey {
  return { id, publicKey: "", counter: 0, transports: [], name: id, created: 1 };
}

for (const kind of await databaseKinds()) {
  const test = (name: string, run: (kind: DatabaseKind) => Promise<void>) =>
    Deno.test({ name: `accounts on ${kind.name}: ${name}`, ignore: kind.ignore, fn: () => run(kind) });

  test("an account is found by its passkeys, identities and codes, and by nothing once it is deleted", async (kind) => {
    await using opened = await kind.open();
    const store = new AccountStore(opened.database);
    const identity = { issuer: "https://id.example", subject: "7" };
    assert.equal(
      await store.create({ ...ADA, passkeys: [LAPTOP], identities: [identity], recoveryCodes: ["h"] }),
      true,
    );
    const found = () =>
      Promise.all([
        store.ofPasskey("laptop"),
        store.ofIdentity(identity),
        store.ofRecoveryCode("h"),
        store.find("ada"),
      ]);
    assert.deepEqual((await found()).map((account) => account?.id), ["ada", "ada", "ada", "ada"]);
    assert.equal(await store.ofIdentity({ ...identity, issuer: "https://evil.example" }), undefined);
    await store.change("ada", (account) => ({ ...account, passkeys: [PHONE] }));
    assert.equal(await store.ofPasskey("laptop"), undefined);
    assert.equal((await store.ofPasskey("phone"))?.id, "ada");
    await store.delete("ada");
    assert.deepEqual(await found(), [undefined, undefined, undefined, undefined]);
    assert.equal((await Array.fromAsync(entries(opened.database, { prefix: [] }))).length, 0);
  });

  test("what one account is found by never becomes another one's", async (kind) => {
    await using opened = await kind.open();
    const store = new AccountStore(opened.database);
    await store.create({ ...ADA, passkeys: [LAPTOP] });
    assert.equal(await store.create({ ...ADA, id: "eve", passkeys: [LAPTOP] }), false);
    assert.equal(await store.create({ ...ADA, passkeys: [PHONE] }), false);
    await store.create({ ...ADA, id: "eve", passkeys: [PHONE] });
    const stolen = await store.change("eve", (account) => ({ ...account, passkeys: [PHONE, LAPTOP] }));
    assert.equal(stolen, undefined);
    assert.equal((await store.ofPasskey("laptop"))?.id, "ada");
  });

  test("concurrent changes all take effect", async (kind) => {
    await using opened = await kind.open();
    const store = new AccountStore(opened.database);
    await store.create(ADA);
    const keys = Array.from({ length: 8 }, (_, i) => passkey(`k${i}`));
    await Promise.all(
      keys.map((key) => store.change("ada", (account) => ({ ...account, passkeys: [...account.passkeys, key] }))),
    );
    assert.equal((await store.find("ada"))?.passkeys.length, 8);
  });

  test("a session ends after 30 days without use, after 90 days, and when it is ended", async (kind) => {
    await using opened = await kind.open();
    let now = 1_000_000;
    await new AccountStore(opened.database).create(ADA);
    const sessions = new AccountSessions(opened.database, { now: () => now });
    const idle = (await sessions.create("ada", DEVICE))!;
    const used = (await sessions.create("ada", DEVICE))!;
    const ended = (await sessions.create("ada", DEVICE))!;
    assert.match(used, /^[\w-]{43}$/);
    for await (const { key, value } of entries(opened.database, { prefix: [] })) {
      for (const token of [idle, used, ended]) assert.ok(!JSON.stringify([key, value]).includes(token));
    }
    assert.equal(await sessions.end("eve", hashOf(ended)), false);
    assert.equal(await sessions.end("ada", hashOf(ended)), true);
    assert.equal(await sessions.find(ended), undefined);
    const start = now;
    for (; now < start + SESSION_MS; now += SESSION_IDLE_MS / 2) {
      assert.equal((await sessions.find(used))?.account.id, "ada");
    }
    assert.equal(await sessions.find(used), undefined);
    now = start + SESSION_IDLE_MS;
    assert.equal(await sessions.find(idle), undefined);
    assert.equal(await sessions.find("x".repeat(43)), undefined);
  });

  test("a use at the moment of the sign-out does not bring the session back", async (kind) => {
    await using opened = await kind.open();
    let now = 1_000_000;
    await new AccountStore(opened.database).create(ADA);
    const sessions = new AccountSessions(opened.database, { now: () => now });
    for (let i = 0; i < 20; i++) {
      const token = (await sessions.create("ada", DEVICE))!;
      now += 2 * 3_600_000;
      await Promise.all([sessions.find(token), sessions.end("ada", hashOf(token))]);
      assert.equal(await sessions.find(token), undefined);
    }
  });

  test("the oldest session gives way, and a deleted account has none", async (kind) => {
    await using opened = await kind.open();
    let now = 1_000_000;
    const store = new AccountStore(opened.database);
    await store.create(ADA);
    const sessions = new AccountSessions(opened.database, { now: () => now });
    const tokens: string[] = [];
    for (let i = 0; i <= SESSIONS_MAX; i++, now++) tokens.push((await sessions.create("ada", DEVICE))!);
    assert.equal(await sessions.find(tokens[0]), undefined);
    assert.equal((await sessions.list("ada")).length, SESSIONS_MAX);
    await store.delete("ada");
    assert.equal(await sessions.find(tokens.at(-1)!), undefined);
    assert.equal(await sessions.create("ada", DEVICE), undefined);
    await sessions.endAll("ada");
    assert.equal((await Array.fromAsync(entries(opened.database, { prefix: [] }))).length, 0);
  });

  test("each recovery code works once, and new ones replace the old", async (kind) => {
    await using opened = await kind.open();
    const store = new AccountStore(opened.database);
    await store.create(ADA);
    const codes = new RecoveryCodes(store);
    const [first, second, third] = await codes.renew("ada");
    assert.match(first, /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    const uses = await Promise.all([1, 2, 3].map(() => codes.use(first)));
    assert.equal(uses.filter(Boolean).length, 1);
    const written = second.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    assert.equal((await codes.use(written))?.recoveryCodes.length, RECOVERY_CODES - 2);
    for (const wrong of ["", first, `${third}0`, third.slice(1)]) assert.equal(await codes.use(wrong), undefined);
    await codes.renew("ada");
    assert.equal(await codes.use(third), undefined);
  });

  test("an attempt is used once and in time", async (kind) => {
    await using opened = await kind.open();
    let now = 0;
    const attempts = new SignInAttempts(opened.database, { now: () => now });
    for (const secret of ["a", "b"]) await attempts.begin(secret, { kind: "sign in" });
    const taken = await Promise.all([1, 2, 3].map(() => attempts.take("a")));
    assert.equal(taken.filter(Boolean).length, 1);
    now = ATTEMPT_MS;
    assert.equal(await attempts.take("b"), undefined);
  });
}
