/** What this folder adds to a file at most, bytes. */
const ADDED_MAX = 64;

/** Collects the parts of a file that stay, in one piece of memory however many there are. */
export class KeptBytes {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(file: Uint8Array) {
    this.#bytes = new Uint8Array(file.length + ADDED_MAX);
  }

  /** @returns where the part begins */
  add(part: ArrayLike<number>): number {
    const at = this.#length;
    this.#bytes.set(part, at);
    this.#length += part.length;
    return at;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }
}
