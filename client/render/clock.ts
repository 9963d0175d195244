import type { Surface } from "./surface.ts";

/** How long painting may go on within one frame. */
export interface Clock {
  isOver(): boolean;
  /** Has the browser carry out what was painted, so that it is counted in this frame and not in a later one. */
  flush(surface: Surface): void;
}

/** A canvas only records what is painted until it is copied from; one pixel is enough to make it work. */
export class FrameClock implements Clock {
  readonly #probe = probe();
  #deadline = 0;

  /** @param budget milliseconds from now */
  start(budget: number): this {
    this.#deadline = performance.now() + budget;
    return this;
  }

  isOver(): boolean {
    return performance.now() >= this.#deadline;
  }

  flush({ canvas }: Surface): void {
    this.#probe?.drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
  }
}

function probe(): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  return canvas.getContext("2d");
}
