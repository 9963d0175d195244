import type { Point } from "../../../board/figure/point.ts";
import { DrawingError } from "../drawing.ts";

/** A part of a path that is drawn without lifting the pen. */
export interface Subpath {
  readonly points: Point[];
  isClosed: boolean;
}

/** More commands than this are no drawing that a board could hold. */
const COMMANDS_MAX = 200_000;
/** Chords of a curve. */
const CURVE = { min: 4, max: 24 };

/** How many numbers a command takes. */
const COUNTS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/**
 * The lines of path data (SVG 2, 9.3). Curves become chords. As in browsers, the part before a mistake is drawn.
 *
 * @param scale how much larger it is shown
 * @throws {DrawingError}
 */
export function subpathsOf(data: string, scale: number): Subpath[] {
  const pen = new Pen(scale);
  const token = /([a-zA-Z])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|[\s,]+|(.)/gy;
  let command = "", values: number[] = [], count = 0;
  const run = (): boolean => {
    if (++count > COMMANDS_MAX) throw new DrawingError("tooMany");
    if (!pen.draw(command, values)) return false;
    // Further pairs after a move are lines.
    if (command === "m") command = "l";
    if (command === "M") command = "L";
    values = [];
    return true;
  };
  for (let found = token.exec(data); found !== null; found = token.exec(data)) {
    const [whole, letter, number, other] = found;
    if (other !== undefined) break;
    if (letter !== undefined) {
      if (values.length > 0 || !Object.hasOwn(COUNTS, letter.toLowerCase())) break;
      command = letter;
      if (COUNTS[letter.toLowerCase()] === 0) run();
    } else if (number !== undefined) {
      const needed = COUNTS[command.toLowerCase()];
      if (!needed) break;
      // The flags of an arc may stand without separators.
      if (needed === 7 && (values.length === 3 || values.length === 4)) {
        if (!/^[01]/.test(whole)) break;
        token.lastIndex += 1 - whole.length;
        values.push(Number(whole[0]));
      } else values.push(Number(number));
      if (values.length === needed && !run()) break;
    }
  }
  return pen.subpaths.filter(({ points }) => points.length > 1);
}

class Pen {
  readonly subpaths: Subpath[] = [];
  readonly #scale: number;
  #open: Subpath | undefined;
  #at: Point = { x: 0, y: 0 };
  #start: Point = { x: 0, y: 0 };
  /** The last control point, which the next curve mirrors, and whether it was that of a cubic one. */
  #control: { readonly at: Point; readonly isCubic: boolean } | undefined;

  constructor(scale: number) {
    this.#scale = scale;
  }

