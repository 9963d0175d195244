/**
 * Room for numbers that nobody keeps, used again each time: a view of a large board is painted from 25,000 strokes, and
 * arrays of their own would have the garbage collector run while somebody pans.
 */
export class Scratch {
  #room = new Float32Array(1_024);

  /** As many numbers, whatever they are; valid until the next are taken. */
  readonly take = (length: number): Float32Array => {
    if (this.#room.length < length) this.#room = new Float32Array(2 * length);
    return this.#room.subarray(0, length);
  };
}
