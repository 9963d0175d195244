import type { Region } from "../worker/jobs.ts";
import type { SvgTheme } from "../../board/figure/svg.ts";

/** A board as a file, in pieces. */
export interface Picture {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly bytes: number;
}

/** Identifies a picture: board, file format, theme, and whether it is small. */
export interface PictureName {
  readonly board: string;
  readonly kind: "svg" | "png" | "json";
  readonly theme: SvgTheme;
  readonly isThumbnail?: boolean;
  /** The part of the board that a PNG shows. Default: all. */
  readonly region?: Region | undefined;
}

/** Why there is no picture: the board is too large for one, or the server has no time or memory for it now. */
export type Refusal = "too large" | "full";

/** The result of making a picture that may be cached: the picture, or that the board is too large for one. */
export type Made = Picture | Exclude<Refusal, "full">;

/** Memory for cached pictures, bytes: some hundred thumbnails. */
const CACHE_BYTES_MAX = 32 * 1024 * 1024;
/** Larger pictures are not cached, bytes: they would evict all others. */
const PICTURE_BYTES_KEPT_MAX = CACHE_BYTES_MAX / 4;

interface Entry {
  /** Version of the live board that the picture shows; see `boardEtag`. */
  tag: string;
  /** SHA-256 of the board's update. Unlike the tag, it is the same after the board is loaded again. */
  readonly digest: string;
  readonly made: Made;
}

/** Memory of an entry besides its picture, bytes. */
const ENTRY_BYTES = 500;

/**
 * A least-recently-used cache of pictures, limited by bytes. It also remembers boards that are too large for a picture:
 * finding that out takes the longest.
 */
export class PictureCache {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** Looks up by the board's tag or, if that does not match, by its digest. On a match it stores the new tag. */
  get(name: PictureName, { tag, digest }: { tag: string; digest?: string }): Made | undefined {
    const key = keyOf(name);
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.tag !== tag && entry.digest !== digest) return undefined;
    entry.tag = tag;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.made;
  }

  set(name: PictureName, entry: Entry): void {
    this.#delete(keyOf(name));
    const bytes = bytesOf(entry);
    if (bytes > PICTURE_BYTES_KEPT_MAX) return;
    this.#entries.set(keyOf(name), { ...entry });
    this.#bytes += bytes;
    for (const key of this.#entries.keys()) {
      if (this.#bytes <= CACHE_BYTES_MAX) return;
      this.#delete(key);
    }
  }

  #delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= bytesOf(entry);
  }
}

function bytesOf({ made }: Entry): number {
  return ENTRY_BYTES + (typeof made === "string" ? 0 : made.bytes);
}

export function keyOf({ board, kind, theme, isThumbnail = false, region }: PictureName): string {
  const part = region ? [region.x, region.y, region.w, region.h].join() : "";
  return `${kind} ${theme} ${isThumbnail} ${part} ${board}`;
}
