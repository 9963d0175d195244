import assert from "node:assert/strict";
import { PostgresDatabase } from "../../../server/database/postgres_database.ts";
import type { Database, NotificationListener, Notifications } from "../../../server/database/database.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { LiveInstances } from "../../../server/instances/live_instances.ts";
import { PgNotices } from "../../../server/bus/pg_notices.ts";
import { StoredNotices } from "../../../server/bus/stored_notices.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { BusInstance } from "../../support/server/buses.ts";
import { NO_POOLER, Pooler } from "../../support/store/pooler.ts";
import { postgresOfFile } from "../../support/store/database_kinds.ts";
import { until } from "../../support/until.ts";

/** Notices on notifications that a test delivers by hand. */
class ByHand {
  readonly clock = new FakeClock();
  readonly events: string[] = [];
  readonly notices: PgNotices;
  notify: (text: string) => Promise<void> = () => Promise.resolve();
  listener!: NotificationListener;
  isListening = true;
  restarts = 0;

  constructor() {
    const { clock } = this;
    const log = (_level: string, event: string) => void this.events.push(event);
    const database = new MemoryDatabase();
    const live = new LiveInstances(database, { clock, log });
    const fallback = new StoredNotices(database, { live, clock });
    this.notices = new PgNotices(this.#notifications(), { fallback, live, clock, log });
    this.notices.listen({ notice() {}, gap() {} });
  }

  /** LISTEN stands. */
  listening(): void {
    this.isListening = true;
    this.listener.listening();
  }

  #notifications(): Notifications {
    const isListening = () => this.isListening;
    const restart = () => void this.restarts++;
    return {
      notify: (text) => this.notify(text),
      listen: (listener) => {
        this.listener = listener;
        return {
          get isListening() {
            return isListening();
          },
          restart,
          close() {},
        };
      },
    };
  }
}

Deno.test("a notice that is heard before the database answers, or that it does not take, leaves no timer", async () => {
  const hand = new ByHand();
  const { clock, notices } = hand;
  hand.notify = (text) => Promise.resolve(hand.listener.hear(text));
  await notices.send(new Uint8Array([1]));
  assert.equal(clock.pending, 0);
  hand.notify = () => Promise.reject(new Error("gone"));
  await assert.rejects(notices.send(new Uint8Array([2])), /gone/);
  assert.equal(clock.pending, 0);
  hand.notify = () => Promise.resolve();
  await notices.send(new Uint8Array([3]));
  assert.equal(clock.pending, 1, "a notice that was not heard is waited for");
  notices.close();
  assert.equal(clock.pending, 0);
});

Deno.test("an instance is deaf only if it hears nothing while it listens, however long that takes to begin", async () => {
  const hand = new ByHand();
  hand.isListening = false;
  await hand.notices.send(new Uint8Array([1]));
  await hand.clock.passSlowly(60_000, { step: 500 });
  assert.deepEqual(hand.events, []);
  // The first notice was sent just before; only the one that is sent now is waited for.
  hand.listening();
  await hand.clock.passSlowly(1_900, { step: 100 });
  assert.deepEqual(hand.events, []);
  await hand.clock.passSlowly(200, { step: 100 });
  assert.deepEqual(hand.events, ["no notifications"]);
  hand.notices.close();
});

Deno.test("a connection that is being opened again is not replaced by an earlier notice that was not heard", async () => {
  const hand = new ByHand();
  hand.notify = (text) => Promise.resolve(hand.listener.hear(text));
  await hand.notices.send(new Uint8Array([1]));
  hand.notify = () => Promise.resolve();
  await hand.notices.send(new Uint8Array([2]));
  hand.isListening = false;
  await hand.clock.passSlowly(1_900, { step: 100 });
  hand.notify = (text) => Promise.resolve(hand.listener.hear(text));
  hand.listening();
  await hand.clock.passSlowly(10_000, { step: 500 });
  assert.equal(hand.restarts, 0);
  hand.notify = () => Promise.resolve();
  await hand.notices.send(new Uint8Array([3]));
  await hand.clock.passSlowly(2_100, { step: 100 });
  assert.equal(hand.restarts, 1, "one that listens and hears nothing is replaced");
  hand.notices.close();
});

