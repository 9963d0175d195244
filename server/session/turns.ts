import type { Clock } from "../../board/clock.ts";
import { DIRECT_BYTES_MAX } from "../../board/limits.ts";
import type { ConnectionRateLimiter } from "./connection_rate_limiter.ts";
import type { Membership, SessionScheduler } from "./membership.ts";
import { MessageQueue } from "./message_queue.ts";
import { finish, type Steps } from "./steps.ts";

export interface TurnsOptions {
  readonly clock: Clock;
  /** Undefined: every message is handled on arrival. */
  readonly scheduler: SessionScheduler | undefined;
  readonly reserve: Membership["reserve"];
  readonly rateLimiter: ConnectionRateLimiter;
  /** Called when too much came at once from the network of the peer. */
  readonly refuse: () => void;
  /** Called when the peer sends too much. */
  readonly stop: () => void;
  /** Called when there is no memory for what waits. */
  readonly dropped: () => void;
}

/** The messages of one session that wait for a turn of the event loop. */
export class Turns {
  readonly #options: TurnsOptions;
  /** Created when the first message has to wait. */
  #messages: MessageQueue | undefined;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** True when a message has to wait for a turn, because it is large or this connection used its share of the time. */
  mustWait(bytes: number): boolean {
    const { scheduler, rateLimiter } = this.#options;
    if (scheduler === undefined) return false;
    if (bytes > DIRECT_BYTES_MAX || this.#messages?.isEmpty === false || !rateLimiter.hasTime) return true;
    scheduler.direct.count++;
    return false;
  }

  /** Handles a message when it is its turn, or refuses it. */
  wait(bytes: number, steps: Steps): void {
    const { scheduler, refuse, stop } = this.#options;
    if (scheduler === undefined) return finish(steps);
    const full = bytes > DIRECT_BYTES_MAX ? scheduler.admitLarge(bytes) : undefined;
    if (full === "network") return refuse();
    if (full === "address" || !this.#enqueue(scheduler, bytes, steps)) stop();
  }

  /** Calls `done` once no message waits. */
  drain(done: () => void): void {
    if (this.#messages) this.#messages.drain(done);
    else done();
  }

  /** Drops what waits. Safe to call twice. */
  close(): void {
    this.#messages?.close();
  }

  /** @returns false when too many messages wait */
  #enqueue(scheduler: SessionScheduler, bytes: number, steps: Steps): boolean {
    const { clock, reserve, rateLimiter, dropped } = this.#options;
    this.#messages ??= new MessageQueue({
      clock,
      reserve,
      dropped,
      turn: (work) => scheduler.run(work),
      spent: (ms) => rateLimiter.takeTime(ms),
    });
    return this.#messages.add(bytes, steps);
  }
}
