/**
 * Rice codes (Robert F. Rice, "Some Practical Universal Noiseless Coding Techniques", JPL 1979) of signed integers: a
 * number is folded to an unsigned one (0, −1, 1, −2 … become 0, 1, 2, 3 …), its quotient by 2ᵏ written as so many
 * ones and a zero, its remainder in k bits. Near the best there is for differences that scatter around zero.
 */

/** A quotient this large is an outlier: as many ones, then the folded number in 32 bits. */
const ESCAPE = 20;

export const RICE_PARAMETER_MAX = 15;

/** The parameter that suits the numbers; they are few bytes apart from the best one. */
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

  /** The bytes so far, the last one filled up with zeros. */
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

/**
 * Reads from a window of the next bits: the ones of a quotient are counted by one instruction, not one by one. Past the
 * end of the bytes there are zeros; `isAtEnd` tells afterwards.
 */
export class RiceReader {
  readonly #bytes: Uint8Array;
  /** The byte that comes into the window next. */
  #at: number;
  /** The next bits, from the highest down; below them zeros. */
  #window = 0;
  #left = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  read(k: number): number {
    this.#fill();
    const quotient = Math.clz32(~this.#window);
    if (quotient >= ESCAPE) {
      this.#take(ESCAPE);
      return unfold(this.#next(16) * 65_536 + this.#next(16));
    }
    this.#take(quotient + 1);
    return unfold((quotient << k) | this.#next(k));
  }

  /** True when all numbers were there, and nothing but the filling of the last byte is left. */
  get isAtEnd(): boolean {
    return this.#at - (this.#left >>> 3) === this.#bytes.length && this.#window === 0;
  }

  /** Makes 25 bits and more ready. */
  #fill(): void {
    for (; this.#left <= 24; this.#left += 8) this.#window |= this.#bytes[this.#at++] << (24 - this.#left);
  }

  /** The next 24 bits or fewer as a number. */
  #next(count: number): number {
    if (count === 0) return 0;
    if (this.#left < count) this.#fill();
    const value = this.#window >>> (32 - count);
    this.#take(count);
    return value;
  }

  #take(count: number): void {
    this.#window <<= count;
    this.#left -= count;
  }
}

function fold(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unfold(folded: number): number {
  return (folded >>> 1) ^ -(folded & 1);
}