  /** @returns false when the path has to begin with something else, or leaves every board */
  draw(command: string, values: readonly number[]): boolean {
    const kind = command.toLowerCase(), origin = command === kind ? this.#at : { x: 0, y: 0 };
    if (kind !== "m" && this.subpaths.length === 0) return false;
    if (!values.every((value) => Math.abs(value) < 1e7)) return false;
    const to = (i: number): Point => ({ x: origin.x + values[i], y: origin.y + values[i + 1] });
    const control = this.#control;
    this.#control = undefined;
    switch (kind) {
      case "m":
        this.#at = this.#start = to(0);
        this.subpaths.push(this.#open = { points: [this.#at], isClosed: false });
        return true;
      case "z":
        if (this.#open) this.#open.isClosed = true;
        this.#open = undefined;
        this.#at = this.#start;
        return true;
      case "h":
        return this.#line({ x: origin.x + values[0], y: this.#at.y });
      case "v":
        return this.#line({ x: this.#at.x, y: origin.y + values[0] });
      case "l":
        return this.#line(to(0));
      case "c":
        return this.#cubic(to(0), to(2), to(4));
      case "s":
        return this.#cubic(control?.isCubic ? mirrored(control.at, this.#at) : this.#at, to(0), to(2));
      case "q":
        return this.#quadratic(to(0), to(2));
      case "t":
        return this.#quadratic(control && !control.isCubic ? mirrored(control.at, this.#at) : this.#at, to(0));
      default:
        return this.#arc(values, to(5));
    }
  }

  #line(point: Point): true {
    // After a closed part, the next one begins where it began.
    if (this.#open === undefined) this.subpaths.push(this.#open = { points: [this.#at], isClosed: false });
    this.#open.points.push(point);
    this.#at = point;
    return true;
  }

  #cubic(a: Point, b: Point, end: Point): true {
    const start = this.#at;
    const length = distance(start, a) + distance(a, b) + distance(b, end);
    this.#chords(length, (t) => {
      const s = 1 - t, k = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      return {
        x: k[0] * start.x + k[1] * a.x + k[2] * b.x + k[3] * end.x,
        y: k[0] * start.y + k[1] * a.y + k[2] * b.y + k[3] * end.y,
      };
    });
    this.#control = { at: b, isCubic: true };
    return true;
  }

  #quadratic(middle: Point, end: Point): true {
    const start = this.#at;
    this.#chords(distance(start, middle) + distance(middle, end), (t) => {
      const s = 1 - t;
      return {
        x: s * s * start.x + 2 * s * t * middle.x + t * t * end.x,
        y: s * s * start.y + 2 * s * t * middle.y + t * t * end.y,
      };
    });
    this.#control = { at: middle, isCubic: false };
    return true;
  }

  /** SVG 2, B.2.4. */
  #arc([radiusX, radiusY, degrees, isLarge, isSweep]: readonly number[], end: Point): true {
    const start = this.#at;
    let rx = Math.abs(radiusX), ry = Math.abs(radiusY);
    if (rx === 0 || ry === 0 || distance(start, end) === 0) return this.#line(end);
    const turn = degrees * Math.PI / 180, cos = Math.cos(turn), sin = Math.sin(turn);
    const dx = (start.x - end.x) / 2, dy = (start.y - end.y) / 2;
    const x = cos * dx + sin * dy, y = -sin * dx + cos * dy;
    const grown = Math.sqrt(Math.max(1, (x / rx) ** 2 + (y / ry) ** 2));
    [rx, ry] = [rx * grown, ry * grown];
    const part = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2, whole = (rx * y) ** 2 + (ry * x) ** 2;
    const factor = (isLarge === isSweep ? -1 : 1) * Math.sqrt(Math.max(0, part / whole));
    const cx = factor * rx * y / ry, cy = -factor * ry * x / rx;
    const middle = {
      x: cos * cx - sin * cy + (start.x + end.x) / 2,
      y: sin * cx + cos * cy + (start.y + end.y) / 2,
    };
    const from = Math.atan2((y - cy) / ry, (x - cx) / rx);
    let sweep = Math.atan2((-y - cy) / ry, (-x - cx) / rx) - from;
    if (isSweep === 1 && sweep < 0) sweep += 2 * Math.PI;
    if (isSweep === 0 && sweep > 0) sweep -= 2 * Math.PI;
    this.#chords(Math.abs(sweep) * Math.max(rx, ry), (t) => {
      if (t === 1) return end;
      const angle = from + t * sweep, px = rx * Math.cos(angle), py = ry * Math.sin(angle);
      return { x: middle.x + cos * px - sin * py, y: middle.y + sin * px + cos * py };
    });
    return true;
  }

  #chords(length: number, at: (t: number) => Point): void {
    const wanted = Math.ceil(Math.sqrt(length * this.#scale) * 1.5);
    const count = Math.min(CURVE.max, Math.max(CURVE.min, wanted));
    for (let i = 1; i <= count; i++) this.#line(at(i / count));
  }
}

function mirrored(point: Point, middle: Point): Point {
  return { x: 2 * middle.x - point.x, y: 2 * middle.y - point.y };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
