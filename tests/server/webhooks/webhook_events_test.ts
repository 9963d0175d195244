import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { InstancePair } from "../../support/server/instance_pair.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";
import { SECRET, SECRET_BYTES, WebhookReceiver } from "../../support/server/webhook_receivers.ts";

const random = seeded(14);

// deno-lint-ignore no-explicit-any
async function postJson(url: string, body: unknown): Promise<any> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  assert.equal(response.status, 201, url);
  return await response.json();
}

Deno.test("the operator's receiver learns of everything, and of no secret, name or content", async () => {
  await using receiver = new WebhookReceiver();
  const webhooks = { operator: { url: receiver.url, secrets: [SECRET_BYTES] }, owners: false };
  await using server = await TestServer.start({ webhooks });
  const { id: board, links } = await server.createBoard();
  const made = await receiver.until(4);
  assert.deepEqual(made.map(({ type }) => type), ["board.created", ...Array(3).fill("link.created")]);
  assert.deepEqual(made[0].data, { board, number: 1 });
  const owner = (await server.links.find(links.owner))!.id;
  assert.deepEqual(made[1].data, { board, number: 2, link: owner });

  const ann = await Peer.join(server.socketUrl(links.owner));
  const api = `${server.origin}/api/boards/${links.owner}`;
  const said = await postJson(`${api}/talk`, { kind: "post", text: "a word", name: "Ann" });
  const comment = await postJson(`${api}/talk`, { kind: "comment", text: "another word", place: { x: 1, y: 2 } });
  await postJson(`${api}/talk`, { kind: "resolve", of: comment.number });
  await postJson(`${api}/talk`, { kind: "react", of: said.number, emoji: "👍" });
  assert.deepEqual((await receiver.until(9)).slice(4).map(({ type, data }) => ({ type, ...data })), [
    { type: "board.occupied", board, number: 5 },
    { type: "person.joined", board, number: 6, link: owner, people: 1 },
    { type: "talk.posted", board, number: 7, event: 1 },
    { type: "talk.posted", board, number: 8, event: 2, thread: 2 },
    { type: "comment.resolved", board, number: 9, event: 3, thread: 2 },
  ]);
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
  const link = await postJson(`${api}/links`, { role: "viewer", label: "a label" });
  await (await fetch(`${api}/links/${link.id}`, { method: "DELETE" })).body?.cancel();
  await ann[Symbol.asyncDispose]();
  await receiver.until(12);
  await (await fetch(api, { method: "DELETE" })).body?.cancel();
  assert.deepEqual((await receiver.until(13)).slice(9).map(({ type, data }) => ({ type, ...data })), [
    { type: "link.created", board, number: 10, link: link.id },
    { type: "link.revoked", board, number: 11, link: link.id },
    { type: "person.left", board, number: 12, link: owner, people: 0 },
    { type: "board.deleted", board, number: 13 },
  ]);
  assert.deepEqual(receiver.problems, []);
  const all = JSON.stringify(receiver.received);
  for (const secret of [...Object.values(links), "word", "Ann", "label"]) assert.ok(!all.includes(secret), secret);
});

Deno.test("two instances on one database deliver each message once", async () => {
  await using receiver = new WebhookReceiver();
  using kv = await openDatabase(":memory:");
  const webhooks = { operator: { url: receiver.url, secrets: [SECRET_BYTES] }, owners: false };
  await using pair = await InstancePair.start(kv, { webhooks });
  const boards = await Promise.all(Array.from({ length: 20 }, (_, i) => [pair.a, pair.b][i % 2].createBoard()));
  const told = await receiver.until(80);
  assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 80);
  for (const { id } of boards) {
    const numbers = told.filter(({ data }) => data.board === id).map(({ data }) => Number(data.number));
    assert.deepEqual(numbers.sort(), [1, 2, 3, 4]);
  }
});

Deno.test("what was committed before a kill is delivered after it", async () => {
  await using receiver = new WebhookReceiver();
  await using server = await RealServer.start({ WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET });
  for (let kill = 1; kill <= 3; kill++) {
    const isNew = receiver.until(receiver.received.length + 1);
    const boards = [];
    for (let i = 0; i < 20; i++) boards.push(await server.createBoard());
    await isNew;
    await server.kill();
    await server.start();
    const wanted = boards.flatMap(({ id }) => [1, 2, 3, 4].map((number) => `${id} ${number}`));
    const told = () => new Set(receiver.received.map(({ told: { data } }) => `${data.board} ${data.number}`));
    await until("everything was delivered", () => new Set(wanted).isSubsetOf(told()));
  }
  assert.deepEqual(receiver.problems, []);
});
