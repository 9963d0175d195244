import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { AccountClient } from "../../support/server/account_client.ts";
import { nextAddress, world } from "../../support/server/rights_cases.ts";
import { ACCOUNT_ROUTES } from "../../support/server/route_rights.ts";
import type { TestServer } from "../../support/server/test_server.ts";
import { ADA } from "../../support/store/accounts.ts";

const DAY_MS = 24 * 3_600_000;

/** What a session in each state counts as. An ended session counts as none. */
const STATES = {
  nobody: "none",
  forged: "none",
  signedOut: "none",
  endedElsewhere: "none",
  allEnded: "none",
  unused30Days: "none",
  old90Days: "none",
  accountDeleted: "none",
  withoutHttps: "none",
  proxyWithoutPerson: "none",
  stale: "session",
  fresh: "fresh",
} as const;
type State = keyof typeof STATES;

interface Clock {
  ms: number;
}

/** A browser with a session in this state. */
async function browser({ home, asked }: Worlds, state: State, clock: Clock): Promise<AccountClient> {
  const { accounts, sessions } = home.server.accounts;
  const client = await AccountClient.create(asked, state === "withoutHttps" ? "http://board.example" : undefined);
  client.remote = nextAddress();
  if (state === "nobody") return client;
  const account = newSecret();
  await accounts.create({ ...ADA, id: account });
  const proxy = state === "proxyWithoutPerson" ? { proxyUser: "ada" } : {};
  const token = (await sessions.create(account, { device: "", ...proxy }))!;
  client.cookies.set("__Host-session", state === "forged" ? "x".repeat(token.length) : token);
  const { session } = (await sessions.find(token))!;
  if (state === "signedOut") {
    await client.outcome("/api/account/sign-out", { method: "POST" });
    client.cookies.set("__Host-session", token);
  }
  if (state === "endedElsewhere") await sessions.end(account, session.id);
  if (state === "allEnded") await sessions.endAll(account);
  if (state === "accountDeleted") await accounts.delete(account);
  if (state === "unused30Days") clock.ms += 30 * DAY_MS + 1;
  if (state === "stale") clock.ms += 15 * 60_000;
  for (let day = 0; state === "old90Days" && day <= 90; day += 10) {
    clock.ms += 10 * DAY_MS;
    await sessions.find(token);
  }
  return client;
}

type Worlds = { readonly home: TestServer; readonly asked: TestServer };

/** What the routes name. Nobody has it. */
const pathOf = (path: string) => `/api/account${path.replace(/:\w+/, "AAAAAAAAAAAAAAAAAAAAAA")}`;

const CODES = ["signInFirst", "signInAgain"];

const NAMES = [
  "rights of accounts: every route with a session in every state, on one instance",
  "rights of accounts: every route with a session in every state, on two instances",
];

for (const [i, name] of NAMES.entries()) {
  Deno.test(name, async () => {
    const clock = { ms: 1e12 };
    await using servers = await world(i + 1, { now: () => clock.ms, signIn: { userHeader: "remote-user" } });
    const wrong: string[] = [];
    for (const [row, needs] of Object.entries(ACCOUNT_ROUTES)) {
      for (const [state, has] of Object.entries(STATES) as [State, string][]) {
        const client = await browser(servers, state, clock);
        const [method, path] = row.split(" ", 2);
        const outcome = await client.outcome(pathOf(path), { method, ...(method !== "GET" && { json: {} }) });
        const code = outcome.split(" ")[1];
        const got = CODES.includes(code) ? code : undefined;
        const wanted = needs === "open" || needs === has || has === "fresh"
          ? undefined
          : has === "none"
          ? "signInFirst"
          : "signInAgain";
        // Without HTTPS there are no passkeys, and this is said first.
        if (state === "withoutHttps" && code === "signInOff") continue;
        if (got !== wanted) wrong.push(`${row} ${state}: ${outcome} instead of ${wanted}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
}

Deno.test("with accounts off, each route but the question whether they are says so", async () => {
  await using servers = await world(1, { signIn: { mode: "off" } });
  for (const row of Object.keys(ACCOUNT_ROUTES)) {
    const [method, path] = row.split(" ", 2);
    const client = await browser(servers, "fresh", { ms: 0 });
    const outcome = await client.outcome(pathOf(path), { method, ...(method !== "GET" && { json: {} }) });
    assert.equal(outcome, row === "GET " ? "200" : "404 signInOff", row);
  }
});

Deno.test("with the ids of another person's things, nobody reads or changes them", async () => {
  await using servers = await world(1);
  const server = servers.home;
  const [ada, eve] = [await AccountClient.create(server), await AccountClient.create(server)];
  await ada.signUp();
  await eve.signUp({ name: "Eve" });
  const { links, id: board } = await ada.json("/api/boards", { method: "POST" });
  await ada.json("/api/account/boards", { json: { boards: [{ slug: links.owner, title: "Plans", at: 1 }] } });
  const known = async () => ({
    account: await ada.account(),
    sessions: (await ada.json("/api/account/sessions")).sessions.map(({ id }: { id: string }) => id),
    boards: (await ada.json("/api/account/boards", { json: { boards: [] } })).boards,
  });
  const before = await known();
  const ids: Readonly<Record<string, string>> = {
    passkeys: before.account.passkeys[0].id,
    sessions: before.sessions[0],
    boards: board,
  };
  const rows = Object.keys(ACCOUNT_ROUTES).filter((row) => /\/:id/.test(row) && !row.includes("provider"));
  assert.ok(rows.length >= 6, rows.join());
  for (const row of rows) {
    const [method, path] = row.split(" ", 2);
    const [, kind] = path.split("/");
    const mine = path.replace(":id", ids[kind]);
    const outcome = await eve.outcome(`/api/account${mine}`, { method, json: { name: "Eve's", folder: "Eve's" } });
    assert.match(outcome, /^404 (notFound|noSuchLink)$/, row);
  }
  assert.deepEqual(await known(), before);
});
