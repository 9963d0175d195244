import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { DeliveryLog, LOG_MAX } from "../../../server/webhooks/delivery_log.ts";
import {
  created,
  HOUR,
  keysLeft,
  linked,
  MINUTE,
  OWNERS,
  SECOND,
  storedWebhookTests,
} from "../../support/server/webhook_instances.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";

const test = storedWebhookTests(await databaseKinds());

test("boards without webhooks cause no message and leave nothing", async ({ database, pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  await one.commit(created("a"), linked("a", "1"), { type: "board changed", board: "a", seq: 1 });
  one.events.publish({ type: "person joined", board: "a", link: "1" });
  await pass(2 * MINUTE);
  assert.deepEqual(await database.list({ prefix: [] }, { limit: 10 }), []);
});

test("receivers that do not answer delay nobody else", async ({ pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  for (let i = 0; i < 30; i++) await one.register(`slow.${i}`, `https://slow-${i}.example.org/`);
  await one.register("good", "https://good.example.org/");
  one.owner.answer = ({ url }) => url.includes("slow") ? new Promise(() => {}) : { status: 200 };
  for (let i = 0; i < 30; i++) await one.commit(linked(`slow.${i}`, "1"));
  // All have failed by now.
  await pass(2 * MINUTE);
  for (let i = 0; i < 30; i++) await one.commit(linked(`slow.${i}`, "2"));
  await pass(5 * SECOND);
  one.owner.take();
  await one.commit(linked("good", "1"));
  await pass(SECOND);
  assert.deepEqual(one.owner.take().filter(({ url }) => url.includes("good")).map(({ told }) => told.type), [
    "link.created",
  ]);
});

test("an owner's webhook gets a message a second on average", async ({ pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  await one.register("b", "https://hooks.example.org/");
  for (let i = 0; i < 200; i++) await one.commit(linked("b", String(i)));
  await pass(MINUTE);
  const first = one.owner.take();
  assert.ok(first.length > 50 && first.length <= 70, `${first.length}`);
  await pass(3 * MINUTE);
  const all = [...first, ...one.owner.take()];
  assert.deepEqual(all.map(({ told }) => told.data.number), numbers(200));
});

test("a deleted board's webhooks learn of it and are forgotten", async ({ database, pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  await one.register("b", "https://hooks.example.org/");
  await one.commit(linked("b", "1"));
  await pass(SECOND);
  const commit = new Commit().set(KEY.deletion("b"), true).delete(KEY.webhookBoard("b")).delete(KEY.webhookNumber("b"));
  await one.events.commit(database, commit, [{ type: "board deleted", board: "b" }]);
  await database.commit(new Commit().delete(KEY.webhooks("b")));
  one.events.publish({ type: "person left", board: "b", link: "1" });
  await pass(5 * MINUTE);
  assert.deepEqual(one.owner.take().map(({ told }) => told.data), [
    { board: "b", number: 1, link: "1" },
    { board: "b", number: 2 },
  ]);
  assert.deepEqual(await keysLeft(database), []);
  assert.deepEqual(await database.list({ prefix: ["webhook_log"] }, { limit: 10 }), []);
});

test("a webhook that its owner removed gets nothing more, and leaves nothing", async ({ database, pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  await one.register("b", "https://hooks.example.org/");
  one.owner.answer = () => ({ status: 500 });
  await one.commit(linked("b", "1"));
  await pass(SECOND);
  const [{ id, last, waiting }] = await one.webhooks.owners!.list("b");
  assert.deepEqual([last?.status, last?.type, waiting], [500, "link.created", 1]);
  assert.equal(await one.webhooks.owners!.remove("b", id), true);
  one.owner.take();
  await one.commit(linked("b", "2"));
  await pass(HOUR);
  assert.deepEqual(one.owner.take(), []);
  assert.deepEqual((await keysLeft(database)).filter((name) => name !== "webhook_numbers"), []);
});

test("an owner's webhook is told of the chosen events only, and of its end none, and leaves nothing", async ({ database, pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  await one.register("b", "https://hooks.example.org/", ["link.revoked"]);
  await one.commit(linked("b", "1"), { type: "link revoked", board: "b", link: "1" });
  await pass(SECOND);
  assert.deepEqual(one.owner.take().map(({ told }) => told.data.number), [2]);
  const commit = new Commit().set(KEY.deletion("b"), true).delete(KEY.webhookBoard("b")).delete(KEY.webhookNumber("b"));
  await one.events.commit(database, commit, [{ type: "board deleted", board: "b" }]);
  await database.commit(new Commit().delete(KEY.webhooks("b")));
  await pass(MINUTE);
  assert.deepEqual(one.owner.take(), []);
  assert.deepEqual(await keysLeft(database), []);
});

test("what happens while a webhook is paused comes when it goes on, in order", async ({ pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  const id = await one.register("b", "https://hooks.example.org/");
  await one.webhooks.owners!.change("b", id, { isPaused: true });
  for (let i = 0; i < 5; i++) await one.commit(linked("b", String(i)));
  await pass(3 * MINUTE);
  assert.deepEqual(one.owner.take(), []);
  await one.webhooks.owners!.change("b", id, { isPaused: false });
  await pass(SECOND);
  assert.deepEqual(one.owner.take().map(({ told }) => told.data.number), numbers(5));
});

test("the log of deliveries has the newest attempts, and a bound", async ({ database, pass, instance }) => {
  const one = instance(OWNERS);
  await pass(SECOND);
  await one.register("b", "https://hooks.example.org/");
  const count = LOG_MAX.owner + 20;
  for (let i = 0; i < count; i++) await one.commit(linked("b", String(i)));
  await pass(3 * MINUTE);
  const [{ id }] = await one.webhooks.owners!.list("b");
  const log = await new DeliveryLog(database).list(`b.${id}`);
  assert.deepEqual(log.map(({ message }) => message.data.number), numbers(count).slice(20));
  assert.ok(log.every(({ isDelivered, status }) => isDelivered && status === 200));
});

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
