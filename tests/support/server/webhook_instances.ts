import assert from "node:assert/strict";
import { Commit, type Database } from "../../../server/database/database.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import type { WebhookType } from "../../../board/wire/webhook_types.ts";
import type { DomainEvent } from "../../../server/events/events.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { Webhooks, type WebhooksConfig } from "../../../server/webhooks/webhooks.ts";
import { WrappedDatabase } from "../../../server/database/wrapped_database.ts";
import { FakeClock } from "../fake_clock.ts";
import type { DatabaseKind } from "../store/database_kinds.ts";
import { ScriptedTarget, SECRET_BYTES } from "./webhook_receivers.ts";

export const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
const NOON = Date.UTC(2026, 10, 29, 12);
const OPERATOR_URL = "https://operator.example.org/";
export const OPERATORS: WebhooksConfig = { operator: { url: OPERATOR_URL, secrets: [SECRET_BYTES] }, owners: false };
export const OWNERS: WebhooksConfig = { owners: true };

/** An instance with webhooks, whose receivers are scripted. */
export class WebhookInstance {
  readonly id = crypto.randomUUID();
  readonly operator = new ScriptedTarget();
  readonly owner = new ScriptedTarget();
  readonly logged: string[] = [];
  readonly webhooks: Webhooks;
  readonly events: LocalEvents;
  /** The other instances that live, as far as this one knows. */
  readonly living: Set<string>;
  readonly #database: Database;
  readonly #clock: FakeClock;

  constructor(database: Database, clock: FakeClock, config: WebhooksConfig, others: Set<string>) {
    const { operator, owner } = this;
    this.living = others;
    others.add(this.id);
    this.webhooks = new Webhooks(database, config, {
      clock,
      targets: { operator, owner },
      today: () => NOON + clock.now(),
      live: { id: this.id, others, isBeating: true },
      log: (level, event) => void (level !== "debug" && this.logged.push(event)),
    });
    [this.#database, this.#clock] = [database, clock];
    this.events = new LocalEvents({ outbox: this.webhooks.add });
    this.events.subscribe((event) => this.webhooks.heard(event));
    this.webhooks.start();
  }

  /** Events that are committed together. */
  async commit(...events: DomainEvent[]): Promise<void> {
    await this.events.commit(this.#database, new Commit(), events);
  }

  /** Registers a webhook of a board. Its receiver returns the challenge. @returns its id */
  async register(board: string, url: string, events?: readonly WebhookType[]): Promise<string> {
    const { answer } = this.owner;
    this.owner.answer = ({ told }) => ({ status: 200, text: JSON.stringify(told.data) });
    const made = await this.webhooks.owners!.add(board, url, events);
    assert.ok(typeof made === "object", String(made));
    this.owner.answer = answer;
    this.owner.take();
    return made.id;
  }

  async close(): Promise<void> {
    const stopped = this.webhooks.stop();
    await this.#clock.passSlowly(2 * SECOND, { step: 100 });
    await stopped;
    await this.webhooks.flush();
    this.webhooks.close();
  }
}

export interface WebhookWorld {
  readonly database: Database;
  readonly clock: FakeClock;
  pass(ms: number): Promise<void>;
  instance(config?: WebhooksConfig): WebhookInstance;
}

/** A test with a database in memory and a fake clock, whose instances end with it. */
export function webhookTest(name: string, run: (world: WebhookWorld) => Promise<void>): void {
  Deno.test(name, async () => {
    const clock = new FakeClock();
    using database = new MemoryDatabase({ now: () => NOON + clock.now() });
    const pass = (ms: number) => clock.passSlowly(ms, { step: Math.max(100, ms / 2_000) });
    await runWorld(run, { database, clock, pass });
  });
}

/** The same test in memory and on each of these databases, whose operations take no time of the fake clock. */
export function storedWebhookTests(kinds: readonly DatabaseKind[]): typeof webhookTest {
  return (name, run) => {
    webhookTest(name, run);
    for (const kind of kinds) {
      Deno.test({ name: `${kind.name}: ${name}`, ignore: kind.ignore, fn: () => runStored(kind, run) });
    }
  };
}

async function runStored(kind: DatabaseKind, run: (world: WebhookWorld) => Promise<void>): Promise<void> {
  await using opened = await kind.open();
  const clock = new FakeClock();
  const running = new Set<Promise<unknown>>();
  const database = new WrappedDatabase(opened.database, (operate) => {
    const operation = operate().finally(() => running.delete(operation));
    running.add(operation);
    return operation;
  });
  const pass = async (ms: number) => {
    const step = Math.max(100, ms / 200);
    for (let passed = 0; passed < ms; passed += step) {
      clock.pass(Math.min(step, ms - passed));
      do {
        await Promise.allSettled(running);
        await new Promise((resolve) => setImmediate(resolve));
      } while (running.size > 0);
    }
  };
  await runWorld(run, { database, clock, pass });
}

async function runWorld(
  run: (world: WebhookWorld) => Promise<void>,
  { database, clock, pass }: Omit<WebhookWorld, "instance"> & { readonly clock: FakeClock },
): Promise<void> {
  const instances: WebhookInstance[] = [];
  const living = new Set<string>();
  await run({
    database,
    clock,
    pass,
    instance: (config = OPERATORS) => {
      const instance = new WebhookInstance(database, clock, config, living);
      instances.push(instance);
      return instance;
    },
  });
  for (const instance of instances) await instance.close();
}

export const created = (board: string): DomainEvent => ({ type: "board created", board });
export const linked = (board: string, link: string): DomainEvent => ({ type: "link created", board, link });

/** The first parts of the keys of webhooks that exist, without those of their logs. */
export async function keysLeft(database: Database): Promise<string[]> {
  const all = await database.list({ start: ["webhook"], end: ["webhook_zzz"] }, { limit: 500 });
  return all.map(({ key }) => String(key[0])).filter((name) => name !== "webhook_log" && name !== "webhook_news");
}
