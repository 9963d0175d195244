import type { Clock } from "../../board/clock.ts";
import type { Holder } from "./fair_limit.ts";

export interface Rate {
  /** How many at once; as many again become free in `perMs`. */
  readonly count: number;
  readonly perMs: number;
}

/** Names remembered; beyond it the one that was used longest ago is forgotten. */
const NAMES_MAX = 10_000;

/**
 * A rate limiter by name, in bounded memory: the generic cell rate algorithm (ITU-T I.371), one number a name. A full
 * table forgets a name, which is then allowed more; it never refuses a new one.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #rate: Rate;
  /** When everything the name has taken will be free again. In the order of use. */
  readonly #freeAt = new Map<string, number>();

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
  }

  get size(): number {
    return this.#freeAt.size;
  }

  /** @returns 0 when it is taken, otherwise after how many ms it can be */
  take(name: string): number {
    const now = this.#clock.now();
    const { count, perMs } = this.#rate;
    const next = Math.max(this.#freeAt.get(name) ?? 0, now) + perMs / count;
    const wait = next - now - perMs;
    // Sums of fractions of a millisecond are not exact.
    if (wait > 1e-6) return wait;
    this.#freeAt.delete(name);
    this.#freeAt.set(name, next);
    this.#forget(now);
    return 0;
  }

  /** Takes back one `take`. */
  giveBack(name: string): void {
    const freeAt = this.#freeAt.get(name);
    if (freeAt !== undefined) this.#freeAt.set(name, freeAt - this.#rate.perMs / this.#rate.count);
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
   * @param what counts by itself, such as one link
   * @returns 0 when it is taken, otherwise after how many ms it can be
   */
  take({ address, network }: Holder, what = ""): number {
    const wait = this.#address.take(`${address} ${what}`);
    if (wait > 0) return wait;
    const networkWait = this.#network.take(`${network} ${what}`);
    if (networkWait > 0) this.#address.giveBack(`${address} ${what}`);
    return networkWait;
  }

  /** Takes back one `take`. */
  giveBack({ address, network }: Holder, what = ""): void {
    this.#address.giveBack(`${address} ${what}`);
    this.#network.giveBack(`${network} ${what}`);
  }
}
