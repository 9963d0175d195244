import type { Clock } from "../../board/clock.ts";
import type { Holder } from "./fair_limit.ts";
import { RateLimiter } from "./rate_limiter.ts";

/**
 * Bytes of large messages in `LARGE_PER_MS`, for each address and each network: four of the largest boards, and eight.
 */
export const LARGE_BYTES_PER_ADDRESS = 128 * 1024 * 1024;
export const LARGE_BYTES_PER_NETWORK = 256 * 1024 * 1024;
export const LARGE_PER_MS = 4_000;

/**
 * Limits the bytes of large messages, for each address and each network. The runtime copies a message before any script
 * sees it, so many connections that send large ones delay all others.
 */
export class Ingress {
  readonly #addresses: RateLimiter;
  readonly #networks: RateLimiter;

  constructor(clock: Clock) {
    this.#addresses = new RateLimiter(clock, { count: LARGE_BYTES_PER_ADDRESS, perMs: LARGE_PER_MS });
    this.#networks = new RateLimiter(clock, { count: LARGE_BYTES_PER_NETWORK, perMs: LARGE_PER_MS });
  }

  /** Counts a large message. A refused one counts for its address too. @returns what has reached its limit */
  take({ address, network }: Holder, bytes: number): "address" | "network" | undefined {
    if (this.#addresses.take(address, bytes) > 0) return "address";
    return this.#networks.take(network, bytes) > 0 ? "network" : undefined;
  }
}
