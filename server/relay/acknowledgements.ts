/** Which of a session's update frames it was told to be durable, and may be told. */
export class Acknowledgements {
  #told = 0;
  #max = Infinity;

  /** The first `count` frames are durable. @returns how many to tell; undefined when that says nothing new */
  next(count: number): number | undefined {
    const durable = Math.min(count, this.#max);
    return durable > this.#told ? this.#told = durable : undefined;
  }

  /** Frame number `count` was refused: neither it nor a later one may be told. */
  withholdFrom(count: number): void {
    this.#max = Math.min(this.#max, count - 1);
  }

  /** All that the peer has was accepted. @returns whether frames were withheld */
  release(): boolean {
    const wereWithheld = this.#max < Infinity;
    this.#max = Infinity;
    return wereWithheld;
  }
}
