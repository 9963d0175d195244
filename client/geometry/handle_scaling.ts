import type { Pull } from "./handles.ts";

/** A scaling of a box about a fixed point: the factor in each direction, negative when mirrored. */
export interface Scaling {
  readonly x: number;
  readonly y: number;
  /** The fixed point, relative to the box's own top left corner. */
  readonly about: { readonly x: number; readonly y: number };
}

/** Minimum size after scaling, board units. A box of size 0 could not be scaled up again. */
const SIZE_MIN = 1;

/**
 * The scaling that results from dragging a handle. The opposite corner or side is fixed, or the centre of the box.
 * Dragging across the fixed point mirrors the box.
 *
 * @param size of the box, board units
 * @param by the distance that the handle was dragged, along the box's own axes
 */
export function scalingByHandle(
  { w, h }: { readonly w: number; readonly h: number },
  pull: Pull,
  { by, keepsRatio, fromMiddle }: {
    readonly by: { readonly x: number; readonly y: number };
    readonly keepsRatio: boolean;
    readonly fromMiddle: boolean;
  },
): Scaling {
  const reach = fromMiddle ? 2 : 1;
  let x = factor(w, w + pull.x * by.x * reach);
  let y = factor(h, h + pull.y * by.y * reach);
  if (keepsRatio) {
    const size = Math.max(pull.x === 0 || w === 0 ? 0 : Math.abs(x), pull.y === 0 || h === 0 ? 0 : Math.abs(y));
    x = factor(w, w * size) * Math.sign(x);
    y = factor(h, h * size) * Math.sign(y);
  }
  const stays = (size: number, side: number) => fromMiddle ? size / 2 : size / 2 - side * size / 2;
  return { x, y, about: { x: stays(w, pull.x), y: stays(h, pull.y) } };
}

function factor(before: number, after: number): number {
  if (before === 0) return 1;
  const min = Math.min(SIZE_MIN, before);
  return (Math.abs(after) < min ? after < 0 ? -min : min : after) / before;
}
