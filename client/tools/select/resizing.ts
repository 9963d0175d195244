import { isOnlyText, isPicture } from "../../../board/kinds/kinds.ts";
import type { Motion } from "../../../board/figure/motion.ts";
import { type Point, toOwn, type TurnedBox, uprightOf } from "../../../board/figure/point.ts";
import type { Scaling } from "../../../board/figure/transform.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Handle, handleCursor, type Pull } from "../../geometry/handles.ts";
import { scalingByHandle } from "../../geometry/handle_scaling.ts";
import { Snapping } from "../../geometry/snapping.ts";
import type { Drag } from "../drag.ts";
import type { Gesture } from "./gesture.ts";
import { SNAP_PX } from "./moving.ts";
import type { TransformContext } from "../tool.ts";
import { UnderHand } from "./late_contents.ts";

/** Resizes the selection by its box. Shift keeps the proportions, Alt keeps the middle, Mod turns snapping off. */
export class Resizing implements Gesture {
  readonly cursor: string;
  readonly #context: TransformContext;
  readonly #box: TurnedBox;
  readonly #pull: Pull;
  readonly #shapes: readonly Shape[];
  readonly #underHand: UnderHand;
  #snapping: Snapping | undefined;

  constructor(context: TransformContext, { box, handle }: { box: TurnedBox; handle: Handle & { pull: Pull } }) {
    this.cursor = handleCursor(handle, box.angle ?? 0);
    this.#context = context;
    this.#box = box;
    this.#pull = handle.pull;
    this.#shapes = context.free(context.selection, { carried: false });
    this.#underHand = new UnderHand(context, this.#shapes, { carried: false });
  }

  follow(drag: Drag): void {
    this.#underHand.show(this.#motion(drag));
  }

  commit(drag: Drag): void {
    const motion = this.#motion(drag);
    this.cancel();
    this.#underHand.write(motion);
  }

  cancel(): void {
    this.#context.guide([]);
    this.#context.draft([]);
  }

  #motion(drag: Drag): Motion {
    return { kind: "scale", box: this.#box, by: this.#scaling(drag) };
  }

  #scaling(drag: Drag): Scaling {
    const { keys, start, last } = drag;
    const from = toOwn(this.#box, start), to = toOwn(this.#box, last);
    const by = { x: to.x - from.x, y: to.y - from.y };
    const keepsRatio = keys.shift !== this.#keepsRatioItself();
    const snap = keys.mod || keepsRatio || (this.#box.angle ?? 0) !== 0 ? this.#unsnapped() : this.#snap(by);
    return scalingByHandle(this.#box, this.#pull, {
      by: { x: by.x + snap.x, y: by.y + snap.y },
      keepsRatio,
      fromMiddle: keys.alt,
    });
  }

  /** True when a corner handle scales texts or images, which must not be distorted. */
  #keepsRatioItself(): boolean {
    return this.#pull.x !== 0 && this.#pull.y !== 0 &&
      this.#shapes.some((shape) => isOnlyText(shape) || isPicture(shape));
  }

  #unsnapped(): Point {
    this.#context.guide([]);
    return { x: 0, y: 0 };
  }

  /** The extra distance from the pulled sides to the nearest snap position. */
  #snap(by: Point): Point {
    const { grid, zoom } = this.#context;
    const { x, y } = this.#pull;
    const box = uprightOf(this.#box);
    const there = {
      minX: box.minX + (x < 0 ? by.x : 0),
      minY: box.minY + (y < 0 ? by.y : 0),
      maxX: box.maxX + (x > 0 ? by.x : 0),
      maxY: box.maxY + (y > 0 ? by.y : 0),
    };
    if (grid !== undefined) {
      const off = (side: number, lo: number, hi: number) => {
        const at = side < 0 ? lo : hi;
        return side === 0 ? 0 : Math.round(at / grid) * grid - at;
      };
      return { x: off(x, there.minX, there.maxX), y: off(y, there.minY, there.maxY) };
    }
    this.#snapping ??= new Snapping(this.#context.around(new Set(this.#shapes.map(({ id }) => id))));
    const { dx, dy, guides } = this.#snapping.pull(there, SNAP_PX / zoom, this.#pull);
    this.#context.guide(guides);
    return { x: dx, y: dy };
  }
}
