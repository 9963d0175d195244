import { inMotion, type Motion } from "../../board/figure/motion.ts";
import { middleOf, type Place, type TurnedBox } from "../../board/figure/place.ts";
import { changesOf } from "../../board/figure/transform.ts";
import type { Shape } from "../../board/shape.ts";
import type { Drag } from "./drag.ts";
import type { Gesture } from "./gesture.ts";
import { isThere } from "./is_there.ts";
import type { TransformContext } from "./tool.ts";

/** Steps that a held Shift keeps angles to, radians. */
const STEP = Math.PI / 12;

/** Turns what is selected about the middle of its box, and with frames what they carry. Shift: in steps of 15°. */
export class Rotating implements Gesture {
  readonly cursor = "grabbing";
  readonly #context: TransformContext;
  readonly #middle: Place;
  /** What the box was turned by before. */
  readonly #angle: number;
  readonly #shapes: readonly Shape[];

  constructor(context: TransformContext, box: TurnedBox) {
    this.#context = context;
    this.#middle = middleOf(box);
    this.#angle = box.angle ?? 0;
    this.#shapes = context.free(context.selection, { carried: true });
  }

  follow(drag: Drag): void {
    const motion = this.#motion(drag);
    this.#context.draft(this.#turned(motion), motion);
  }

  commit(drag: Drag): void {
    const turned = this.#turned(this.#motion(drag));
    this.cancel();
    this.#context.change(new Map(turned.map((shape, i) => [shape.id, changesOf(this.#shapes[i], shape)])));
  }

  cancel(): void {
    this.#context.draft([]);
  }

  #motion({ start, last, keys }: Drag): Motion {
    const by = this.#direction(last) - this.#direction(start);
    const angle = keys.shift ? Math.round((this.#angle + by) / STEP) * STEP - this.#angle : by;
    return { kind: "turn", about: this.#middle, angle };
  }

  #turned(motion: Motion): Shape[] {
    const there = isThere(this.#context);
    return this.#shapes.map((shape) => inMotion(shape, motion, there));
  }

  #direction({ x, y }: Place): number {
    return Math.atan2(y - this.#middle.y, x - this.#middle.x);
  }
}
