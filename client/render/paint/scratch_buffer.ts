/**
 * A reusable buffer for temporary numbers. Painting a view of a large board takes 25,000 strokes, and separate arrays
 * would trigger garbage collection during pans.
 */
export class Scratch {
  #room = new Float32Array(1_024);

  /** Returns a buffer of this length with arbitrary content. Valid until the next call. */
  readonly take = (length: number): Float32Array => {
    if (this.#room.length < length) this.#room = new Float32Array(2 * length);
    return this.#room.subarray(0, length);
  };
}
