import type { Modifiers, Sample, ToolPointer } from "./tool.ts";

/** A press that moves less than this is a click, CSS pixels. */
const CLICK_PX = 4;

/** A press that may become a drag: its start, its latest sample, and whether it moved far enough. */
export class Drag {
  readonly start: Sample;
  readonly type: ToolPointer["type"];
  last: Sample;
  keys: Modifiers;
  /** Time of the newest sample, ms. */
  time: number;
  #isFar = false;

  constructor({ type, samples, keys, time }: ToolPointer) {
    this.start = samples[0];
    this.type = type;
    this.last = samples[samples.length - 1];
    this.keys = keys;
    this.time = time;
  }

  /** False while the press still counts as a click. */
  get isFar(): boolean {
    return this.#isFar;
  }

  /** Distance from the start, board units. */
  get dx(): number {
    return this.last.x - this.start.x;
  }

  get dy(): number {
    return this.last.y - this.start.y;
  }

  /** x, y of the four corners of the box between the start and the latest sample, board units. */
  get corners(): number[] {
    const { start, last } = this;
    return [start.x, start.y, last.x, start.y, last.x, last.y, start.x, last.y];
  }

  follow({ samples, keys, time }: ToolPointer): void {
    this.last = samples[samples.length - 1];
    this.keys = keys;
    this.time = time;
    const { start, last } = this;
    if (Math.hypot(last.viewX - start.viewX, last.viewY - start.viewY) >= CLICK_PX) this.#isFar = true;
  }
}
