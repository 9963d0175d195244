/** Steps that a curve is cut into for whoever asks what is near it: at most a unit off for boxes of 1,000 units. */
const CURVE_STEPS = 12;

/** Places are written with so many digits after the point: a hundredth of a unit is not seen at the largest zoom. */
const DIGITS = 2;

/**
 * A line being traced, in board units: as SVG path data – which canvases take as well – and as the corners of a polyline
 * that follows it, for hit tests.
 */
export class Path {
  #commands: string[] = [];
  readonly corners: number[] = [];

  /** SVG path data (SVG 2, §9.3). */
  get d(): string {
    return this.#commands.join("");
  }

  move(x: number, y: number): this {
    this.#commands.push(`M${text(x)} ${text(y)}`);
    this.corners.push(x, y);
    return this;
  }

  line(x: number, y: number): this {
    this.#commands.push(`L${text(x)} ${text(y)}`);
    this.corners.push(x, y);
    return this;
  }

  /** A cubic Bézier curve. */
  curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this {
    this.#commands.push(`C${text(x1)} ${text(y1)} ${text(x2)} ${text(y2)} ${text(x)} ${text(y)}`);
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
    this.#commands.push("Z");
    const [x, y] = this.corners;
    this.corners.push(x, y);
    return this;
  }
}

function text(value: number): string {
  return String(+value.toFixed(DIGITS));
}
