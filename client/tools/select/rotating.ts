import type { Motion } from "../../../board/figure/motion.ts";
import { middleOf, type Point, type TurnedBox } from "../../../board/figure/point.ts";
import type { Drag } from "../drag.ts";
import type { Gesture } from "./gesture.ts";
import type { TransformContext } from "../tool.ts";
import { UnderHand } from "./late_contents.ts";

/** Shift rounds angles to this step, radians. */
const STEP = Math.PI / 12;

/** Rotates the selection, including the contents of frames, around the middle of its box. Shift: steps of 15°. */
export class Rotating implements Gesture {
  readonly cursor = "grabbing";
  readonly #context: TransformContext;
  readonly #middle: Point;
  /** The rotation of the box before the gesture, radians. */
  readonly #angle: number;
  readonly #underHand: UnderHand;

  constructor(context: TransformContext, box: TurnedBox) {
    this.#context = context;
    this.#middle = middleOf(box);
    this.#angle = box.angle ?? 0;
    const shapes = context.free(context.selection, { carried: true });
    this.#underHand = new UnderHand(context, shapes, { carried: true });
  }

  follow(drag: Drag): void {
    this.#underHand.show(this.#motion(drag));
  }

  commit(drag: Drag): void {
    this.cancel();
    this.#underHand.write(this.#motion(drag));
  }

  cancel(): void {
    this.#context.draft([]);
  }

  #motion({ start, last, keys }: Drag): Motion {
    const by = this.#direction(last) - this.#direction(start);
    const angle = keys.shift ? Math.round((this.#angle + by) / STEP) * STEP - this.#angle : by;
    return { kind: "turn", about: this.#middle, angle };
  }

  #direction({ x, y }: Point): number {
    return Math.atan2(y - this.#middle.y, x - this.#middle.x);
  }
}
