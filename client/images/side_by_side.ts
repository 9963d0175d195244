import type { Point } from "../../board/figure/point.ts";

/** Distance between pictures that are added together, board units. */
const GAP = 24;

interface Size {
  readonly w: number;
  readonly h: number;
}

/** The largest size of the same proportions within a limit; small pictures keep theirs. */
export function fittedSize({ w, h }: Size, most: Size): Size {
  const scale = Math.min(1, most.w / w, most.h / h);
  return { w: Math.max(1, w * scale), h: Math.max(1, h * scale) };
}

/** Corners for pictures in rows of nearly equal length, together centred on a place. */
export function sideBySide(sizes: readonly Size[], at: Point): Point[] {
  const inRow = Math.ceil(Math.sqrt(sizes.length));
  const rows = Array.from(
    { length: Math.ceil(sizes.length / inRow) },
    (_, i) => sizes.slice(i * inRow, (i + 1) * inRow),
  );
  const widthOf = (row: readonly Size[]) => row.reduce((sum, { w }) => sum + w + GAP, -GAP);
  const heightOf = (row: readonly Size[]) => Math.max(...row.map(({ h }) => h));
  let y = at.y - rows.reduce((sum, row) => sum + heightOf(row) + GAP, -GAP) / 2;
  return rows.flatMap((row) => {
    let x = at.x - widthOf(row) / 2;
    const height = heightOf(row);
    const places = row.map(({ w, h }) => {
      const place = { x, y: y + (height - h) / 2 };
      x += w + GAP;
      return place;
    });
    y += height + GAP;
    return places;
  });
}
