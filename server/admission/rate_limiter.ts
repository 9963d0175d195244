import type { Clock } from "../../board/clock.ts";
import type { Holder } from "./fair_limit.ts";

export interface Rate {
  /** Size of a burst. The same number becomes available again in `perMs`. */
  readonly count: number;
  readonly perMs: number;
}

/** What is left of a rate. */
export interface Remaining extends Rate {
  readonly remaining: number;
  /** Until everything is available again, ms. */
  readonly resetMs: number;
}

/** Maximum number of names; beyond it the least recently used ones are dropped. */
const NAMES_MAX = 10_000;

/**
 * A rate limiter for each name, in bounded memory: the generic cell rate algorithm (ITU-T I.371) with one number for
 * each name. A full table drops a name, which may then take more; it never refuses a new one.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #rate: Rate;
  /** The time at which everything that a name has taken is available again. In the order of last use. */
  readonly #freeAt = new Map<string, number>();

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
  }

  get size(): number {
    return this.#freeAt.size;
  }

  /** @returns 0 when it was taken, otherwise the ms to wait before the next attempt */
  take(name: string, amount = 1): number {
    const now = this.#clock.now();
    const { count, perMs } = this.#rate;
    const next = Math.max(this.#freeAt.get(name) ?? 0, now) + perMs / count * amount;
    const wait = next - now - perMs;
    // Tolerates rounding errors in sums of fractions.
    if (wait > 1e-6) return wait;
    this.#freeAt.delete(name);
    this.#freeAt.set(name, next);
    this.#forget(now);
    return 0;
  }

  remaining(name: string): Remaining {
    const { count, perMs } = this.#rate;
    const resetMs = Math.max(0, (this.#freeAt.get(name) ?? 0) - this.#clock.now());
    return { count, perMs, resetMs, remaining: Math.max(0, Math.floor((perMs - resetMs) / (perMs / count) + 1e-6)) };
  }

  /** Takes back one `take`. */
  giveBack(name: string, amount = 1): void {
    const freeAt = this.#freeAt.get(name);
    if (freeAt !== undefined) this.#freeAt.set(name, freeAt - this.#rate.perMs / this.#rate.count * amount);
  }

  #forget(now: number): void {
    for (const [name, freeAt] of this.#freeAt) {
      if (freeAt > now && this.#freeAt.size <= NAMES_MAX) return;
      this.#freeAt.delete(name);
    }
  }
}

/** Limits the rate of an address and, higher, that of its network. */
export class ClientRateLimiter {
  readonly #address: RateLimiter;
  readonly #network: RateLimiter;

  constructor(clock: Clock, rates: { readonly address: Rate; readonly network: Rate }) {
    this.#address = new RateLimiter(clock, rates.address);
    this.#network = new RateLimiter(clock, rates.network);
  }

  /**
   * @param what is limited separately, such as a link
   * @returns 0 when it was taken, otherwise the ms to wait before the next attempt
   */
  take({ address, network }: Holder, what = "", amount = 1): number {
    const wait = this.#address.take(`${address} ${what}`, amount);
    if (wait > 0) return wait;
    const networkWait = this.#network.take(`${network} ${what}`, amount);
    if (networkWait > 0) this.#address.giveBack(`${address} ${what}`, amount);
    return networkWait;
  }

  /** What is left for a client: of its own rate, or of that of its network if this is less. */
  remaining({ address, network }: Holder, what = ""): Remaining {
    const own = this.#address.remaining(`${address} ${what}`), shared = this.#network.remaining(`${network} ${what}`);
    return shared.remaining < own.remaining ? shared : own;
  }

  /** Takes back one `take`, or a part of it. */
  giveBack({ address, network }: Holder, what = "", amount = 1): void {
    this.#address.giveBack(`${address} ${what}`, amount);
    this.#network.giveBack(`${network} ${what}`, amount);
  }
}
