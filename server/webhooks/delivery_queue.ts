import { Commit, type Database, entries, type Entry, type MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import {
  type Delivery,
  isDelivered,
  isEnded,
  type Outcome,
  pauseAfter,
  type QueueState,
  retryDelay,
} from "./delivery.ts";
import { type Attempt, attemptOf, DeliveryLog } from "./delivery_log.ts";

/** A lease is valid for this long, ms: longer than an attempt, for an instance that lives and delivers nothing. */
export const LEASE_MS = 60_000;
const DELETES_PER_COMMIT = 400;

export interface DeliveryQueueOptions {
  readonly instance: string;
  /** Whether another instance lives. Leases of those that do not are ignored. */
  readonly isAlive: (instance: string) => boolean;
  readonly today: () => number;
}

/** A webhook that this process delivers to, and the state that it read last. */
export interface Leased {
  readonly webhook: string;
  readonly state: QueueState;
}

/** The queues of all webhooks. A lease decides which instance delivers to a webhook. */
export class DeliveryQueue {
  readonly log: DeliveryLog;
  readonly #database: Database;
  readonly #instance: string;
  readonly #isAlive: (instance: string) => boolean;
  readonly #today: () => number;

  constructor(database: Database, { instance, isAlive, today }: DeliveryQueueOptions) {
    this.#database = database;
    this.log = new DeliveryLog(database);
    [this.#instance, this.#isAlive, this.#today] = [instance, isAlive, today];
  }

  /** All webhooks for which something waits, in the order of their next attempts. */
  async waiting(): Promise<Leased[]> {
    const all: Leased[] = [];
    for await (const { key, value } of entries<QueueState>(this.#database, { prefix: KEY.webhookQueues() })) {
      if (value.waiting > 0 || value.next < Infinity) all.push({ webhook: String(key[1]), state: value });
    }
    return all.sort((a, b) => this.availableAt(a.state) - this.availableAt(b.state));
  }

  /** When this process may deliver, ms since 1970. */
  availableAt({ next, pausedUntil = 0, lease }: QueueState): number {
    const isHeld = lease !== undefined && (lease.instance === this.#instance || this.#isAlive(lease.instance));
    return Math.max(next, pausedUntil, isHeld ? lease.until : 0);
  }

  /** @returns undefined when it is not due, or another process delivers to it */
  async lease(webhook: string): Promise<Leased | undefined> {
    const entry = await this.#get(webhook);
    const now = this.#today();
    if (entry.value === null || this.availableAt(entry.value) > now) return undefined;
    const state = { ...entry.value, lease: { instance: this.#instance, until: now + LEASE_MS } };
    const commit = new Commit().check(entry).set(entry.key, state);
    return await this.#database.commit(commit) === undefined ? undefined : { webhook, state };
  }

  due(webhook: string, { limit }: { readonly limit: number }): Promise<Entry<Delivery>[]> {
    const start = KEY.webhookDeliveries(webhook);
    return this.#database.list<Delivery>({ start, end: [...start, this.#today() + 1] }, { limit });
  }

  /**
   * Notes what came of some attempts.
   *
   * @returns what was noted; undefined when the lease was lost
   */
  async finish(
    webhook: string,
    { url, done }: { readonly url: string; readonly done: readonly (readonly [Entry<Delivery>, Outcome])[] },
  ): Promise<readonly Attempt[] | undefined> {
    return await this.#change(webhook, async (commit, { lease: _, ...state }) => {
      const now = this.#today();
      const attempts: Attempt[] = [];
      let { waiting } = state;
      for (const [{ key, value: { message, attempts: before } }, outcome] of done) {
        const next = isDelivered(outcome) || isEnded(outcome) ? undefined : retryDelay(before + 1, outcome);
        commit.delete(key);
        if (next === undefined) waiting--;
        else {
          const later: Delivery = { message, attempts: before + 1 };
          commit.set(KEY.webhookDelivery(webhook, now + next, message.data.number as number, message.id), later);
        }
        attempts.push(attemptOf(message, {
          outcome,
          attempt: before + 1,
          at: now,
          ...(next !== undefined && { next: now + next }),
        }));
      }
      await this.log.add(commit, webhook, attempts);
      const ended = done.some(([, outcome]) => isEnded(outcome)) && { ended: url };
      const lease = { instance: this.#instance, until: now + LEASE_MS };
      const failed = done.filter(([, outcome]) => !isDelivered(outcome));
      const failures = failed.length === 0 ? 0 : state.failures + 1;
      const retryAfter = Math.max(0, ...failed.map(([, { retryAfter = 0 }]) => retryAfter));
      const paused = failures > 0 && { pausedUntil: now + pauseAfter(failures, { retryAfter }) };
      const after = { ...state, ...paused, ...ended, waiting: Math.max(0, waiting), failures, lease };
      return { state: after, result: attempts };
    });
  }

  /**
   * Ends the lease.
   *
   * @param options.pauseMs how long the webhook gets nothing, unless it has to wait longer after a failure
   */
  async release(webhook: string, { pauseMs = 0 } = {}): Promise<void> {
    await this.#change(webhook, async (commit, { lease: _, pausedUntil = 0, ...state }) => {
      const now = this.#today();
      const until = Math.max(pausedUntil, now + pauseMs);
      const paused = until > now && { pausedUntil: until };
      const [first] = await this.#database.list({ prefix: KEY.webhookDeliveries(webhook) }, { limit: 1 });
      if (first) return { state: { ...state, ...paused, next: first.key[2] as number }, result: true };
      const isOver = !paused && state.ended === undefined;
      if (isOver) commit.delete(KEY.webhookQueue(webhook));
      const next = paused ? until : Infinity;
      return { state: isOver ? undefined : { ...state, ...paused, waiting: 0, next }, result: true };
    });
  }

  /** Removes everything that waits for a webhook. With `forget`, also what is known of it. */
  async clear(webhook: string, { forget }: { readonly forget: boolean }): Promise<void> {
    const prefixes = [KEY.webhookDeliveries(webhook), ...(forget ? [KEY.webhookLog(webhook)] : [])];
    for (const prefix of prefixes) {
      for (;;) {
        const some = await this.#database.list({ prefix }, { limit: DELETES_PER_COMMIT });
        if (some.length === 0) break;
        const commit = new Commit();
        for (const { key } of some) commit.delete(key);
        await this.#database.commit(commit);
      }
    }
    if (!forget) return;
    await this.#database.commit(new Commit().delete(KEY.webhookLog(webhook)).delete(KEY.webhookQueue(webhook)));
  }

  /** Sends what waits for a webhook now, which its owner had paused. */
  async hurry(webhook: string): Promise<void> {
    for (;;) {
      const { key, value, version } = await this.#get(webhook);
      if (!value?.pausedUntil) return;
      const { pausedUntil: _, ...state } = value;
      if (await this.#database.commit(new Commit().check({ key, version }).set(key, state)) !== undefined) return;
    }
  }

  /** Lets a webhook receive again whose receiver had ended it. @returns false when it was not ended */
  async resume(webhook: string): Promise<boolean> {
    const { key, value, version } = await this.#get(webhook);
    if (value?.ended === undefined) return false;
    const commit = new Commit().check({ key, version }).delete(key);
    return await this.#database.commit(commit) !== undefined;
  }

  /** Sends a message again, at once. */
  async resend(webhook: string, message: Attempt["message"]): Promise<void> {
    const now = this.#today();
    for (;;) {
      const { key, value, version } = await this.#get(webhook);
      const { ended: _, ...before } = value ?? { waiting: 0, failures: 0 };
      const delivery: Delivery = { message, attempts: 0 };
      const commit = new Commit()
        .check({ key, version })
        .set(KEY.webhookDelivery(webhook, now, message.data.number as number, message.id), delivery)
        .set(key, { ...before, waiting: before.waiting + 1, next: now, pausedUntil: 0 } satisfies QueueState);
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  async state(webhook: string): Promise<QueueState | undefined> {
    return (await this.#get(webhook)).value ?? undefined;
  }

  #get(webhook: string): Promise<MaybeEntry<QueueState>> {
    return this.#database.get<QueueState>(KEY.webhookQueue(webhook));
  }

  /** Changes a state whose lease this process holds; again when new events came meanwhile. */
  async #change<T>(
    webhook: string,
    plan: (commit: Commit, state: QueueState) => Promise<{ state: QueueState | undefined; result: T }>,
  ): Promise<T | undefined> {
    for (;;) {
      const entry = await this.#get(webhook);
      if (entry.value?.lease?.instance !== this.#instance) return undefined;
      const commit = new Commit().check(entry);
      const { state, result } = await plan(commit, entry.value);
      if (state) commit.set(entry.key, state);
      if (await this.#database.commit(commit) !== undefined) return result;
    }
  }
}
