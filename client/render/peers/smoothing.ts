/** Time to cover 63 % of the remaining distance, ms. Presence arrives about every 50 ms. */
const SMOOTH_MS = 45;
/** Assumed length of the first frame after a pause, ms, because the time since the last frame is meaningless then. */
const FRAME_MS = 16;

/** Moves what peers move smoothly towards its last known position, or at once if the user prefers reduced motion. */
export class Approach {
  readonly #reducedMotion: { readonly matches: boolean };
  #lastFrame = 0;
  #isMoving = false;

  constructor(reducedMotion: { readonly matches: boolean }) {
    this.#reducedMotion = reducedMotion;
  }

  /** True while the target is not reached. */
  get isMoving(): boolean {
    return this.#isMoving;
  }

  /**
   * Advances by one frame.
   *
   * @param now time of the frame, ms
   * @param go covers this part, 0…1, of the remaining distance; returns true while some is left
   */
  frame(now: number, go: (part: number) => boolean): void {
    const passed = this.#isMoving ? now - this.#lastFrame : FRAME_MS;
    this.#lastFrame = now;
    this.#isMoving = go(this.#reducedMotion.matches ? 1 : 1 - Math.exp(-passed / SMOOTH_MS));
  }
}
