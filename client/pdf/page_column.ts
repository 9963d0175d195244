import type { Point } from "../../board/figure/point.ts";
import type { PixelSize } from "./pdf_task.ts";

/** A board unit is a pixel of CSS, of which there are 96 to the inch, and a point is 1/72 inch: a PDF of the board has pages of the same size again. */
const UNITS_PER_POINT = 96 / 72;

/** Longer side of the largest page, board units: A0 at 300 %. Posters and plans of larger sizes are scaled. */
const EDGE_MAX = 13_500;

/** Distance of pages, board units. */
const GAP = 24;

/** Distance of columns, board units. */
const COLUMN_GAP = 4 * GAP;

export interface PlacedPage {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Boxes for pages in a column, in their size on paper. The middle of the first is at a place.
 *
 * @param sizes points
 */
export function pageColumn(sizes: readonly PixelSize[], at: Point): PlacedPage[] {
  const longest = Math.max(...sizes.flatMap(({ width, height }) => [width, height])) * UNITS_PER_POINT;
  const scale = UNITS_PER_POINT * Math.min(1, EDGE_MAX / longest);
  let top = at.y - sizes[0].height * scale / 2;
  return sizes.map(({ width, height }) => {
    // Exact, so that pages that go out again are as large as before.
    const w = width * scale, h = height * scale;
    const place = { x: at.x - w / 2, y: top, w, h };
    top += h + GAP;
    return place;
  });
}

/** Columns of several PDFs, from left to right, with their first pages side by side. */
export class PageColumns {
  #next: Point | undefined;

  /** @param at the middle of the first page of the first column */
  place(sizes: readonly PixelSize[], at: Point): PlacedPage[] {
    const pages = pageColumn(sizes, at);
    const left = Math.min(...pages.map(({ x }) => x));
    const { x: start, y: top } = this.#next ?? { x: left, y: pages[0].y };
    const dx = start - left, dy = top - pages[0].y;
    const placed = pages.map((page) => ({ ...page, x: page.x + dx, y: page.y + dy }));
    this.#next = { x: Math.max(...placed.map(({ x, w }) => x + w)) + COLUMN_GAP, y: top };
    return placed;
  }
}
