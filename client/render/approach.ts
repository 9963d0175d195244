/** Time in which two thirds of the way to what was heard last are covered, ms: presence comes about every 50 ms. */
const SMOOTH_MS = 45;
/** After a pause the time since the last frame says nothing about how long something has been moving: ms. */
const FRAME_MS = 16;

/** How what others move goes smoothly to where it was heard of last; at once for who wants less motion. */
export class Approach {
  readonly #reducedMotion: { readonly matches: boolean };
  #lastFrame = 0;
  #isMoving = false;

  constructor(reducedMotion: { readonly matches: boolean }) {
    this.#reducedMotion = reducedMotion;
  }

  /** There is some way to go. */
  get isMoving(): boolean {
    return this.#isMoving;
  }

  /**
   * Goes on for one frame.
   *
   * @param now time of the frame, ms
   * @param go covers a part, 0…1, of the way that is left; true while there is some way to go
   */
  frame(now: number, go: (part: number) => boolean): void {
    const passed = this.#isMoving ? now - this.#lastFrame : FRAME_MS;
    this.#lastFrame = now;
    this.#isMoving = go(this.#reducedMotion.matches ? 1 : 1 - Math.exp(-passed / SMOOTH_MS));
  }
}
