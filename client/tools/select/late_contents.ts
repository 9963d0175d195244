import { inMotion, type Motion } from "../../../board/figure/motion.ts";
import { changesOf, withGesture } from "../../../board/figure/transform.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import { isThere } from "./connectable.ts";
import type { TransformContext } from "../tool.ts";

/**
 * The shapes of a gesture as they were at its start, plus shapes that peers have put into its frames since, as they are
 * now. Shapes left behind would be clipped by the frame and unreachable.
 */
export function withLateContents(context: Pick<TransformContext, "free">, shapes: readonly Shape[]): readonly Shape[] {
  const ids = new Set(shapes.map(({ id }) => id));
  const late = context.free(ids, { carried: true }).filter(({ id }) => !ids.has(id));
  return late.length > 0 ? [...shapes, ...late] : shapes;
}

/** Applies one motion to shapes as they were when the gesture began. Skips shapes that a peer has deleted meanwhile. */
export class UnderHand {
  readonly #context: TransformContext;
  readonly #shapes: readonly Shape[];
  readonly #isCarrying: boolean;

  /** @param options.carried include the contents of frames, also shapes added to them during the gesture */
  constructor(context: TransformContext, shapes: readonly Shape[], { carried }: { readonly carried: boolean }) {
    this.#context = context;
    this.#shapes = shapes;
    this.#isCarrying = carried;
  }

  show(motion: Motion): void {
    const shown = this.#moved(motion).map(({ now, before, after }) => withGesture(now, before, after));
    this.#context.draft(shown, motion);
  }

  /** Writes the motion as one undo step. */
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
