import type { Point } from "../../board/figure/point.ts";
/** Minimum distance of two fingers for zooming, CSS pixels. */
const SPREAD_MIN = 16;

/**
 * Two fingers zoom only after their distance changed by more than this, CSS pixels, because panning fingers are never
 * exactly parallel.
 */
const ZOOM_SLACK = 8;

/** Movement of the fingers since the last report. */
export interface Pinch {
  /** Pan, CSS pixels. */
  readonly dx: number;
  readonly dy: number;
  /** Zoom factor around `at`. */
  readonly factor: number;
  /** The middle of the fingers, CSS pixels in the viewport. */
  readonly at: Point;
}

/**
 * One or two fingers that pan and zoom the view. Each new finger starts a new measurement, so that nothing jumps.
 * Ignores further fingers.
 */
export class Fingers {
  readonly #points = new Map<number, Point>();
  /** Distance of the fingers at the start of the measurement, and the distance that the current zoom corresponds to. */
  #startSpread = 0;
  #spread = 0;

  get count(): number {
    return this.#points.size;
  }

  has(id: number): boolean {
    return this.#points.has(id);
  }

  /** @returns false when there are two fingers already */
  put(id: number, point: Point): boolean {
    if (this.#points.size >= 2) return false;
    this.#points.set(id, point);
    this.#startSpread = this.#spread = this.#distance();
    return true;
  }

  /** @returns undefined for an unknown finger */
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
    // The browser reports fingers one by one, so their distance fluctuates in a fast pan. The total zoom depends only
    // on the current positions, so that the fluctuation cancels out.
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
