import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import type { DomainEvent } from "../../../server/events/events.ts";
import { OPERATOR } from "../../../server/webhooks/delivery.ts";
import { DeliveryLog, LOG_MAX } from "../../../server/webhooks/delivery_log.ts";
import { LEASE_MS } from "../../../server/webhooks/delivery_queue.ts";
import { CHANGED_GRACE_MS, CHANGED_MS } from "../../../server/webhooks/outbox.ts";
import {
  created,
  HOUR,
  keysLeft,
  linked,
  MINUTE,
  OPERATORS,
  OWNERS,
  SECOND,
  WebhookInstance,
  webhookTest as test,
} from "../../support/server/webhook_instances.ts";

test("a message is tried at the times of Standard Webhooks, unchanged, and then given up", async ({ database, pass, clock, instance }) => {
  const one = instance();
  const times: number[] = [];
  one.operator.answer = () => {
    times.push(clock.now());
    return { status: 500 };
  };
  await one.commit(created("b"));
  const delays = [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)];
  for (const [i, delay] of delays.entries()) {
    // The fake clock moves in steps of a thousandth.
    await pass(delay * 1.002 + SECOND / 2);
    assert.equal(times.length, i + 1, `attempt ${i + 1}`);
    assert.ok(i === 0 || times[i] - times[i - 1] >= delay, `attempt ${i + 1}`);
  }
  await pass(48 * HOUR);
  assert.equal(times.length, delays.length);
  const messages = one.operator.take().map(({ id, told }) => JSON.stringify({ id, told }));
  assert.equal(new Set(messages).size, 1);
  assert.deepEqual(new Set(one.logged), new Set(["webhook failed", "webhook given up"]));
  assert.deepEqual(await keysLeft(database), ["webhook_numbers"]);
});

test("a receiver that answers 410 gets nothing more, also later", async ({ database, pass, instance }) => {
  const one = instance();
  one.operator.answer = () => ({ status: 410 });
  await one.commit(created("a"), linked("a", "1"));
  await pass(MINUTE);
  assert.ok(one.operator.take().length <= 2);
  await one.commit(created("b"));
  await pass(HOUR);
  assert.deepEqual(one.operator.take(), []);
  assert.deepEqual(await keysLeft(database), ["webhook_numbers", "webhook_numbers", "webhook_queues"]);
});

test("`retry-after` delays the next attempt, and a redirect is a failure", async ({ pass, instance }) => {
  const one = instance();
  one.operator.answer = () => ({ status: 302, retryAfter: "40" });
  await one.commit(created("a"));
  await pass(39 * SECOND);
  assert.equal(one.operator.take().length, 1);
  one.operator.answer = () => ({ status: 200 });
  await pass(3 * SECOND);
  assert.equal(one.operator.take().length, 1);
  await pass(HOUR);
  assert.equal(one.operator.take().length, 0);
});

test("an attempt without an answer ends after 15 s", async ({ pass, instance }) => {
  const one = instance();
  one.operator.answer = () => new Promise(() => {});
  await one.commit(created("a"));
  await pass(14 * SECOND);
  assert.deepEqual(one.logged, []);
  await pass(2 * SECOND);
  assert.deepEqual(one.logged, ["webhook failed"]);
});

test("messages are numbered for each board without gaps and come in their order", async ({ pass, instance }) => {
  const one = instance();
  for (let i = 0; i < 300; i++) await one.commit(linked(i % 3 === 0 ? "a" : "b", String(i)));
  await pass(30 * SECOND);
  const told = one.operator.take().map(({ told }) => told.data);
  for (const [board, count] of [["a", 100], ["b", 200]] as const) {
    const numbers = told.filter((data) => data.board === board).map(({ number }) => number);
    assert.deepEqual(numbers, Array.from({ length: count }, (_, i) => i + 1));
  }
});

test("changes of a board are told at most once a minute, with the newest number", async ({ database, clock, pass, instance }) => {
  const one = instance();
  const times: number[] = [];
  one.operator.answer = () => (times.push(clock.now()), { status: 200 });
  for (let seq = 1; seq <= 600; seq++) {
    const commit = new Commit().set(KEY.head("b"), { seq });
    await one.events.commit(database, commit, [{ type: "board changed", board: "b", seq }]);
    await pass(SECOND);
  }
  await pass(CHANGED_MS + CHANGED_GRACE_MS);
  const told = one.operator.take();
  assert.ok(told.length >= 10 && told.length <= 11, `${told.length} messages`);
  times.forEach((time, i) => i > 0 && assert.ok(time - times[i - 1] >= CHANGED_MS - 200, `${time - times[i - 1]} ms`));
  assert.deepEqual(told.at(-1)!.told.data, { board: "b", number: told.length, entry: 600 });
});

