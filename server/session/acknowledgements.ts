/** Tracks which update frames of a session have been acknowledged as durable, and which may be. */
export class Acknowledgements {
  #told = 0;
  #max = Infinity;

  /** True while a frame was refused and its content has not been accepted since. */
  get isWithheld(): boolean {
    return this.#max < Infinity;
  }

  /** The first `count` frames are durable. @returns the number to acknowledge; undefined when nothing is new */
  next(count: number): number | undefined {
    const durable = Math.min(count, this.#max);
    return durable > this.#told ? this.#told = durable : undefined;
  }

  /** Frame number `count` was refused: neither it nor a later one may be acknowledged. */
  withholdFrom(count: number): void {
    this.#max = Math.min(this.#max, count - 1);
  }

  /** Everything that the peer has was accepted. @returns true when acknowledgements had been withheld */
  release(): boolean {
    const wereWithheld = this.#max < Infinity;
    this.#max = Infinity;
    return wereWithheld;
  }
}
