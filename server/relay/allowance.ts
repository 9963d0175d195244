import type { Clock } from "../../board/clock.ts";
import {
  FLOOD_BYTES_BURST,
  FLOOD_BYTES_PER_SECOND,
  FLOOD_FRAMES_BURST,
  FLOOD_FRAMES_PER_SECOND,
} from "../../board/limits.ts";

/**
 * How much one connection may still send: a token bucket for frames and one for bytes. The clock is looked at only
 * when one of them is empty, so an honest frame costs two subtractions (and who was quiet has up to two bursts).
 */
export class Allowance {
  readonly #clock: Clock;
  #frames = FLOOD_FRAMES_BURST;
  #bytes = FLOOD_BYTES_BURST;
  #filledAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAt = clock.now();
  }

  /** One message, which costs as much as so many frames. @returns false when it is used up */
  take(bytes: number, frames = 1): boolean {
    if (this.#frames < frames || this.#bytes < bytes) this.#fill();
    if (this.#frames < frames || this.#bytes < bytes) return false;
    this.#frames -= frames;
    this.#bytes -= bytes;
    return true;
  }

  #fill(): void {
    const now = this.#clock.now();
    const seconds = (now - this.#filledAt) / 1_000;
    this.#filledAt = now;
    this.#frames = Math.min(FLOOD_FRAMES_BURST, this.#frames + seconds * FLOOD_FRAMES_PER_SECOND);
    this.#bytes = Math.min(FLOOD_BYTES_BURST, this.#bytes + seconds * FLOOD_BYTES_PER_SECOND);
  }
}
