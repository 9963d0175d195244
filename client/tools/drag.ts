import type { Modifiers, Sample, ToolPointer } from "./tool.ts";

/** A press that goes less far is a click, CSS pixels. */
const CLICK_PX = 4;

/** A press that may become a drag: where it began, where it is, and whether it ever went anywhere. */
export class Drag {
  readonly start: Sample;
  readonly type: ToolPointer["type"];
  last: Sample;
  keys: Modifiers;
  /** Of the newest sample, ms. */
  time: number;
  #isFar = false;

  constructor({ type, samples, keys, time }: ToolPointer) {
    this.start = samples[0];
    this.type = type;
    this.last = samples[samples.length - 1];
    this.keys = keys;
    this.time = time;
  }

  /** False as long as it is still a click. */
  get isFar(): boolean {
    return this.#isFar;
  }

  /** Board units. */
  get dx(): number {
    return this.last.x - this.start.x;
  }

  get dy(): number {
    return this.last.y - this.start.y;
  }

  /** x, y of the corners of the box between where it began and where it is, board units. */
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
