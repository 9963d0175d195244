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
 * Frames a second that a connection may send without using the share of its network: five times what a person with the
 * fastest pen sends.
 */
export const STEADY_FRAMES_PER_SECOND = 400;
/** Frames beyond that in a second, for all connections of a network: a fifth of what a core can read. */
export const EXCESS_FRAMES_PER_NETWORK = 50_000;

/**
 * Limits large messages and very many small ones, for each address and each network. The runtime reads and copies all
 * of them before any script sees them, so many connections together delay all others.
 */
export class IngressLimiter {
  readonly #addresses: RateLimiter;
  readonly #networks: RateLimiter;
  readonly #frames: RateLimiter;

  constructor(clock: Clock) {
    this.#addresses = new RateLimiter(clock, { count: LARGE_BYTES_PER_ADDRESS, perMs: LARGE_PER_MS });
    this.#networks = new RateLimiter(clock, { count: LARGE_BYTES_PER_NETWORK, perMs: LARGE_PER_MS });
    this.#frames = new RateLimiter(clock, { count: EXCESS_FRAMES_PER_NETWORK, perMs: 1_000 });
  }

  /** Counts frames beyond `STEADY_FRAMES_PER_SECOND`. @returns false when the network has reached its limit */
  takeFrames({ network }: Holder, excess: number): boolean {
    return this.#frames.take(network, excess) === 0;
  }

  /** Counts a large message. A refused one counts for its address too. @returns what has reached its limit */
  take({ address, network }: Holder, bytes: number): "address" | "network" | undefined {
    if (this.#addresses.take(address, bytes) > 0) return "address";
    return this.#networks.take(network, bytes) > 0 ? "network" : undefined;
  }
}
