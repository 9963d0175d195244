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

export interface ConnectionRateLimiterOptions {
  /**
   * Counts frames beyond `steadyFramesPerSecond` for all connections of the network. @returns false when there are too
   * many
   */
  readonly takeExcess: (frames: number) => boolean;
  readonly steadyFramesPerSecond: number;
}

/**
 * The rate limiter of one connection: token buckets for frames, bytes and processing time. The clock is read only when
 * a bucket is empty, so a normal frame costs two subtractions. A quiet peer may therefore send up to two bursts.
 */
export class ConnectionRateLimiter {
  readonly #clock: Clock;
  readonly #options: ConnectionRateLimiterOptions | undefined;
  #frames = FLOOD_FRAMES_BURST;
  #framesFilled = FLOOD_FRAMES_BURST;
  #bytes = FLOOD_BYTES_BURST;
  #workMs = DIRECT_WORK_MS_BURST;
  #filledAt: number;
  /** The runtime reports each frame to `takeFrame`. */
  #isMetered = false;
  /** A frame was reported and no message has followed yet. */
  #isUnread = false;

  /** @param options undefined: the connection is limited alone */
  constructor(clock: Clock, options?: ConnectionRateLimiterOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#filledAt = clock.now();
  }

  /** Charges a text, binary or pong frame, before its message. @returns false when the limit is reached */
  takeFrame(): boolean {
    // No message followed the previous frame, so it was a pong, which hardly any client sends unasked.
    const frames = this.#isUnread ? 1 + FLOOD_PONG_FRAMES : 1;
    this.#isMetered = this.#isUnread = true;
    return this.take(0, frames);
  }

  /** Charges a message, whose frame may already be charged. @returns false when the limit is reached */
  takeMessage(bytes: number): boolean {
    this.#isUnread = false;
    return this.take(bytes, this.#isMetered ? 0 : 1);
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
    if (this.#workMs <= 0) this.#fill();
    return this.#workMs > 0;
  }

  #fill(): void {
    const now = this.#clock.now();
    const seconds = (now - this.#filledAt) / 1_000;
    this.#filledAt = now;
    if (this.#isAdmitted(seconds)) {
      this.#frames = Math.min(FLOOD_FRAMES_BURST, this.#frames + seconds * FLOOD_FRAMES_PER_SECOND);
    }
    this.#framesFilled = this.#frames;
    this.#workMs = Math.min(DIRECT_WORK_MS_BURST, this.#workMs + seconds * DIRECT_WORK_MS_PER_SECOND);
    this.#bytes = Math.min(FLOOD_BYTES_BURST, this.#bytes + seconds * FLOOD_BYTES_PER_SECOND);
  }

  /** @returns false when the network has sent too many frames */
  #isAdmitted(seconds: number): boolean {
    if (this.#options === undefined) return true;
    const { takeExcess, steadyFramesPerSecond } = this.#options;
    const excess = this.#framesFilled - this.#frames - seconds * steadyFramesPerSecond;
    return excess <= 0 || takeExcess(excess);
  }
}
