import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { ScriptedTarget, type Told } from "../../support/server/webhook_receivers.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";
import { DISGUISED_PAYLOADS } from "../../support/browser/payloads.ts";

const URL = "https://hooks.example.org/path?token=1";

// deno-lint-ignore no-explicit-any
type Answer = { status: number; body: any };

async function board(target: ScriptedTarget, server: TestServer) {
  const { id, links } = await server.createBoard();
  const ask = async (method: string, path = "", body?: unknown, slug = links.owner): Promise<Answer> => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${server.origin}/api/boards/${slug}/webhooks${path}`, init);
    return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
  };
  target.answer = ({ told }) => ({ status: 200, text: JSON.stringify({ challenge: told.data.challenge }) });
  return { id, links, ask };
}

const start = (target: ScriptedTarget) =>
  TestServer.start({ webhooks: { owners: true }, webhookTargets: { owner: target } });

Deno.test("an owner registers a webhook, whose receiver returns a challenge, and gets messages of that board", async () => {
  const target = new ScriptedTarget();
  await using server = await start(target);
  const { id, links, ask } = await board(target, server);
  const made = await ask("POST", "", { url: URL });
  assert.equal(made.status, 201);
  const { secret } = made.body;
  assert.deepEqual(Object.keys(target.take()[0].told.data), ["board", "challenge"]);
  const listed = await ask("GET");
  assert.deepEqual(listed.body.webhooks.map(({ created: _, ...one }: { created: number }) => one), [
    { id: made.body.id, url: URL, waiting: 0, isEnded: false, isPaused: false },
  ]);
  assert.ok(!JSON.stringify(listed).includes(secret));

  await server.createBoard();
  await fetch(`${server.origin}/api/boards/${links.owner}/links`, { method: "POST", body: '{"role":"viewer"}' })
    .then((response) => response.body?.cancel());
  await until("the message has come", () => target.received.length > 0);
  const [{ told, headers }] = target.take();
  assert.deepEqual([told.type, told.data.board], ["link.created", id]);
  assert.deepEqual(new Webhook(secret).verify(JSON.stringify(told), { ...headers }), told);
  await until("the result is listed", async () => (await ask("GET")).body.webhooks[0].last !== undefined);
  const [{ last }] = (await ask("GET")).body.webhooks;
  assert.deepEqual([last.type, last.isDelivered, last.status], ["link.created", true, 200]);

  target.answer = () => ({ status: 500 });
  assert.deepEqual(await ask("POST", `/${made.body.id}/test`), {
    status: 200,
    body: { isDelivered: false, status: 500 },
  });
  assert.equal(target.take()[0].told.type, "webhook.test");
  const renewed = await ask("POST", `/${made.body.id}/secret`);
  assert.notEqual(renewed.body.secret, secret);
  await ask("POST", `/${made.body.id}/test`);
  // Both secrets sign for a day.
  assert.equal(target.take()[0].signature.split(" ").length, 2);
  assert.equal((await ask("DELETE", `/${made.body.id}`)).status, 204);
  assert.equal((await ask("DELETE", `/${made.body.id}`)).body.code, "noSuchWebhook");
  assert.deepEqual((await ask("GET")).body, { webhooks: [] });
});

Deno.test("an owner chooses events, pauses a webhook and lets it go on, and sees what was delivered", async () => {
  const target = new ScriptedTarget();
  await using server = await start(target);
  const { links, ask } = await board(target, server);
  const makeLink = async () => {
    const response = await fetch(`${server.origin}/api/boards/${links.owner}/links`, {
      method: "POST",
      body: '{"role":"viewer"}',
    });
    return (await response.json()).id as string;
  };
  const { body: { id } } = await ask("POST", "", { url: URL, events: ["link.revoked", "board.changed"] });
  const [first] = (await ask("GET")).body.webhooks;
  assert.deepEqual(first.events, ["board.changed", "link.revoked"]);
  target.take();
  const made = await makeLink();
  await fetch(`${server.origin}/api/boards/${links.owner}/links/${made}`, { method: "DELETE" });
  await until("the message has come", () => target.received.length > 0);
  assert.deepEqual(target.take().map(({ told }) => told.type), ["link.revoked"]);
  const types = async () => (await ask("GET", `/${id}/deliveries`)).body.deliveries.map((one: Told) => one.type);
  await until("the delivery is listed", async () => (await types()).length > 0);

  assert.equal((await ask("PATCH", `/${id}`, { isPaused: true, events: null })).status, 204);
  const [paused] = (await ask("GET")).body.webhooks;
  assert.deepEqual([paused.isPaused, "events" in paused], [true, false]);
  await makeLink();
  await until("the message waits", async () => (await ask("GET")).body.webhooks[0].waiting === 1);
  assert.deepEqual(target.take(), []);
  assert.equal((await ask("PATCH", `/${id}`, { isPaused: false })).status, 204);
  await until("the message has come", () => target.received.length > 0);
  assert.deepEqual(target.take().map(({ told }) => told.type), ["link.created"]);
  await until("both are listed, newest first", async () => (await types()).join() === "link.created,link.revoked");

  const done = await (await fetch(`${server.origin}/api/boards/${links.owner}/moderation/done`)).json();
  const noted = done.entries.filter(({ action }: { action: string }) => action.endsWith("Webhook"));
  assert.deepEqual(noted.map(({ action, about }: never) => [action, about]), [
    ...["changeWebhook", "changeWebhook", "addWebhook"].map((action) => [action, "hooks.example.org"]),
  ]);

  for (const wishes of [{ events: [] }, { events: ["board.exploded"] }, { events: "all" }, { isPaused: "yes" }]) {
    assert.equal((await ask("PATCH", `/${id}`, wishes)).body.code, "badWebhook", JSON.stringify(wishes));
    assert.equal((await ask("POST", "", { url: URL, ...wishes })).body.code, "badWebhook", JSON.stringify(wishes));
  }
  assert.equal((await ask("PATCH", "/none", { isPaused: true })).body.code, "noSuchWebhook");
  assert.equal((await ask("GET", "/none/deliveries")).body.code, "noSuchWebhook");
});

Deno.test("only owners see and change webhooks", async () => {
  const target = new ScriptedTarget();
  await using server = await start(target);
  const { links, ask } = await board(target, server);
  const { body: { id } } = await ask("POST", "", { url: URL });
  const requests = [["GET", ""], ["POST", ""], ["PATCH", `/${id}`], ["DELETE", `/${id}`]];
  for (const path of ["secret", "test"]) requests.push(["POST", `/${id}/${path}`]);
  requests.push(["GET", `/${id}/deliveries`]);
  for (const slug of [links.editor, links.viewer, "x".repeat(22)]) {
    for (const [method, path] of requests) {
      const { status, body } = await ask(method, path, method.startsWith("P") ? { url: URL } : undefined, slug);
      assert.deepEqual([status, body.code], [404, "noSuchLink"], `${method} ${path}`);
    }
  }
  const other = await board(target, server);
  assert.equal((await other.ask("DELETE", `/${id}`)).body.code, "noSuchWebhook");
  assert.equal((await ask("GET")).body.webhooks.length, 1);
});

Deno.test("addresses that are not allowed, and receivers that do not agree, are refused", async () => {
  const target = new ScriptedTarget();
  await using server = await start(target);
  const { ask } = await board(target, server);
  const bad = ["", 1, "http://a.example.org/", "https://127.0.0.1/", "https://a.example.org:22/", "javascript:1"];
  for (const url of [...bad, ...DISGUISED_PAYLOADS]) {
    assert.equal((await ask("POST", "", { url })).body.code, "badWebhook", String(url));
    // Each try counts in the limit.
    server.admission.webhookRate.giveBack({ address: "127.0.0.1", network: "127.0.0.0/24" });
  }
  assert.deepEqual(target.take(), []);
});

Deno.test("a board has three webhooks at most, and tries are limited", async () => {
  const target = new ScriptedTarget();
  await using server = await start(target);
  const { ask } = await board(target, server);
  for (let i = 0; i < 3; i++) assert.equal((await ask("POST", "", { url: `${URL}${i}` })).status, 201);
  assert.equal((await ask("POST", "", { url: URL })).body.code, "tooManyWebhooks");
  await ask("DELETE", `/${(await ask("GET")).body.webhooks[0].id}`);
  const answers = [{ status: 200, text: "{}" }, { status: 200, text: "no" }, { status: 302 }, { status: 404 }];
  for (const answer of answers) {
    target.answer = () => answer;
    assert.equal((await ask("POST", "", { url: URL })).body.code, "webhookSilent");
  }
  assert.equal((await ask("GET")).body.webhooks.length, 2);
  const codes = [];
  for (let i = 0; i < 4; i++) codes.push((await ask("POST", "", { url: URL })).body.code);
  assert.ok(codes.includes("tooManyTries"), codes.join());
});

Deno.test("without WEBHOOKS=owners there are none", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const response = await fetch(`${server.origin}/api/boards/${links.owner}/webhooks`);
  assert.equal((await response.json()).code, "notFound");
});
