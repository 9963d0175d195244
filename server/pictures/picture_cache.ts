import type { Theme } from "../../board/palette.ts";

/** A board as a file, in pieces. */
export interface Picture {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly bytes: number;
}

/** Which picture of a board. */
export interface PictureName {
  readonly board: string;
  readonly kind: "svg" | "json";
  readonly theme: Theme;
}

/** Why there is no picture: the board is too large for one, or the server has no time or memory for it now. */
export type Refusal = "too large" | "full";

/** What is known of a board: its picture, or that it is too large for one. */
export type Made = Picture | Exclude<Refusal, "full">;

/** Memory for pictures, bytes: some hundred thumbnails. */
const CACHE_BYTES_MAX = 32 * 1024 * 1024;
/** A larger picture is not kept, bytes: it would push all others out. */
const PICTURE_BYTES_KEPT_MAX = CACHE_BYTES_MAX / 4;

interface Entry {
  /** Of the live board the picture was made of; see `versionTag`. */
  tag: string;
  /** SHA-256 of the board's update: the same board has another tag each time it is loaded. */
  readonly digest: string;
  readonly made: Made;
}

/** What an entry takes besides its picture, bytes. */
const ENTRY_BYTES = 500;

/** Pictures as they were made last, and boards that are too large for one: to find that out takes the longest. The least recently used ones are dropped when they take too many bytes. */
export class PictureCache {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** By the board's tag, or by its digest when the tag is not known any more; the tag is remembered then. */
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

export function keyOf({ board, kind, theme }: PictureName): string {
  return `${kind} ${theme} ${board}`;
}
