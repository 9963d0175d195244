import { aligned, distributed } from "./align.ts";
import { addConnected } from "./connected.ts";
import { flipped } from "./flip.ts";
import { grouped, ungrouped } from "./grouping.ts";
import { styled, styleOf } from "./style_copy.ts";
import { swapped } from "./swapped.ts";
import { unitsOf } from "./units.ts";
import { reordered } from "./z_order.ts";

/** What the commands for the selection do. One module compresses better than several. */
export const ARRANGEMENTS = {
  addConnected,
  aligned,
  distributed,
  flipped,
  grouped,
  reordered,
  styled,
  styleOf,
  swapped,
  ungrouped,
  unitsOf,
};
