import type { Surface } from "../surface.ts";

/** Limits the time for painting within one frame. */
export interface Clock {
  /** True while time is left. */
  readonly hasTime: boolean;
  /**
   * Call after every few shapes with their cost (`costOf`). `isDone`: nothing else is painted on this surface for now.
   */
  painted(on: Surface, cost: number, isDone: boolean): void;
}

/** Estimated painting time after which the browser is forced to execute the recorded commands, ms. */
const FLUSH_MS = 2;

/**
 * Measures the real time of painting. A canvas only records commands until something is copied from it, so the clock
 * copies one pixel from time to time. A copy after every shape would take as long as some fine lines, so the interval
 * follows from the measured time per cost.
 */
export class FrameClock implements Clock {
  #probe: CanvasRenderingContext2D | null | undefined;
  #deadline = 0;
  #flushed = 0;
  /** Cost of the shapes since the last flush. */
  #recorded = 0;
  #msPerCost = FLUSH_MS;

  /** @param budget ms from now */
  start(budget: number): this {
    this.#flushed = performance.now();
    this.#deadline = this.#flushed + budget;
    this.#recorded = 0;
    return this;
  }

  painted({ canvas }: Surface, cost: number, isDone: boolean): void {
    this.#recorded += cost;
    const isDue = isDone || this.#recorded * this.#msPerCost >= FLUSH_MS ||
      performance.now() - this.#flushed >= FLUSH_MS;
    if (!isDue) return;
    if (this.#probe === undefined) this.#probe = probe();
    this.#probe?.drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
    // Discard the copy: while it is pending, the next shape must duplicate the whole bitmap before it is painted, which
    // took longer than the painting.
    this.#probe?.reset();
    const now = performance.now();
    if (this.#recorded > 0) this.#msPerCost = (now - this.#flushed) / this.#recorded;
    this.#flushed = now;
    this.#recorded = 0;
  }

  get hasTime(): boolean {
    return performance.now() < this.#deadline;
  }
}

function probe(): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  return canvas.getContext("2d");
}
