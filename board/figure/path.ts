import { boundsOf } from "./bounds.ts";

/** Segments that approximate a curve in `corners`: at most a unit off for boxes of 1,000 units. */
const CURVE_STEPS = 12;

/** Digits after the decimal point. A hundredth of a unit is invisible at the largest zoom. */
const DIGITS = 2;
/** A path that was scaled down is enlarged again, so it needs more digits. */
const SCALED_DIGITS = 6;

/**
 * Builds a path in board units, as SVG path data, which canvases accept too, and as the corners of an approximating
 * polyline for hit tests.
 */
export class Path {
  readonly #letters: Letter[] = [];
  readonly #numbers: number[] = [];
  readonly corners: number[] = [];

  /** SVG path data (SVG 2, §9.3). */
  get d(): string {
    return this.scaled(1);
  }

  /** Number of commands. */
  get size(): number {
    return this.#letters.length;
  }

  /** The longer side of the bounding box of the path, board units. */
  get extent(): number {
    const { minX, minY, maxX, maxY } = boundsOf(this.corners);
    return Math.max(maxX - minX, maxY - minY);
  }

  /** Path data of the path scaled by a factor. */
  scaled(factor: number): string {
    const digits = factor === 1 ? DIGITS : SCALED_DIGITS;
    let d = "", at = 0;
    for (const letter of this.#letters) {
      d += letter;
      const end = at + NUMBERS[letter];
      for (let i = at; i < end; i++) d += (i > at ? " " : "") + text(this.#numbers[i] * factor, digits);
      at = end;
    }
    return d;
  }

  move(x: number, y: number): this {
    this.#add("M", x, y);
    this.corners.push(x, y);
    return this;
  }

  line(x: number, y: number): this {
    this.#add("L", x, y);
    this.corners.push(x, y);
    return this;
  }

  /** A cubic Bézier curve. */
  curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this {
    this.#add("C", x1, y1, x2, y2, x, y);
    const [x0, y0] = this.corners.slice(-2);
    for (let i = 1; i <= CURVE_STEPS; i++) {
      const t = i / CURVE_STEPS, s = 1 - t;
      const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      this.corners.push(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
    }
    return this;
  }

  /** A quadratic Bézier curve. */
  bend(cx: number, cy: number, x: number, y: number): this {
    const [x0, y0] = this.corners.slice(-2);
    return this.curve(
      x0 + 2 / 3 * (cx - x0),
      y0 + 2 / 3 * (cy - y0),
      x + 2 / 3 * (cx - x),
      y + 2 / 3 * (cy - y),
      x,
      y,
    );
  }

  close(): this {
    this.#add("Z");
    const [x, y] = this.corners;
    this.corners.push(x, y);
    return this;
  }

  #add(letter: Letter, ...numbers: number[]): void {
    this.#letters.push(letter);
    this.#numbers.push(...numbers);
  }
}

type Letter = "M" | "L" | "C" | "Z";

const NUMBERS: Readonly<Record<Letter, number>> = { M: 2, L: 2, C: 6, Z: 0 };

function text(value: number, digits: number): string {
  return String(+value.toFixed(digits));
}
