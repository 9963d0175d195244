import { bendOf } from "../../../board/figure/line/bend.ts";
import { reversedVia } from "../../../board/figure/line/made_via.ts";
import type { ArrowShape } from "../../../board/shape.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/** Reverses arrows on the same lines: the heads change places, the labels stay. */
export function swapped(arrows: readonly ArrowShape[]): Changes {
  return new Map(arrows.map((arrow) => [arrow.id, reversed(arrow)]));
}

function reversed({ start, end, labelAt, via, ...arrow }: ArrowShape): Readonly<Record<string, unknown>> {
  const bend = bendOf({ ...arrow, via });
  return {
    start: end,
    end: start,
    ...(bend !== 0 && { bend: -bend }),
    ...(via && { via: reversedVia(via) }),
    ...(labelAt !== undefined && { labelAt: 1 - labelAt }),
  };
}
