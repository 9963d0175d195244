import type { Surface } from "./surface.ts";

/** How long painting may go on within one frame. */
export interface Clock {
  /** To be asked every few shapes. */
  isOver(paintedOn: Surface): boolean;
}

/** Time of recording after which the browser is made to carry out what it recorded, ms. */
const FLUSH_MS = 1;

/**
 * Measures real painting: a canvas only records what is painted until something is copied from it, so the clock now
 * and then copies one pixel. Not after every shape: the next stroke then has to duplicate the whole bitmap.
 */
export class FrameClock implements Clock {
  readonly #probe = probe();
  #deadline = 0;
  #flushed = 0;

  /** @param budget milliseconds from now */
  start(budget: number): this {
    this.#flushed = performance.now();
    this.#deadline = this.#flushed + budget;
    return this;
  }

  isOver({ canvas }: Surface): boolean {
    const now = performance.now();
    if (now - this.#flushed < FLUSH_MS) return false;
    this.#probe?.drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
    this.#flushed = performance.now();
    return this.#flushed >= this.#deadline;
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
