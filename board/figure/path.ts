import { boundsOf } from "./bounds.ts";

/** Segments that approximate a curve in `corners`: at most a unit off for boxes of 1,000 units. */
const CURVE_STEPS = 12;

/** Digits after the decimal point. A hundredth of a unit is invisible at the largest zoom. */
const DIGITS = 2;
/** A path that was scaled down is enlarged again, so it needs more digits. */
const SCALED_DIGITS = 6;

/** The part of the Canvas API that `Path.trace` calls. */
export interface PathTarget {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
}

/**
 * Builds a path in board units, for canvases, as SVG path data, and as the corners of an approximating polyline for hit
 * tests.
 */
export class Path {
  readonly #letters: Letter[] = [];
  readonly #numbers: number[] = [];
  #corners: readonly number[] | undefined;

  /** Computed on demand, because most paths are only painted. Empty before the first command. */
  get corners(): readonly number[] {
    return this.#corners ??= cornersOf(this.#letters, this.#numbers);
  }

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

  /** Adds the path to the current path of a canvas. */
  trace(to: PathTarget): void {
    const numbers = this.#numbers;
    let at = 0;
    for (const letter of this.#letters) {
      const x = numbers[at], y = numbers[at + 1];
      if (letter === "M") to.moveTo(x, y);
      else if (letter === "L") to.lineTo(x, y);
      else if (letter === "Z") to.closePath();
      else to.bezierCurveTo(x, y, numbers[at + 2], numbers[at + 3], numbers[at + 4], numbers[at + 5]);
      at += NUMBERS[letter];
    }
  }

  move(x: number, y: number): this {
    return this.#add("M", x, y);
  }

  line(x: number, y: number): this {
    return this.#add("L", x, y);
  }

  /** A cubic Bézier curve. */
  curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this {
    return this.#add("C", x1, y1, x2, y2, x, y);
  }

  /** A quadratic Bézier curve. */
  bend(cx: number, cy: number, x: number, y: number): this {
    const x0 = this.#numbers[this.#numbers.length - 2], y0 = this.#numbers[this.#numbers.length - 1];
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
    return this.#add("Z");
  }

  #add(letter: Letter, ...numbers: number[]): this {
    this.#letters.push(letter);
    for (const number of numbers) this.#numbers.push(number);
    this.#corners = undefined;
    return this;
  }
}

function cornersOf(letters: readonly Letter[], numbers: readonly number[]): number[] {
  const corners: number[] = [];
  let at = 0;
  for (const letter of letters) {
    if (letter === "Z") corners.push(corners[0], corners[1]);
    else if (letter === "C") flatten(corners, numbers, at);
    else corners.push(numbers[at], numbers[at + 1]);
    at += NUMBERS[letter];
  }
  return corners;
}

/** Adds points of a cubic Bézier curve from the last corner. Its numbers begin at `at`. */
function flatten(corners: number[], numbers: readonly number[], at: number): void {
  const x0 = corners[corners.length - 2], y0 = corners[corners.length - 1];
  for (let i = 1; i <= CURVE_STEPS; i++) {
    const t = i / CURVE_STEPS, s = 1 - t;
    const a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    corners.push(
      a * x0 + b * numbers[at] + c * numbers[at + 2] + d * numbers[at + 4],
      a * y0 + b * numbers[at + 1] + c * numbers[at + 3] + d * numbers[at + 5],
    );
  }
}

type Letter = "M" | "L" | "C" | "Z";

const NUMBERS: Readonly<Record<Letter, number>> = { M: 2, L: 2, C: 6, Z: 0 };

function text(value: number, digits: number): string {
  return String(+value.toFixed(digits));
}
