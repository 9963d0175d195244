export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A bitmap in memory that can be painted on and copied from. */
export interface Surface {
  readonly canvas: OffscreenCanvas | HTMLCanvasElement;
  readonly context: Context;
}

const BYTES_PER_PIXEL = 4;

/** Limit on free surfaces kept for reuse; further ones are freed. */
const SPARE_BYTES_MAX = 16 * 1024 * 1024;

/** Lends surfaces for reuse, because making and freeing a canvas for every tile would cost more than painting it. */
export class SurfacePool {
  readonly #isOpaque: boolean;
  readonly #spare: Surface[] = [];
  #spareBytes = 0;

  /** @param options.isOpaque surfaces have no transparency, which makes copying them cheaper */
  constructor({ isOpaque }: { isOpaque: boolean } = { isOpaque: true }) {
    this.#isOpaque = isOpaque;
  }

  take(width: number, height: number): Surface {
    const i = this.#spare.findIndex(({ canvas }) => canvas.width === width && canvas.height === height);
    if (i < 0) return newSurface(width, height, this.#isOpaque);
    const [surface] = this.#spare.splice(i, 1);
    this.#spareBytes -= bytesOf(surface);
    return surface;
  }

  giveBack(surface: Surface | undefined): void {
    if (surface === undefined) return;
    const isFull = this.#spareBytes + bytesOf(surface) > SPARE_BYTES_MAX;
    // A lost surface stays invisible until the browser restores it at some later time.
    if (isFull || surface.context.isContextLost?.()) return free(surface);
    this.#spare.push(surface);
    this.#spareBytes += bytesOf(surface);
  }

  /** Frees all surfaces that are not lent. */
  close(): void {
    for (const surface of this.#spare.splice(0)) free(surface);
    this.#spareBytes = 0;
  }
}

function newSurface(width: number, height: number, isOpaque: boolean): Surface {
  if (typeof OffscreenCanvas === "function") {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d", { alpha: !isOpaque })! };
  }
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  return { canvas, context: canvas.getContext("2d", { alpha: !isOpaque })! };
}

/**
 * Frees the memory at once by setting the size to 0, because the garbage collector does not know the size of a canvas.
 */
function free({ canvas }: Surface): void {
  canvas.width = canvas.height = 0;
}

function bytesOf({ canvas }: Surface): number {
  return canvas.width * canvas.height * BYTES_PER_PIXEL;
}
