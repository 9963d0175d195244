import { effect } from "@preact/signals-core";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Point } from "../../../board/figure/point.ts";
import { LASER_POINTS_MAX } from "../../../board/wire/together_presence.ts";
import type { Editor } from "../editor.ts";
import { type LaserTrails, POINT_MS } from "./laser_trails.ts";

/** How long the last points are told after the stroke has ended, ms: states in between may be left out. */
export const LINGER_MS = 1_000;

/** The laser pointer of the local user: its trail here, and its newest points for others. */
export class OwnLaser {
  readonly #editor: Editor;
  readonly #trails: LaserTrails;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #stop: () => void;
  #stroke = 0;
  #last = -1;
  #points: number[] = [];
  #told = -Infinity;
  #isDown = false;
  #cancel: (() => void) | undefined;

  /** @param changed called when the trail has another point */
  constructor(editor: Editor, trails: LaserTrails, clock: Clock = systemClock, changed: () => void = () => {}) {
    [this.#editor, this.#trails, this.#clock, this.#changed] = [editor, trails, clock, changed];
    editor.pointLaser = (at) => this.#point(at);
    this.#stop = effect(() => {
      if (!editor.canPoint.value) this.#clear();
    });
  }

  close(): void {
    this.#stop();
    this.#editor.pointLaser = () => {};
    this.#clear();
  }

  #point(at: Point | undefined): void {
    if (at === undefined) return this.#end();
    if (!this.#editor.canPoint.peek()) return;
    const now = this.#clock.now();
    if (!this.#isDown) {
      this.#isDown = true;
      this.#stroke++;
      [this.#last, this.#points, this.#told] = [-1, [], -Infinity];
      this.#stay();
    }
    this.#trails.add(this.#stroke, at, this.#editor.me.peek().color, now);
    this.#changed();
    if (now - this.#told < POINT_MS) return;
    this.#told = now;
    this.#last++;
    this.#points = [...this.#points, rounded(at.x), rounded(at.y)].slice(-2 * LASER_POINTS_MAX);
    this.#editor.outbox.together({ laser: { stroke: this.#stroke, last: this.#last, points: this.#points } });
  }

  #end(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#cancel = this.#clock.after(LINGER_MS, () => this.#clear());
  }

  #clear(): void {
    this.#stay();
    if (this.#stroke > 0) this.#editor.outbox.together({ laser: undefined });
    this.#isDown = false;
  }

  #stay(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
