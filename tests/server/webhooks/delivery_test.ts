import assert from "node:assert/strict";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import type { DomainEvent } from "../../../server/events/events.ts";
import { OPERATOR } from "../../../server/webhooks/delivery.ts";
import { LEASE_MS } from "../../../server/webhooks/delivery_queue.ts";
import { CHANGED_GRACE_MS, CHANGED_MS } from "../../../server/webhooks/outbox.ts";
import {
  created,
  HOUR,
  keysLeft,
  linked,
  MINUTE,
  OPERATORS,
  SECOND,
  storedWebhookTests,
  WebhookInstance,
  webhookTest,
} from "../../support/server/webhook_instances.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";

const test = storedWebhookTests(await databaseKinds());

// Five days, with a look each five seconds.
webhookTest(
  "a message is tried at the times of Standard Webhooks, unchanged, and then given up",
  async ({ database, pass, clock, instance }) => {
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
  },
);

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
  await database.commit(new Commit().set(["x"], 1));
  const conflicting = new Commit().check({ key: ["x"], version: null });
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

test("a call of the platform delivers what waits before it ends", async ({ pass, instance }) => {
  const one = instance();
  one.operator.answer = () => ({ status: 500 });
  await one.commit(created("b"), linked("b", "1"));
  await pass(SECOND);
  one.operator.take();
  one.operator.answer = () => ({ status: 200 });
  await one.webhooks.deliver();
  assert.deepEqual(one.operator.take(), [], "it is not due");
  await one.commit(created("c"));
  await one.webhooks.deliver();
  assert.equal(one.operator.take().length, 0, "its receiver has a pause");
  await pass(6 * SECOND);
  assert.equal(one.operator.take().length, 3);
  await one.commit(created("d"));
  await one.webhooks.deliver();
  assert.deepEqual(one.operator.take().map(({ told }) => told.data.board), ["d"]);
});

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
