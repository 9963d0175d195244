import assert from "node:assert/strict";
import { type Account, type Passkey, withChanges } from "../../../server/accounts/account.ts";
import { accountsIn } from "../../../server/accounts/accounts.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { AccountClient } from "../../support/server/account_client.ts";
import { SoftwareAuthenticator } from "../../support/server/software_authenticator.ts";
import { TestServer } from "../../support/server/test_server.ts";

const passkey = (id: string): Passkey => ({ id, publicKey: "", counter: 0, transports: [], name: id, created: 0 });

const ADA: Account = {
  id: "ada",
  name: "Ada",
  color: "red",
  created: 0,
  passkeys: [passkey("a")],
  identities: [],
  recoveryCodes: [],
};

Deno.test("each change of the ways to sign in is noted, nothing else is, and twenty are kept", () => {
  const kinds = (before: Account, after: Account) =>
    withChanges(before, after, { at: 5, by: "s" }).changes?.slice(before.changes?.length ?? 0);
  const two = { ...ADA, passkeys: [passkey("a"), passkey("b")], recoveryCodes: ["1", "2"] };
  assert.deepEqual(kinds(ADA, { ...ADA, passkeys: two.passkeys }), [{ kind: "passkeyAdded", at: 5, by: "s" }]);
  assert.deepEqual(kinds(two, { ...two, passkeys: ADA.passkeys }), [{ kind: "passkeyRemoved", at: 5, by: "s" }]);
  assert.deepEqual(kinds(two, { ...two, recoveryCodes: ["3"] }), [{ kind: "codesMade", at: 5, by: "s" }]);
  assert.deepEqual(kinds(two, { ...two, recoveryCodes: ["2"] }), [{ kind: "codeUsed", at: 5, by: "s" }]);
  const used = { ...two, name: "Eve", passkeys: two.passkeys.map((each) => ({ ...each, counter: 1, used: 9 })) };
  assert.deepEqual(kinds(two, used), undefined);
  let account: Account = two;
  for (let i = 0; i < 50; i++) account = withChanges(account, { ...account, recoveryCodes: [`${i}`] }, { at: i });
  assert.deepEqual([account.changes!.length, account.changes!.at(-1)!.at], [20, 49]);
});

Deno.test("a session is told of what others change, until its person knows, and never of what it did itself", async () => {
  let now = Date.now();
  await using server = await TestServer.start({ now: () => ++now });
  const [laptop, phone] = [await AccountClient.create(server), await AccountClient.create(server)];
  await laptop.signUp();
  const kinds = async (client: AccountClient) =>
    (await client.account()).changes.map(({ kind }: { kind: string }) => kind);
  const { codes } = await laptop.json("/api/account/recovery-codes", { method: "POST" });
  assert.deepEqual(await kinds(laptop), []);
  assert.equal(await phone.outcome("/api/account/sign-in/code", { json: { code: codes[0] } }), "204");
  assert.deepEqual([await kinds(laptop), await kinds(phone)], [["codeUsed"], []]);
  await phone.json("/api/account/recovery-codes", { method: "POST" });
  assert.deepEqual([await kinds(laptop), await kinds(phone)], [["codeUsed", "codesMade"], []]);
  assert.equal(await laptop.outcome("/api/account/changes/known", { method: "POST" }), "204");
  assert.deepEqual(await kinds(laptop), []);
  const key = await SoftwareAuthenticator.create();
  assert.equal(await laptop.add(key), "204");
  await laptop.outcome(`/api/account/passkeys/${key.id}`, { method: "DELETE" });
  assert.deepEqual([await kinds(laptop), await kinds(phone)], [[], ["passkeyAdded", "passkeyRemoved"]]);
});

Deno.test("what a session knows outlives its next use, and ends with the account", async () => {
  let now = 1_000;
  using database = new MemoryDatabase({ now: () => now });
  const { accounts, sessions, codes } = accountsIn(database, { now: () => now });
  await accounts.create(ADA);
  const token = (await sessions.create("ada", { device: "" }))!;
  now += 1_000;
  await codes.renew("ada");
  await sessions.noteKnown((await sessions.find(token))!.session.id);
  now += 7_200_000;
  const found = (await sessions.find(token))!;
  assert.deepEqual([found.session.knows, found.account.changes], [2_000, [{ kind: "codesMade", at: 2_000 }]]);
  await accounts.delete("ada");
  assert.equal(await sessions.find(token), undefined);
});
