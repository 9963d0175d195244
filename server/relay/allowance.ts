import type { Clock } from "../../board/clock.ts";
import {
  FLOOD_BYTES_BURST,
  FLOOD_BYTES_PER_SECOND,
  FLOOD_FRAMES_BURST,
  FLOOD_FRAMES_PER_SECOND,
  FLOOD_PONG_FRAMES,
  FLOOD_WORK_MS_BURST,
  FLOOD_WORK_MS_PER_SECOND,
} from "../../board/limits.ts";

/**
 * How much one connection may still send: a token bucket for frames and one for bytes. The clock is looked at only
 * when one of them is empty, so an honest frame costs two subtractions (and who was quiet has up to two bursts).
 */
export class Allowance {
  readonly #clock: Clock;
  #frames = FLOOD_FRAMES_BURST;
  #bytes = FLOOD_BYTES_BURST;
  #workMs = FLOOD_WORK_MS_BURST;
  #filledAt: number;
  /** The runtime reports each frame to `takeFrame`. */
  #isMetered = false;
  /** A frame has been reported that was no message so far. */
  #isUnread = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAt = clock.now();
  }

  /** A text, binary or pong frame, before its message is taken. @returns false when the allowance is used up */
  takeFrame(): boolean {
    // The frame before this one was no message, so it was a pong, which hardly any client sends unasked.
    const frames = this.#isUnread ? 1 + FLOOD_PONG_FRAMES : 1;
    this.#isMetered = this.#isUnread = true;
    return this.take(0, frames);
  }

  /** A message, whose frame may have been taken already. @returns false when the allowance is used up */
  takeMessage(bytes: number): boolean {
    this.#isUnread = false;
    return this.take(bytes, this.#isMetered ? 0 : 1);
  }

  /** One message, which costs as much as so many frames. @returns false when it is used up */
  take(bytes: number, frames = 1): boolean {
    if (this.#frames < frames || this.#bytes < bytes) this.#fill();
    if (this.#frames < frames || this.#bytes < bytes) return false;
    this.#frames -= frames;
    this.#bytes -= bytes;
    return true;
  }

  /** Time that a message has taken, ms. @returns false when it is more than one connection may take */
  takeTime(ms: number): boolean {
    if (this.#workMs < ms) this.#fill();
    this.#workMs -= ms;
    return this.#workMs >= 0;
  }

  #fill(): void {
    const now = this.#clock.now();
    const seconds = (now - this.#filledAt) / 1_000;
    this.#filledAt = now;
    this.#frames = Math.min(FLOOD_FRAMES_BURST, this.#frames + seconds * FLOOD_FRAMES_PER_SECOND);
    this.#workMs = Math.min(FLOOD_WORK_MS_BURST, this.#workMs + seconds * FLOOD_WORK_MS_PER_SECOND);
    this.#bytes = Math.min(FLOOD_BYTES_BURST, this.#bytes + seconds * FLOOD_BYTES_PER_SECOND);
  }
}
