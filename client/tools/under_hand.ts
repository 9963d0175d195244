import { inMotion, type Motion } from "../../board/figure/motion.ts";
import { changesOf, withGesture } from "../../board/figure/transform.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import { isThere } from "./is_there.ts";
import type { TransformContext } from "./tool.ts";

/** Shapes that go through one motion, from what they were when the gesture began. What somebody deletes meanwhile is gone. */
export class UnderHand {
  readonly #context: TransformContext;
  readonly #shapes: readonly Shape[];

  constructor(context: TransformContext, shapes: readonly Shape[]) {
    this.#context = context;
    this.#shapes = shapes;
  }

  show(motion: Motion): void {
    const shown = this.#moved(motion).map(({ now, before, after }) => withGesture(now, before, after));
    this.#context.draft(shown, motion);
  }

  /** As one undo step. */
  write(motion: Motion): void {
    const changes = this.#moved(motion).map(({ before, after }): [ShapeId, Record<string, unknown>] => {
      return [before.id, changesOf(before, after)];
    });
    this.#context.change(new Map(changes));
  }

  #moved(motion: Motion): { now: Shape; before: Shape; after: Shape }[] {
    const there = isThere(this.#context);
    return this.#shapes.flatMap((before) => {
      const now = this.#context.get(before.id);
      return now ? [{ now, before, after: inMotion(before, motion, there) }] : [];
    });
  }
}
