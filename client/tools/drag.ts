import type { Modifiers, Sample, ToolPointer } from "./tool.ts";

/** A press that goes less far is a click, CSS pixels. */
const CLICK_PX = 4;

/** A press that may become a drag: where it began, where it is, and whether it ever went anywhere. */
export class Drag {
  readonly start: Sample;
  last: Sample;
  keys: Modifiers;
  #isFar = false;

  constructor({ samples, keys }: ToolPointer) {
    this.start = samples[0];
    this.last = samples[samples.length - 1];
    this.keys = keys;
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

  follow({ samples, keys }: ToolPointer): void {
    this.last = samples[samples.length - 1];
    this.keys = keys;
    const { start, last } = this;
    if (Math.hypot(last.viewX - start.viewX, last.viewY - start.viewY) >= CLICK_PX) this.#isFar = true;
  }
}