const postgres = await postgresOfFile();

/** Two instances with connections of their own, on one board. */
class Pair implements AsyncDisposable {
  readonly instances: BusInstance[] = [];
  readonly heard: string[] = [];
  readonly #databases: PostgresDatabase[] = [];

  static async open(url: string): Promise<Pair> {
    const pair = new Pair();
    for (let i = 0; i < 2; i++) {
      const database = await PostgresDatabase.open(url);
      pair.#databases.push(database);
      const instance = new BusInstance(counted(database, pair));
      pair.instances.push(instance);
      await instance.live.start();
    }
    const [a, b] = pair.instances;
    a.bus.subscribe("x", {});
    b.bus.subscribe("x", { message: (bytes) => void pair.heard.push(new TextDecoder().decode(bytes)) });
    await until("both know", () => pair.instances.every(({ bus }) => bus.others("x").size === 1));
    return pair;
  }

  notified = 0;

  async untilHeard(text: string): Promise<void> {
    await until(`${text} is heard`, () => {
      this.instances[0].bus.send("x", new TextEncoder().encode(text));
      return this.heard.includes(text);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const instance of this.instances) instance.close();
    for (const database of this.#databases) database.close();
    await Promise.all(this.#databases.map((database) => database.ended));
  }
}

/** Counts notifications. */
function counted(database: PostgresDatabase, counts: { notified: number }): Database {
  const { notifications } = database;
  const notify = (text: string) => {
    counts.notified++;
    return notifications.notify(text);
  };
  return new Proxy(database, {
    get: (target, name) => {
      if (name === "notifications") return { ...notifications, notify };
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const test = (name: string, run: (url: string) => Promise<void>) =>
  Deno.test({ name, ignore: postgres === undefined, fn: () => run(postgres!.emptyUrl()) });

test("an instance that is alone sends one notification, to itself", async (url) => {
  const database = await PostgresDatabase.open(url);
  const counts = { notified: 0 };
  const instance = new BusInstance(counted(database, counts));
  instance.bus.subscribe("x", {});
  await until("it listens", () => counts.notified === 1);
  for (let seq = 1; seq < 50; seq++) {
    instance.bus.publish("x", seq);
    instance.bus.send("x", new Uint8Array(10));
    await database.get(["x"]);
  }
  assert.equal(counts.notified, 1);
  instance.close();
  database.close();
  await database.ended;
});

test("everything that is sent within a tick is one notification", async (url) => {
  await using pair = await Pair.open(url);
  const before = pair.notified;
  for (let seq = 1; seq <= 100; seq++) pair.instances[0].bus.publish("x", seq);
  for (let i = 0; i < 20; i++) pair.instances[0].bus.send("x", new TextEncoder().encode(`${i}`));
  await until("all are heard", () => pair.heard.length === 20);
  // The heartbeat may send one more.
  assert.ok(pair.notified - before <= 2, `${pair.notified - before}`);
});

test("listening begins again when PostgreSQL cuts the connection, and after a restart", async (url) => {
  await using pair = await Pair.open(url);
  await pair.untilHeard("before");
  await postgres!.run("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
  await pair.untilHeard("cut");
  await postgres!.kill();
  await postgres!.start();
  await pair.untilHeard("restarted");
  assert.ok(!pair.instances.some(({ events }) => events.includes("no notifications")));
});

test("instances in other schemas of the same database hear nothing", async (url) => {
  await using pair = await Pair.open(url);
  await using other = await Pair.open(postgres!.emptyUrl());
  await pair.untilHeard("1");
  await other.untilHeard("2");
  assert.ok(!other.heard.includes("1"));
  assert.ok(pair.instances.every(({ live }) => live.others.size === 1));
});

Deno.test({
  name: "behind a pooler instances hear of each other more slowly, and say so in one line",
  ignore: postgres === undefined || NO_POOLER !== false,
  fn: async () => {
    await postgres!.run("create database boards");
    await using pooler = await Pooler.start(postgres!.url("boards"));
    await using pair = await Pair.open(pooler.url);
    await pair.untilHeard("1");
    for (const { events } of pair.instances) assert.deepEqual(events, ["no notifications"]);
  },
});
