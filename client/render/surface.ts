export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A bitmap in memory that can be painted on and copied from. */
export interface Surface {
  readonly canvas: OffscreenCanvas | HTMLCanvasElement;
  readonly context: Context;
}

const BYTES_PER_PIXEL = 4;

/** Free surfaces kept for reuse; more is given back to the browser. */
const SPARE_BYTES_MAX = 16 * 1024 * 1024;

/** Lends surfaces and takes them back: making and freeing a canvas for every tile would cost more than painting it. */
export class SurfacePool {
  readonly #isOpaque: boolean;
  readonly #spare: Surface[] = [];
  #spareBytes = 0;

  /** @param options.isOpaque nothing shows through: copying such a surface is a plain copy */
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
    // What is painted on a lost one is not seen, until the browser restores it at a time of its own.
    if (isFull || surface.context.isContextLost?.()) return free(surface);
    this.#spare.push(surface);
    this.#spareBytes += bytesOf(surface);
  }

  /** Frees what is not lent. */
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

/** Setting the size to 0 gives the memory back at once; the garbage collector does not know how large a canvas is. */
function free({ canvas }: Surface): void {
  canvas.width = canvas.height = 0;
}

function bytesOf({ canvas }: Surface): number {
  return canvas.width * canvas.height * BYTES_PER_PIXEL;
}
