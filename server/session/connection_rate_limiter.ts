import type { Clock } from "../../board/clock.ts";
import {
  DIRECT_WORK_MS_BURST,
  DIRECT_WORK_MS_PER_SECOND,
  FLOOD_BYTES_BURST,
  FLOOD_BYTES_PER_SECOND,
  FLOOD_FRAMES_BURST,
  FLOOD_FRAMES_PER_SECOND,
  FLOOD_PONG_FRAMES,
} from "../../board/limits.ts";

/** A rate that the connections of a network share beyond what each may always have. */
export interface SharedRate {
  /** What this connection may have a second without taking from the others. */
  readonly steadyPerSecond: number;
  /** @returns false when the network has reached its limit */
  take(excess: number): boolean;
}

export interface SharedRates {
  readonly frames: SharedRate;
  readonly workMs: SharedRate;
}

/**
 * The rate limiter of one connection: token buckets for frames, bytes and processing time. The clock is read only when
 * a bucket is empty, so a normal frame costs two subtractions. A quiet peer may therefore send up to two bursts.
 */
export class ConnectionRateLimiter {
  readonly #clock: Clock;
  readonly #shared: SharedRates | undefined;
  // A field that begins as a number is changed in place; otherwise every change would allocate a number.
  #frames = 0;
  #bytes = FLOOD_BYTES_BURST;
  #workMs = 0;
  #filledAt = 0;
  /** A frame was reported and no message has followed yet: its charge is open. */
  #isUnread = false;

  /** @param shared undefined: the connection is limited alone */
  constructor(clock: Clock, shared?: SharedRates) {
    this.#clock = clock;
    this.#shared = shared;
    this.#filledAt = clock.now();
    this.#frames = firstBurst(FRAMES, shared?.frames);
    // Time may be owed, so a connection needs none of its own to begin with.
    this.#workMs = shared === undefined || shared.workMs.take(WORK_MS.burst) ? WORK_MS.burst : 0;
  }

  /**
   * A text, binary or pong frame has been read. Its message charges it. If none followed the previous frame, that was a
   * pong, which hardly any client sends unasked: it is charged now.
   *
   * @returns false when the limit is reached
   */
  takeFrame(): boolean {
    if (this.#isUnread) return this.take(0, 1 + FLOOD_PONG_FRAMES);
    this.#isUnread = true;
    return true;
  }

  /** Charges a message and its frame. @returns false when the limit is reached */
  takeMessage(bytes: number): boolean {
    this.#isUnread = false;
    return this.take(bytes, 1);
  }

  /** Charges bytes and frames. @returns false when the limit is reached */
  take(bytes: number, frames = 1): boolean {
    if (this.#frames < frames || this.#bytes < bytes) this.#fill();
    if (this.#frames < frames || this.#bytes < bytes) return false;
    this.#frames -= frames;
    this.#bytes -= bytes;
    return true;
  }

  /** Charges the processing time of a message, ms. */
  takeTime(ms: number): void {
    this.#workMs -= ms;
  }

  /** True while messages need not wait for a turn. */
  get hasTime(): boolean {
    if (this.#workMs < 0) this.#fill();
    return this.#workMs >= 0;
  }

  #fill(): void {
    const now = this.#clock.now();
    const seconds = (now - this.#filledAt) / 1_000;
    this.#filledAt = now;
    this.#frames = filled(this.#frames, seconds, FRAMES, this.#shared?.frames);
    this.#workMs = filled(this.#workMs, seconds, WORK_MS, this.#shared?.workMs);
    this.#bytes = filled(this.#bytes, seconds, BYTES);
  }
}

interface Bucket {
  readonly burst: number;
  readonly perSecond: number;
}

const FRAMES: Bucket = { burst: FLOOD_FRAMES_BURST, perSecond: FLOOD_FRAMES_PER_SECOND };
const WORK_MS: Bucket = { burst: DIRECT_WORK_MS_BURST, perSecond: DIRECT_WORK_MS_PER_SECOND };
const BYTES: Bucket = { burst: FLOOD_BYTES_BURST, perSecond: FLOOD_BYTES_PER_SECOND };

/**
 * The initial allowance of a connection: a full burst if the shared rate allows it, otherwise the steady share of one
 * second. If it were always a full burst, a peer that reconnects after each burst would have no limit.
 */
function firstBurst({ burst }: Bucket, shared?: SharedRate): number {
  if (shared === undefined || shared.take(burst - shared.steadyPerSecond)) return burst;
  return shared.steadyPerSecond;
}

/** @returns the new amount in the bucket. What exceeds the steady rate is taken from the network's share. */
function filled(amount: number, seconds: number, { burst, perSecond }: Bucket, shared?: SharedRate): number {
  const most = Math.min(burst, amount + seconds * perSecond);
  if (shared === undefined) return most;
  const steady = Math.min(burst, amount + seconds * shared.steadyPerSecond);
  return most <= steady || shared.take(most - steady) ? most : steady;
}
