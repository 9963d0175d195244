import type { Clock } from "../../board/clock.ts";
import type { Entry } from "../database/database.ts";
import type { Log } from "../process/log.ts";
import { type Delivery, isDelivered, isEnded, OPERATOR, type Outcome } from "./delivery.ts";
import type { Attempt } from "./delivery_log.ts";
import type { DeliveryQueue, Leased } from "./delivery_queue.ts";
import type { Receiver, Receivers } from "./receivers.ts";

/** Other instances may have left something to do: it is looked for this often, ms. */
export const POLL_MS = 5_000;
/** Pause between two looks, ms. Events that come meanwhile share one. */
const GAP_MS = 100;
/** Webhooks that are delivered to at the same time. */
const SLOTS = 16;
/** How many of these may be webhooks that have failed: however many are slow, others have room. */
const FAILED_SLOTS = 4;
/** Deliveries of one turn, and how many of them at the same time. */
const TURN = { operator: { count: 64, atOnce: 8 }, owner: { count: 10, atOnce: 1 } };
/** An owner's webhook gets one message in this time on average, ms. */
const OWNER_PACE_MS = 1_000;
/** A webhook that its owner has paused is looked at after this, ms, in case it goes on and nobody woke it. */
const PAUSED_MS = 60_000;
/** How long attempts may go on after the dispatcher was stopped, ms. */
const STOP_MS = 1_000;

export interface DispatcherOptions {
  readonly queue: DeliveryQueue;
  readonly receivers: Receivers;
  /** Reads what changed elsewhere, and fills the queues. @returns the time of the next event, ms since 1970 */
  readonly fill: () => Promise<number>;
  readonly clock: Clock;
  readonly today: () => number;
  readonly log: Log;
}

/** Delivers what is due: several webhooks at the same time, and to each in the order of the numbers. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** The webhooks that are delivered to now, and whether they have failed. */
  readonly #running = new Map<string, boolean>();
  readonly #turns = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #looking: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #due = Infinity;
  #lastLook = -Infinity;
  #isStopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Looks for something to do soon. */
  wake(): void {
    this.#lookIn(Math.max(0, this.#lastLook + GAP_MS - this.#options.clock.now()));
  }

  /** Delivers what is due, and resolves when that has ended. */
  async deliver(): Promise<void> {
    if (this.#isStopped) return;
    await (this.#looking ??= this.#look().finally(() => this.#looking = undefined));
    while (this.#turns.size > 0) await Promise.all(this.#turns);
  }

  /** Begins nothing more. Resolves when all attempts have ended: those that take long are broken off. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    const cancel = this.#options.clock.after(STOP_MS, () => this.#stop.abort());
    await this.#looking;
    await Promise.all(this.#turns);
    cancel();
  }

  #lookIn(ms: number): void {
    const { clock } = this.#options;
    const due = clock.now() + ms;
    if (this.#isStopped || due >= this.#due) return;
    this.#cancel?.();
    this.#due = due;
    this.#cancel = clock.after(ms, () => {
      this.#due = Infinity;
      // What came during a look may have been missed.
      if (this.#looking) void this.#looking.then(() => this.wake());
      else this.#looking = this.#look().finally(() => this.#looking = undefined);
    });
  }

  async #look(): Promise<void> {
    const { clock, today, log, fill, queue } = this.#options;
    this.#lastLook = clock.now();
    let next = POLL_MS;
    try {
      next = Math.min(next, await fill() - today());
      for (const leased of await queue.waiting()) {
        const wait = queue.availableAt(leased.state) - today();
        if (wait <= 0) this.#begin(leased);
        else next = Math.min(next, wait);
      }
    } catch (error) {
      if (!this.#isStopped) log("warn", "webhooks failed", { error });
    }
    this.#lookIn(Math.max(GAP_MS, next));
  }

  #begin({ webhook, state }: Leased): void {
    if (this.#isStopped || this.#running.has(webhook) || this.#running.size >= SLOTS) return;
    const hasFailed = state.failures > 0;
    if (hasFailed && [...this.#running.values()].filter(Boolean).length >= FAILED_SLOTS) return;
    this.#running.set(webhook, hasFailed);
    const turn = this.#turn(webhook)
      .catch((error) => void (this.#isStopped || this.#options.log("warn", "webhooks failed", { webhook, error })))
      .finally(() => {
        this.#running.delete(webhook);
        this.#turns.delete(turn);
        this.wake();
      });
    this.#turns.add(turn);
  }

  async #turn(webhook: string): Promise<void> {
    const { queue, receivers } = this.#options;
    const leased = await queue.lease(webhook);
    if (leased === undefined) return;
    const receiver = await receivers.of(leased);
    const isOver = leased.state.last !== undefined && leased.state.waiting === 0;
    // Its owner removed it, or its board was deleted and knows that.
    if (receiver === undefined || isOver) return await queue.clear(webhook, { forget: true });
    // A deleted board cannot be told to go on.
    if (receiver.isPaused && !leased.state.last) return await queue.release(webhook, { pauseMs: PAUSED_MS });
    const { count, atOnce } = TURN[webhook === OPERATOR ? "operator" : "owner"];
    let sent = 0;
    while (sent < count && !this.#isStopped) {
      const due = await queue.due(webhook, { limit: Math.min(atOnce, count - sent) });
      if (due.length === 0) break;
      const tried = await Promise.all(due.map((entry) => this.#attempt(receiver, entry)));
      const done = tried.filter((one) => one !== undefined);
      sent += due.length;
      const attempts = await queue.finish(webhook, { url: receiver.url, done });
      if (attempts === undefined) return; // another process has taken over
      for (const attempt of attempts) this.#note(webhook, attempt);
      if (done.some(([, outcome]) => isEnded(outcome))) await queue.clear(webhook, { forget: false });
      if (done.some(([, outcome]) => !isDelivered(outcome))) break;
    }
    await queue.release(webhook, { pauseMs: webhook === OPERATOR ? 0 : sent * OWNER_PACE_MS });
  }

  /** Undefined when it was broken off: it counts as not tried. */
  async #attempt(receiver: Receiver, entry: Entry<Delivery>): Promise<readonly [Entry<Delivery>, Outcome] | undefined> {
    const outcome = await this.#options.receivers.send(receiver, entry.value.message, this.#stop.signal);
    return this.#stop.signal.aborted && outcome.status === undefined ? undefined : [entry, outcome];
  }

  #note(webhook: string, { message: { id, type }, attempt, isDelivered, status = 0, next }: Attempt): void {
    const fields = { webhook, id, type, attempt, status };
    if (isDelivered) this.#options.log("debug", "webhook delivered", fields);
    else if (status === 410) this.#options.log("warn", "webhook ended", fields);
    else this.#options.log("warn", next === undefined ? "webhook given up" : "webhook failed", fields);
  }
}
