import type { Clock } from "../../board/clock.ts";

/**
 * A peer that flooded a board is banned from it for this long, ms: each new connection would be allowed a new burst.
 * The ban also keeps out other clients of that address, but only from that board and only if they are not connected
 * yet.
 */
export const BAN_MS = 30_000;
/** Maximum number of bans; beyond it the oldest are dropped. */
const BANS_MAX = 10_000;

/** Temporary bans of addresses from boards. */
export class Bans {
  readonly #clock: Clock;
  /** Ordered by expiry, because all bans last equally long. */
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(address: string, board: string): void {
    const name = `${address} ${board}`;
    this.#until.delete(name);
    this.#until.set(name, this.#clock.now() + BAN_MS);
    if (this.#until.size > BANS_MAX) this.#until.delete(this.#until.keys().next().value!);
  }

  has(address: string, board: string): boolean {
    const name = `${address} ${board}`;
    const until = this.#until.get(name);
    if (until === undefined) return false;
    if (this.#clock.now() < until) return true;
    this.#until.delete(name);
    return false;
  }
}
