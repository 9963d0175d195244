import type { Clock } from "../../board/clock.ts";
import { BOARD_BYTES_MAX } from "../../board/limits.ts";
import type { Holder } from "./fair_limit.ts";
import { RateLimiter } from "./rate_limiter.ts";

/**
 * Bytes of large messages in `LARGE_PER_MS`, for each address and each network, as shares of the budget for memory. An
 * address may always send the largest board.
 */
export const LARGE_SHARE = { address: 3 / 8, network: 3 / 4 };
/** When a network reaches its limit, each of its addresses that sent more than this share counts as flooding. */
export const FLOOD_SHARE = 1 / 8;
export const LARGE_PER_MS = 4_000;

/**
 * Frames, and ms of processing time without waiting for a turn, that each connection may have a second whatever others
 * of its network do: several times what a person with the fastest pen sends, and twice the time that it takes.
 */
export const STEADY_PER_SECOND = { frames: 400, workMs: 4 };
/**
 * What all connections of a network may have beyond that: the frames that twenty connections at the highest rate send
 * in a second, and a quarter of the time of a core.
 */
export const EXCESS = { frames: { count: 20_000, perMs: 1_000 }, workMs: { count: 100, perMs: 400 } };

/** The share of one connection in a rate: `SharedRate` of a session. */
export interface Share {
  readonly steadyPerSecond: number;
  /** Takes from what the network shares. @returns false when it has reached its limit */
  take(excess: number): boolean;
}

/**
 * Limits large messages and very many small ones, for each address and each network. The runtime reads and copies all
 * of them before any script sees them, so many connections together delay all others.
 */
export class IngressLimiter {
  readonly #addresses: RateLimiter;
  readonly #networks: RateLimiter;
  readonly #floodBytes: number;
  readonly #excess: Readonly<Record<keyof typeof EXCESS, RateLimiter>>;

  /** @param options.budgetBytes memory that peers may occupy */
  constructor(clock: Clock, { budgetBytes }: { readonly budgetBytes: number }) {
    const rate = (share: number) => ({ count: Math.max(BOARD_BYTES_MAX, budgetBytes * share), perMs: LARGE_PER_MS });
    this.#floodBytes = budgetBytes * FLOOD_SHARE;
    this.#addresses = new RateLimiter(clock, rate(LARGE_SHARE.address));
    this.#networks = new RateLimiter(clock, rate(LARGE_SHARE.network));
    this.#excess = {
      frames: new RateLimiter(clock, EXCESS.frames),
      workMs: new RateLimiter(clock, EXCESS.workMs),
    };
  }

  /** The rates that a connection of this holder shares with others of its network. */
  sharedBy({ network }: Holder): Readonly<Record<keyof typeof EXCESS, Share>> {
    const share = (what: keyof typeof EXCESS): Share => ({
      steadyPerSecond: STEADY_PER_SECOND[what],
      take: (excess) => this.#excess[what].take(network, excess) === 0,
    });
    return { frames: share("frames"), workMs: share("workMs") };
  }

  /**
   * Counts a large message. A refused one counts for its address too.
   *
   * @returns what has reached its limit; "address" also when this address sent much of what its network did
   */
  take({ address, network }: Holder, bytes: number): "address" | "network" | undefined {
    if (this.#addresses.take(address, bytes) > 0) return "address";
    if (this.#networks.take(network, bytes) === 0) return undefined;
    const { count, remaining } = this.#addresses.remaining(address);
    return count - remaining > this.#floodBytes ? "address" : "network";
  }
}
