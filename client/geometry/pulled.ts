import type { Pull } from "./handles.ts";

/** A box made larger or smaller about a place that stays: how much in each direction, negative when it was turned over. */
export interface Scaling {
  readonly x: number;
  readonly y: number;
  /** What stays where it is, from the box's own top left corner. */
  readonly about: { readonly x: number; readonly y: number };
}

/** What has a size keeps this much of it, board units: from nothing there would be no way back. */
const SIZE_MIN = 1;

/**
 * What a pull on a handle makes of a box. The opposite corner or side stays, or the middle of the box; a pull across it
 * turns the box over.
 *
 * @param size of the box, board units
 * @param by how far the handle was pulled, in the box's own directions
 */
export function pulled(
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
