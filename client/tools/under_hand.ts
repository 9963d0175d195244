import { inMotion, type Motion } from "../../board/figure/motion.ts";
import { changesOf, withGesture } from "../../board/figure/transform.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import { isThere } from "./is_there.ts";
import type { TransformContext } from "./tool.ts";

/**
 * The shapes of a gesture as they were when it began, and with frames among them what others have put into those since,
 * as it is now: left behind it would be cut off by the frame, and nobody could see or reach it.
 */
export function withLateContents(context: Pick<TransformContext, "free">, shapes: readonly Shape[]): readonly Shape[] {
  const ids = new Set(shapes.map(({ id }) => id));
  const late = context.free(ids, { carried: true }).filter(({ id }) => !ids.has(id));
  return late.length > 0 ? [...shapes, ...late] : shapes;
}

/** Shapes that go through one motion, from what they were when the gesture began. What somebody deletes meanwhile is gone. */
export class UnderHand {
  readonly #context: TransformContext;
  readonly #shapes: readonly Shape[];
  readonly #isCarrying: boolean;

  /** @param options.carried what frames carry goes through the motion too, also what comes into them meanwhile */
  constructor(context: TransformContext, shapes: readonly Shape[], { carried }: { readonly carried: boolean }) {
    this.#context = context;
    this.#shapes = shapes;
    this.#isCarrying = carried;
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
    const shapes = this.#isCarrying ? withLateContents(this.#context, this.#shapes) : this.#shapes;
    return shapes.flatMap((before) => {
      const now = this.#context.get(before.id);
      return now ? [{ now, before, after: inMotion(before, motion, there) }] : [];
    });
  }
}
