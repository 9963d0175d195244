/**
 * Rice codes (Robert F. Rice, "Some Practical Universal Noiseless Coding Techniques", JPL 1979) of signed integers. A
 * number is folded to an unsigned one (0, −1, 1, −2 … become 0, 1, 2, 3 …). Its quotient by 2ᵏ is written in unary as
 * ones and a terminating zero, its remainder in k bits. This is close to optimal for differences that scatter around
 * zero.
 */

/** A quotient of this size or more is escaped: this many ones, then the folded number in 32 bits. */
const ESCAPE = 20;

export const RICE_PARAMETER_MAX = 15;

/** Estimates a good parameter for the numbers. The result is a few bytes larger than with the best one. */
export function riceParameter(values: Iterable<number>): number {
  let sum = 0, count = 0;
  for (const value of values) {
    sum += fold(value);
    count++;
  }
  // A geometric distribution with this mean has half of its weight below 2ᵏ.
  const half = count === 0 ? 0 : (sum / count) * Math.LN2;
  return Math.min(RICE_PARAMETER_MAX, Math.max(0, Math.round(Math.log2(Math.max(1, half)))));
}

export class RiceWriter {
  readonly #bytes: number[] = [];
  #byte = 0;
  #free = 8;

  /** @param value |value| < 2³¹ */
  write(value: number, k: number): void {
    const folded = fold(value);
    const quotient = folded >>> k;
    if (quotient >= ESCAPE) {
      this.#bits(2 ** ESCAPE - 1, ESCAPE);
      this.#bits(folded >>> 16, 16);
      return this.#bits(folded & 0xffff, 16);
    }
    this.#bits(2 ** (quotient + 1) - 2, quotient + 1);
    this.#bits(folded & ((1 << k) - 1), k);
  }

  /** The bytes written so far. The last byte is padded with zeros. */
  finish(): Uint8Array {
    return Uint8Array.from(this.#free === 8 ? this.#bytes : [...this.#bytes, this.#byte]);
  }

  #bits(value: number, count: number): void {
    while (count > 0) {
      const take = Math.min(count, this.#free);
      count -= take;
      this.#free -= take;
      this.#byte |= ((value >>> count) & ((1 << take) - 1)) << this.#free;
      if (this.#free > 0) continue;
      this.#bytes.push(this.#byte);
      this.#byte = 0;
      this.#free = 8;
    }
  }
}

/** The values to read: their number, their parameters (used in turn), and the destination. */
export interface RiceNumbers {
  readonly count: number;
  readonly parameters: readonly number[];
  readonly into: Int32Array;
}

/**
 * Reads numbers from a window of the next bits. One instruction counts the ones of a quotient. It is a single loop over
 * local variables because a view may show 25,000 strokes of 250 numbers, and state in an object takes three times as
 * long.
 *
 * @returns true when the bytes hold exactly these numbers, followed only by the padding of the last byte
 */
export function readRice(bytes: Uint8Array, at: number, { count, parameters, into }: RiceNumbers): boolean {
  const turns = parameters.length;
  // The next bits, from the highest down. The bits below them are zeros, as are those past the end of the bytes.
  let window = 0, left = 0;
  for (let i = 0, turn = 0; i < count; i++, turn = turn + 1 === turns ? 0 : turn + 1) {
    const k = parameters[turn];
    for (; left <= 24; left += 8) window |= bytes[at++] << (24 - left);
    let folded = Math.clz32(~window);
    if (folded >= ESCAPE) {
      window <<= ESCAPE;
      left -= ESCAPE;
      folded = 0;
      for (let half = 0; half < 2; half++) {
        for (; left <= 24; left += 8) window |= bytes[at++] << (24 - left);
        folded = folded * 65_536 + (window >>> 16);
        window <<= 16;
        left -= 16;
      }
    } else {
      window <<= folded + 1;
      left -= folded + 1;
      if (k > 0) {
        for (; left < k; left += 8) window |= bytes[at++] << (24 - left);
        folded = (folded << k) | (window >>> (32 - k));
        window <<= k;
        left -= k;
      }
    }
    into[i] = (folded >>> 1) ^ -(folded & 1);
  }
  return at - (left >>> 3) === bytes.length && window === 0;
}

function fold(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}