test("a commit that fails tells nothing, and its event is told when it is retried", async ({ database, pass, instance }) => {
  const one = instance();
  const conflicting = new Commit().check({ key: ["x"], version: "none" });
  const change: DomainEvent = { type: "board changed", board: "b", seq: 1 };
  assert.equal(await one.events.commit(database, conflicting, [change, created("b")]), undefined);
  await pass(2 * MINUTE);
  assert.deepEqual(one.operator.take(), []);
  await one.commit(change, created("b"));
  await pass(2 * MINUTE);
  assert.deepEqual(one.operator.take().map(({ told }) => told.type), ["board.created", "board.changed"]);
});

test("a board is occupied once and vacated 30 s after the last person left", async ({ database, pass, instance }) => {
  const one = instance();
  const person = (type: "person joined" | "person left") => one.events.publish({ type, board: "b", link: "l" });
  const types = () => one.operator.take().map(({ told }) => `${told.type} ${told.data.people ?? ""}`.trim());
  person("person joined");
  person("person joined");
  await pass(SECOND);
  assert.deepEqual(types(), ["board.occupied", "person.joined 1", "person.joined 2"]);
  person("person left");
  person("person left");
  await pass(20 * SECOND);
  person("person joined");
  await pass(MINUTE);
  assert.deepEqual(types(), ["person.left 1", "person.left 0", "person.joined 1"]);
  person("person left");
  await pass(29 * SECOND);
  assert.deepEqual(types(), ["person.left 0"]);
  await pass(2 * SECOND);
  assert.deepEqual(types(), ["board.vacated"]);
  assert.deepEqual(await keysLeft(database), ["webhook_numbers"]);
});

test("an instance that is killed leaves no board occupied", async ({ database, clock, pass, instance }) => {
  const killed = new WebhookInstance(database, clock, OPERATORS, new Set());
  killed.events.publish({ type: "person joined", board: "b", link: undefined });
  await pass(SECOND);
  assert.deepEqual(killed.operator.take().map(({ told }) => told.type), ["board.occupied", "person.joined"]);
  await killed.close();
  const next = instance();
  await pass(2 * MINUTE);
  assert.deepEqual(next.operator.take().map(({ told }) => told.type), ["board.vacated"]);
});

test("of two instances, one delivers each message", async ({ pass, instance }) => {
  const [a, b] = [instance(), instance()];
  for (let i = 0; i < 50; i++) await [a, b][i % 2].commit(linked("b", String(i)));
  await pass(MINUTE);
  const all = [...a.operator.take(), ...b.operator.take()];
  assert.deepEqual(all.map(({ told }) => told.data.number).sort((a, b) => Number(a) - Number(b)), numbers(50));
  assert.equal(new Set(all.map(({ id }) => id)).size, 50);
});

for (const isKnown of [true, false]) {
  const name = `after a kill, another instance delivers ${isKnown ? "at once" : "when the lease is over"}`;
  test(name, async ({ database, clock, pass, instance }) => {
    const killed = new WebhookInstance(database, clock, OPERATORS, new Set());
    killed.operator.answer = () => new Promise(() => {});
    await killed.commit(created("b"));
    await pass(SECOND);
    assert.equal(killed.operator.take().length, 1);
    const held = await database.get(KEY.webhookQueue(OPERATOR));
    await killed.close();
    // What a kill leaves: a lease that nobody gives back.
    await database.commit(new Commit().set(held.key, held.value));
    const other = instance();
    if (!isKnown) other.living.add(killed.id);
    await pass(LEASE_MS / 2);
    assert.equal(other.operator.received.length, isKnown ? 1 : 0);
    await pass(LEASE_MS);
    assert.deepEqual(other.operator.take().map(({ told }) => told.type), ["board.created"]);
  });
}

test("stopping breaks off an attempt after a second, and it is made again after the start", async ({ database, clock, pass, instance }) => {
  const one = new WebhookInstance(database, clock, OPERATORS, new Set());
  one.operator.answer = () => new Promise(() => {});
  await one.commit(created("b"));
  await pass(SECOND);
  await one.close();
  assert.deepEqual(one.logged, []);
  const next = instance();
  await pass(SECOND);
  assert.deepEqual(next.operator.take().map(({ id }) => id), one.operator.take().map(({ id }) => id));
});

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
