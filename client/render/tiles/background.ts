import { PAPER, type Theme } from "../../../board/palette.ts";
import { gridStep } from "../../editor/shapes/grid.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

/** A part of a region's bitmap, in pixels from its top left corner. */
export type Part = readonly [x: number, y: number, width: number, height: number];

/** Half the side of a grid point, CSS pixels. */
const POINT_PX = 1;
const POINT: Record<Theme, string> = { light: "#c3c8d1", dark: "#474b53" };

export function layPaper(context: Context, theme: Theme, part: Part): void {
  context.fillStyle = PAPER[theme];
  context.fillRect(...part);
}

/**
 * Paints the points of the grid, aligned to whole pixels so that they continue across bitmaps.
 *
 * @param ratio device pixels per CSS pixel
 */
export function layGrid(context: Context, { scale, left, top }: Region, part: Part, theme: Theme, ratio: number): void {
  const step = gridStep(scale / ratio) * scale, size = Math.round(2 * POINT_PX * ratio);
  const [fromX, fromY, width, height] = part;
  const columns = spans(fromX, fromX + width, { step, size, origin: left });
  const rows = spans(fromY, fromY + height, { step, size, origin: top });
  context.fillStyle = POINT[theme];
  context.beginPath();
  for (const [y, h] of rows) for (const [x, w] of columns) context.rect(x, y, w, h);
  context.fill();
}

/** Start and length of the points along one axis, clipped to the part. */
function spans(
  from: number,
  to: number,
  { step, size, origin }: { step: number; size: number; origin: number },
): [from: number, length: number][] {
  const found: [number, number][] = [];
  for (let i = Math.floor((from + origin - size) / step); i * step < to + origin + size; i++) {
    const at = Math.round(i * step - size / 2) - origin;
    const begin = Math.max(from, at), end = Math.min(to, at + size);
    if (end > begin) found.push([begin, end - begin]);
  }
  return found;
}
