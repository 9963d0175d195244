import type { ShapeId } from "../../../board/id.ts";
import { comparePaint, type OrderKey, ordersBetween } from "../../../board/order.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Changes } from "../shapes/shape_writer.ts";

export type Step = "front" | "forward" | "backward" | "back";

/**
 * Moves shapes up or down in paint order and keeps their relative order. A single step passes the nearest shape that
 * overlaps one of them, since passing any other would not be visible.
 *
 * @param all every shape of the board
 * @param overlaps whether two shapes may cover each other
 */
export function reordered(
  all: Iterable<Shape>,
  chosen: ReadonlySet<ShapeId>,
  { step, overlaps }: { step: Step; overlaps: (a: Shape, b: Shape) => boolean },
): Changes {
  const sorted = [...all].sort(comparePaint);
  const moving = sorted.filter(({ id }) => chosen.has(id));
  const staying = sorted.filter(({ id }) => !chosen.has(id));
  if (moving.length === 0 || staying.length === 0) return new Map();
  const at = placeFor(step, { moving, staying, overlaps });
  if (at === undefined) return new Map();
  const keys = keysAt(staying, at, moving.length);
  if (isAlready(sorted, moving, staying, at)) return new Map();
  return new Map(moving.map(({ id }, i) => [id, { order: keys[i] }]));
}

/** The index in `staying` at which the moving shapes are inserted; undefined when there is nothing to pass. */
function placeFor(step: Step, { moving, staying, overlaps }: {
  moving: readonly Shape[];
  staying: readonly Shape[];
  overlaps: (a: Shape, b: Shape) => boolean;
}): number | undefined {
  const touchesOne = (shape: Shape) => moving.some((other) => overlaps(shape, other));
  switch (step) {
    case "front":
      return staying.length;
    case "back":
      return 0;
    case "forward": {
      const top = moving[moving.length - 1];
      const i = staying.findIndex((shape) => comparePaint(shape, top) > 0 && touchesOne(shape));
      return i < 0 ? undefined : i + 1;
    }
    case "backward": {
      const i = staying.findLastIndex((shape) => comparePaint(shape, moving[0]) < 0 && touchesOne(shape));
      return i < 0 ? undefined : i;
    }
  }
}

function keysAt(staying: readonly Shape[], at: number, count: number): OrderKey[] {
  return ordersBetween(staying[at - 1]?.order, staying[at]?.order, count);
}

/** True when the order would not change. */
function isAlready(sorted: readonly Shape[], moving: readonly Shape[], staying: readonly Shape[], at: number): boolean {
  const wanted = [...staying.slice(0, at), ...moving, ...staying.slice(at)];
  return wanted.every((shape, i) => shape === sorted[i]);
}
