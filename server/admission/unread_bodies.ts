type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

/** When there are more, the oldest is dropped. Most clients have closed the connection by then. */
const BODIES_MAX = 1_000;

/**
 * The rest of bodies that are too large. Deno reads a body to its end, however large it is, unless somebody holds its
 * reader and does not read.
 */
export class UnreadBodies {
  #readers: Reader[] = [];

  add(reader: Reader): void {
    this.#readers.push(reader);
    if (this.#readers.length > BODIES_MAX) drop(this.#readers.shift()!);
  }

  /** Drops all. Safe to call twice. */
  close(): void {
    for (const reader of this.#readers) drop(reader);
    this.#readers = [];
  }
}

function drop(reader: Reader): void {
  reader.cancel().catch(() => {});
}
