import assert from "node:assert/strict";
import { MemoryDatabase } from "../../../../server/database/memory_database.ts";
import { WrappedDatabase } from "../../../../server/database/wrapped_database.ts";
import { AccountClient } from "../../../support/server/account_client.ts";
import { TestServer } from "../../../support/server/test_server.ts";

/** Names of the same length: it must not be the name that makes a difference. */
const [TAKEN, ENDED, ABSENT] = ["retro-1", "retro-2", "retro-3"];

Deno.test("the answers to a name that exists and one that does not are the same: bytes, headers and reads", async () => {
  const operations: string[] = [];
  const kv = new WrappedDatabase(new MemoryDatabase(), (run, operation) => (operations.push(operation), run()));
  await using server = await TestServer.start({
    kv,
    signIn: { userHeader: "remote-user" },
    trustedProxies: ["10.0.0.1"],
    pages: { page: (name) => new Response(`the page ${name}`), respond: () => undefined },
  });
  using _kv = kv;
  const person = async (name: string) => {
    const client = await AccountClient.create(server);
    Object.assign(client, { remote: "10.0.0.1", headers: { "remote-user": name } });
    await client.outcome("/api/account/sign-in/proxy", { method: "POST" });
    return client;
  };
  const [ada, bo, stranger] = [await person("ada"), await person("bo"), await AccountClient.create(server)];
  for (const name of [TAKEN, ENDED]) {
    const { id, links } = await server.createBoard();
    assert.equal(await ada.outcome("/api/account/names", { json: { slug: links.owner, name } }), "200");
    if (name === TAKEN) continue;
    await ada.outcome(`/api/boards/${links.owner}/people`, { json: { name: "bo", role: "viewer" } });
    await bo.json("/api/account/boards", { json: { boards: [] } });
    await bo.outcome(`/api/account/boards/${id}`, { method: "DELETE" });
  }

  const look = async (client: AccountClient, path: string, method: string) => {
    operations.length = 0;
    const response = await client.ask(path, { method });
    const body = await response.text();
    const headers = [...response.headers].filter(([name]) => name !== "date");
    return { status: response.status, body, headers, work: operations.join(" ") };
  };
  for (const client of [bo, stranger]) {
    for (const [method, path] of [["GET", "/docs/NAME"], ["POST", "/api/account/names/NAME/open"]]) {
      const answers = [];
      for (const name of [ABSENT, TAKEN, ENDED, TAKEN, ABSENT]) {
        answers.push(await look(client, path.replace("NAME", name), method));
      }
      for (const answer of answers) assert.deepEqual(answer, answers[0], `${method} ${path}`);
    }
  }
  const { status, work } = await look(bo, `/api/account/names/${ABSENT}/open`, "POST");
  assert.deepEqual([status, work.includes("get")], [404, true]);
  const opened = await ada.outcome(`/api/account/names/${TAKEN}/open`, { method: "POST" });
  assert.equal(opened, "201", "for the owner who gave the name");
});
