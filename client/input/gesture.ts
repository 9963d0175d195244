/** Two fingers nearer than this say nothing about zoom, CSS pixels. */
const SPREAD_MIN = 16;

/** By so much fingers may move apart or together before they zoom, CSS pixels: two that only pan are never parallel. */
const ZOOM_SLACK = 8;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What fingers did since the last report. */
export interface Pinch {
  /** How far the board follows them, CSS pixels. */
  readonly dx: number;
  readonly dy: number;
  /** How much larger the board gets around `at`. */
  readonly factor: number;
  /** The middle of the fingers, CSS pixels in the viewport. */
  readonly at: Point;
}

/**
 * One or two fingers that move the board. Fingers may come and go: each time the measure is taken anew, so that nothing
 * jumps. More than two are not looked at.
 */
export class Fingers {
  readonly #points = new Map<number, Point>();
  /** Distance of the fingers when the measure was taken, and the one that the zoom so far answers to. */
  #startSpread = 0;
  #spread = 0;

  get count(): number {
    return this.#points.size;
  }

  has(id: number): boolean {
    return this.#points.has(id);
  }

  /** @returns false when there are two already */
  put(id: number, point: Point): boolean {
    if (this.#points.size >= 2) return false;
    this.#points.set(id, point);
    this.#startSpread = this.#spread = this.#distance();
    return true;
  }

  /** @returns undefined when it is not one of these fingers */
  move(id: number, { x, y }: Point): Pinch | undefined {
    const from = this.#points.get(id);
    if (from === undefined) return undefined;
    this.#points.set(id, { x, y });
    const share = 1 / this.#points.size;
    return { dx: (x - from.x) * share, dy: (y - from.y) * share, factor: this.#factor(), at: this.#middle() };
  }

  lift(id: number): void {
    this.#points.delete(id);
  }

  clear(): void {
    this.#points.clear();
  }

  #factor(): number {
    if (this.#points.size < 2) return 1;
    // Fingers are told of one by one, so the distance swings in a fast pan. What was zoomed must depend on where they
    // are alone, not on where they passed, for the swing to leave nothing.
    const change = this.#distance() - this.#startSpread;
    const spread = this.#startSpread + Math.sign(change) * Math.max(0, Math.abs(change) - ZOOM_SLACK);
    const factor = spread / this.#spread;
    this.#spread = spread;
    return factor;
  }

  #distance(): number {
    const [a, b] = this.#points.values();
    return b === undefined ? 0 : Math.max(SPREAD_MIN, Math.hypot(a.x - b.x, a.y - b.y));
  }

  #middle(): Point {
    const [a, b = a] = this.#points.values();
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }
}
