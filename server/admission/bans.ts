import type { Clock } from "../../board/clock.ts";

/**
 * A peer that flooded a board does not come back to it for so long, ms: every new connection would be allowed its burst
 * anew. Others behind the same address wait as well, but only for that board and only if they are not there yet.
 */
const BAN_MS = 30_000;
/** Bans remembered; beyond it the oldest are forgotten. */
const BANS_MAX = 10_000;

/** Addresses that may not come to a board for a while. */
export class Bans {
  readonly #clock: Clock;
  /** In the order of their ends, as each lasts as long. */
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
