import { drawnImage } from "./drawn_image.ts";

/** Memory for decoded pictures, bytes. */
const BYTES_MAX = 192 * 1024 * 1024;
/** The same on devices with little memory (at most 4 GB). */
const SMALL_BYTES_MAX = 96 * 1024 * 1024;

/** Pictures that are decoded at the same time. Each needs its full size for a moment. */
const AT_ONCE = 2;

/** Waiting decodings. The view has moved on from older ones. */
const WAITING_MAX = 600;

/** Longer side at which a picture is decoded at most, pixels. No screen shows more of it. */
const EDGE_MAX = 8_192;

const BYTES_PER_PIXEL = 4;

/** A picture, and its size in pixels. */
export interface Sized {
  readonly asset: string;
  readonly pixelW: number;
  readonly pixelH: number;
}

interface LevelsOptions {
  readonly bytesOf: (asset: string) => Blob | undefined;
  /** A better bitmap of the picture is here, or it cannot be decoded. */
  readonly changed: (asset: string) => void;
  /** Draws a file as a bitmap of this size. Not on the main thread, as far as browsers can. */
  readonly decode?: (source: Blob | ImageBitmap, width: number, height: number) => Promise<ImageBitmap>;
  readonly bytesMax?: number;
}

interface Job extends Sized {
  readonly level: number;
}

/**
 * Bitmaps of pictures, each at the sizes at which it is shown: level 0 is the full size, and each further one has half
 * the width and height. Bounded in bytes; the least recently used are freed.
 */
export class PictureLevels {
  readonly #options: LevelsOptions;
  readonly #decode: NonNullable<LevelsOptions["decode"]>;
  readonly #bytesMax: number;
  /** By asset and level, in order of last use. */
  readonly #bitmaps = new Map<string, ImageBitmap>();
  /** By asset and level; the last is decoded next. */
  readonly #waiting = new Map<string, Job>();
  readonly #broken = new Set<string>();
  #bytes = 0;
  #running = 0;
  #isClosed = false;

  constructor(options: LevelsOptions) {
    this.#options = options;
    this.#decode = options.decode ?? decode;
    const { deviceMemory = 8 } = globalThis.navigator as { deviceMemory?: number } ?? {};
    this.#bytesMax = options.bytesMax ?? (deviceMemory <= 4 ? SMALL_BYTES_MAX : BYTES_MAX);
  }

  /** Memory in use, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True when the browser cannot decode a picture. */
  isBroken(asset: string): boolean {
    return this.#broken.has(asset);
  }

  /**
   * The best bitmap that is here. Asks for a better one when it is too small.
   *
   * @param width the width at which the whole picture is shown, pixels
   */
  get(picture: Sized, width: number): ImageBitmap | undefined {
    const wanted = levelFor(picture, width);
    const key = keyOf(picture.asset, wanted);
    const exact = this.#bitmaps.get(key);
    if (exact) {
      this.#bitmaps.delete(key);
      this.#bitmaps.set(key, exact);
      return exact;
    }
    this.#want({ ...picture, level: wanted });
    return this.#nearest(picture, wanted);
  }

  /** Decodes a picture for one use. The caller closes the bitmap. @throws when there are no bytes */
  async decoded(picture: Sized, width: number): Promise<ImageBitmap> {
    const bytes = this.#options.bytesOf(picture.asset);
    if (bytes === undefined) throw new Error("Cannot decode the picture as its bytes are not here");
    return await this.#decode(bytes, ...sizeAt(picture, levelFor(picture, width)));
  }

  /** The bytes of a picture are here now. */
  arrived(asset: string): void {
    this.#broken.delete(asset);
    this.#next();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting.clear();
    for (const bitmap of this.#bitmaps.values()) bitmap.close();
    this.#bitmaps.clear();
    this.#bytes = 0;
  }

  /** A larger level looks better than a smaller one. */
  #nearest({ asset }: Sized, wanted: number): ImageBitmap | undefined {
    for (let level = wanted - 1; level >= 0; level--) {
      const bitmap = this.#bitmaps.get(keyOf(asset, level));
      if (bitmap) return bitmap;
    }
    for (let level = wanted + 1; level <= LEVELS_MAX; level++) {
      const bitmap = this.#bitmaps.get(keyOf(asset, level));
      if (bitmap) return bitmap;
    }
    return undefined;
  }

