import type { Clock } from "../../board/clock.ts";
import type { Holder } from "./fair_limit.ts";

/** Copying so much takes about a fifth of the time of a core. */
export const RESPONSE_BYTES_PER_MS = 200 * 1024;
/** After a pause, as many bytes are sent at once as the rate allows in this time, ms. */
const BURST_MS = 80;

/**
 * Limits the bytes of large responses that the process sends, so that they leave time for other work: the system takes
 * a whole picture for a peer that reads nothing. Beyond the limit pieces wait, one network after the other.
 */
export class ResponsePace {
  readonly #clock: Clock;
  /** In the order of their turns. */
  readonly #waiting = new Map<string, Waiting[]>();
  /** The time from which the next piece may be sent: by then the rate allows everything sent so far. */
  #evenAt = -Infinity;
  #cancelTurn: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns undefined when the piece may be sent at once */
  take({ network }: Pick<Holder, "network">, bytes: number): Promise<void> | undefined {
    if (this.#waiting.size === 0 && this.#delay() <= 0) return this.#count(bytes);
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(network) ?? [];
    waiting.push({ bytes, begin: resolve });
    this.#waiting.set(network, waiting);
    this.#await();
    return promise;
  }

  /** Ends all waits and cancels the timer. Safe to call twice. */
  close(): void {
    this.#cancelTurn?.();
    this.#cancelTurn = undefined;
    for (const { begin } of [...this.#waiting.values()].flat()) begin();
    this.#waiting.clear();
  }

  #delay(): number {
    return this.#evenAt - this.#clock.now();
  }

  #count(bytes: number): undefined {
    this.#evenAt = Math.max(this.#evenAt, this.#clock.now() - BURST_MS) + bytes / RESPONSE_BYTES_PER_MS;
  }

  #await(): void {
    this.#cancelTurn ??= this.#clock.after(Math.max(1, this.#delay()), () => {
      this.#cancelTurn = undefined;
      this.#serve();
    });
  }

  #serve(): void {
    for (const [network, waiting] of this.#waiting) {
      if (this.#delay() > 0) return this.#await();
      const { bytes, begin } = waiting.shift()!;
      this.#count(bytes);
      begin();
      // At the end of the order; the loop comes to it again.
      this.#waiting.delete(network);
      if (waiting.length > 0) this.#waiting.set(network, waiting);
    }
  }
}

interface Waiting {
  readonly bytes: number;
  readonly begin: () => void;
}
