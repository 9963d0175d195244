import type { Surface } from "./surface.ts";

/** How long painting may go on within one frame. */
export interface Clock {
  /** Time is left. */
  readonly hasTime: boolean;
  /** To be told every few shapes, with their cost (`costOf`). `isDone`: nothing more is painted on it for now. */
  painted(on: Surface, cost: number, isDone: boolean): void;
}

/** Painting, as far as it can be foreseen, after which the browser is made to carry out what it recorded, ms. */
const FLUSH_MS = 2;

/**
 * Measures real painting: a canvas only records what is painted until something is copied from it, so the clock now
 * and then copies one pixel. Not after every shape, as that takes as long as some fine lines; when to do so is told by
 * what the shapes before have taken.
 */
export class FrameClock implements Clock {
  #probe: CanvasRenderingContext2D | null | undefined;
  #deadline = 0;
  #flushed = 0;
  /** Cost of the shapes recorded since. */
  #recorded = 0;
  #msPerCost = FLUSH_MS;

  /** @param budget milliseconds from now */
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
    // The copy is forgotten: as long as it is to be made, the next shape has to duplicate the whole bitmap before it is
    // painted, which took longer than the painting.
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
