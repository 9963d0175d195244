import type { PdfPageOf } from "../../board/shape.ts";
import type { PixelBox, PixelSize } from "./pdf_task.ts";

/** Edge of a tile, pixels. A page is read once for each, so they are large. */
export const TILE = 1_024;

/** Memory for tiles, bytes, and on devices with little memory. A screen of 2,560 × 1,600 pixels shows at most 20. */
const BYTES_MAX = 128 * 1024 * 1024;
const SMALL_BYTES_MAX = 48 * 1024 * 1024;
const BYTES_PER_PIXEL = 4;

/** Waiting tiles. The view has moved on from older ones. */
const WAITING_MAX = 48;

/** Each second level has twice the width and height; level 0 is the picture of the page. */
const LEVEL_MAX = 14;
/** A tile that was painted on the board within this time is not freed for another one, ms: they would take turns. */
const IN_USE_MS = 2_000;

/** A page and the size of its picture, pixels. */
export interface TiledPage extends PdfPageOf {
  readonly pixelW: number;
  readonly pixelH: number;
}

/** A part of a page, in fractions of its width and height. */
export interface PagePart {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PageTile extends PagePart {
  readonly bitmap: ImageBitmap;
}

interface PageTilesOptions {
  readonly paint: (page: PdfPageOf, whole: PixelSize, part: PixelBox) => Promise<ImageBitmap>;
  /** A tile of a page is here. */
  readonly changed: (page: PdfPageOf) => void;
  readonly bytesMax?: number;
  readonly now?: () => number;
}

interface Held {
  readonly bitmap: ImageBitmap;
  readonly usedAt: number;
}

interface Job {
  readonly page: PdfPageOf;
  readonly whole: PixelSize;
  readonly part: PixelBox;
}

/** Sharp parts of pages, larger than their pictures, painted from the PDF when they come into view. Bounded in bytes. */
export class PageTiles {
  readonly #options: PageTilesOptions;
  readonly #bytesMax: number;
  readonly #now: () => number;
  /** In order of last use. */
  readonly #tiles = new Map<string, Held>();
  /** The last is painted next. */
  readonly #waiting = new Map<string, Job>();
  readonly #failed = new Set<string>();
  #bytes = 0;
  /** The tile that is being painted. */
  #running: string | undefined;
  #isClosed = false;

  constructor(options: PageTilesOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    const { deviceMemory = 8 } = globalThis.navigator as { deviceMemory?: number } ?? {};
    this.#bytesMax = options.bytesMax ?? (deviceMemory <= 4 ? SMALL_BYTES_MAX : BYTES_MAX);
  }

  /** Memory in use, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The tiles that are here of a part of a page, the sharpest last. Asks for those that are not.
   *
   * @param width the width at which the whole page is shown, pixels
   */
  *get(page: TiledPage, part: PagePart, width: number): Generator<PageTile> {
    const sharpest = Math.min(LEVEL_MAX, Math.ceil(2 * Math.log2(width / page.pixelW)));
    for (let level = 1; level <= sharpest; level++) yield* this.#level(page, part, level, level === sharpest);
  }

  /** What failed may succeed now. */
  retry(): void {
    this.#failed.clear();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting.clear();
    for (const { bitmap } of this.#tiles.values()) bitmap.close();
    this.#tiles.clear();
    this.#bytes = 0;
  }

  *#level(page: TiledPage, { x, y, w, h }: PagePart, level: number, isWanted: boolean): Generator<PageTile> {
    const scale = 2 ** (level / 2);
    const whole = { width: Math.round(page.pixelW * scale), height: Math.round(page.pixelH * scale) };
    const columns = tilesIn(x, w, whole.width), rows = tilesIn(y, h, whole.height);
    for (let row = rows.from; row <= rows.to; row++) {
      for (let column = columns.from; column <= columns.to; column++) {
        const key = `${page.asset} ${page.page} ${level} ${column} ${row}`;
        const part = partAt(whole, column, row);
        const bitmap = this.#tiles.get(key)?.bitmap;
        if (bitmap === undefined) {
          if (isWanted) this.#want(key, { page, whole, part });
          continue;
        }
        this.#tiles.delete(key);
        this.#tiles.set(key, { bitmap, usedAt: this.#now() });
        yield {
          bitmap,
          x: part.left / whole.width,
          y: part.top / whole.height,
          w: part.width / whole.width,
          h: part.height / whole.height,
        };
      }
    }
  }

  #want(key: string, job: Job): void {
    if (this.#isClosed || this.#failed.has(key) || this.#running === key) return;
    this.#waiting.delete(key);
    this.#waiting.set(key, job);
    if (this.#waiting.size > WAITING_MAX) this.#waiting.delete(this.#waiting.keys().next().value!);
    void this.#next();
  }

  async #next(): Promise<void> {
    const found = [...this.#waiting].at(-1);
    if (this.#running !== undefined || found === undefined) return;
    // What is still wanted later is asked for again when it is painted.
    if (this.#isFull()) return this.#waiting.clear();
    const [key, { page, whole, part }] = found;
    this.#waiting.delete(key);
    this.#running = key;
    const bitmap = await this.#options.paint(page, whole, part).catch(() => undefined);
    this.#running = undefined;
    if (this.#isClosed) return bitmap?.close();
    if (bitmap) this.#put(key, bitmap);
    else this.#failed.add(key);
    if (bitmap) this.#options.changed(page);
    void this.#next();
  }

  /** True when another tile would take the place of one that is in use. */
  #isFull(): boolean {
    if (this.#bytes + TILE * TILE * BYTES_PER_PIXEL <= this.#bytesMax) return false;
    const [oldest] = this.#tiles.values();
    return this.#now() - oldest.usedAt < IN_USE_MS;
  }

  #put(key: string, bitmap: ImageBitmap): void {
    this.#tiles.set(key, { bitmap, usedAt: this.#now() });
    this.#bytes += bytesOf(bitmap);
    for (const [oldest, { bitmap: each }] of this.#tiles) {
      if (this.#bytes <= this.#bytesMax || oldest === key) return;
      this.#tiles.delete(oldest);
      this.#bytes -= bytesOf(each);
      each.close();
    }
  }
}

function tilesIn(from: number, length: number, edge: number): { readonly from: number; readonly to: number } {
  const last = Math.ceil(edge / TILE) - 1;
  return {
    from: Math.max(0, Math.floor(from * edge / TILE)),
    to: Math.min(last, Math.ceil((from + length) * edge / TILE) - 1),
  };
}

function partAt({ width, height }: PixelSize, column: number, row: number): PixelBox {
  const left = column * TILE, top = row * TILE;
  return { left, top, width: Math.min(TILE, width - left), height: Math.min(TILE, height - top) };
}

function bytesOf({ width, height }: ImageBitmap): number {
  return width * height * BYTES_PER_PIXEL;
}