  #want(job: Job): void {
    if (this.#isClosed || this.#broken.has(job.asset)) return;
    const key = keyOf(job.asset, job.level);
    this.#waiting.delete(key);
    this.#waiting.set(key, job);
    if (this.#waiting.size > WAITING_MAX) this.#waiting.delete(this.#waiting.keys().next().value!);
    this.#next();
  }

  /** The newest first: the view shows it now. */
  #next(): void {
    if (this.#running >= AT_ONCE) return;
    for (const [key, job] of [...this.#waiting].reverse()) {
      const source = this.#larger(job) ?? this.#options.bytesOf(job.asset);
      if (source === undefined) continue;
      this.#waiting.delete(key);
      void this.#run(key, job, source);
      if (this.#running >= AT_ONCE) return;
    }
  }

  /** A bitmap from which a smaller one is made faster than from the file. */
  #larger({ asset, level }: Job): ImageBitmap | undefined {
    for (let above = level - 1; above >= 0; above--) {
      const bitmap = this.#bitmaps.get(keyOf(asset, above));
      if (bitmap) return bitmap;
    }
    return undefined;
  }

  async #run(key: string, job: Job, source: Blob | ImageBitmap): Promise<void> {
    this.#running++;
    const bitmap = await this.#decode(source, ...sizeAt(job, job.level)).catch(() => undefined);
    this.#running--;
    if (this.#isClosed) return bitmap?.close();
    if (bitmap) this.#put(key, bitmap);
    // A bitmap may have been freed while it was read; a file that fails always fails.
    else if (source instanceof Blob) this.#broken.add(job.asset);
    this.#options.changed(job.asset);
    this.#next();
  }

  #put(key: string, bitmap: ImageBitmap): void {
    const before = this.#bitmaps.get(key);
    if (before) this.#free(key, before);
    this.#bitmaps.set(key, bitmap);
    this.#bytes += bytesOf(bitmap);
    for (const [oldest, each] of this.#bitmaps) {
      if (this.#bytes <= this.#bytesMax || oldest === key) return;
      this.#free(oldest, each);
    }
  }

  #free(key: string, bitmap: ImageBitmap): void {
    this.#bitmaps.delete(key);
    this.#bytes -= bytesOf(bitmap);
    bitmap.close();
  }
}

/** The level at which the longest picture is one pixel. */
const LEVELS_MAX = 16;

/** The smallest level that is at least as wide as the picture is shown. */
function levelFor({ pixelW, pixelH }: Sized, width: number): number {
  const least = Math.ceil(Math.max(0, Math.log2(Math.max(pixelW, pixelH) / EDGE_MAX)));
  const level = Math.floor(Math.log2(pixelW / Math.max(1, width)));
  return Math.min(LEVELS_MAX, Math.max(least, level, 0));
}

function sizeAt({ pixelW, pixelH }: Sized, level: number): [width: number, height: number] {
  return [Math.max(1, Math.round(pixelW / 2 ** level)), Math.max(1, Math.round(pixelH / 2 ** level))];
}

function keyOf(asset: string, level: number): string {
  return `${asset} ${level}`;
}

function bytesOf({ width, height }: ImageBitmap): number {
  return width * height * BYTES_PER_PIXEL;
}

async function decode(source: Blob | ImageBitmap, width: number, height: number): Promise<ImageBitmap> {
  const size = { resizeWidth: width, resizeHeight: height, resizeQuality: "medium" } as const;
  if (!(source instanceof Blob) || source.type !== "image/svg+xml") {
    try {
      return await createImageBitmap(source, size);
    } catch (error) {
      if (!(source instanceof Blob)) throw error;
    }
  }
  return await drawnImage(source, size);
}
