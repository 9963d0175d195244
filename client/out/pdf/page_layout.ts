import { type Box, height, width } from "../../geometry/box.ts";

/** Sizes of paper, portrait, points: 72 to the inch. */
const PAPERS = { a4: [595.28, 841.89], letter: [612, 792] } as const;

export type Paper = "fit" | keyof typeof PAPERS;

/** A board unit is a pixel of CSS, of which there are 96 to the inch. */
const POINTS_PER_UNIT = 0.75;

/** The longest edge of a page that viewers must accept (ISO 32000-2, C.2), points. */
const EDGE_MAX = 14_400;
const EDGE_MIN = 3;

/** Distance of the drawing from the edges of a sheet of paper with a margin, points: half an inch. */
const PAPER_MARGIN = 36;

/** A page, and where the board lies on it: page x = left + scale · x, page y = top − scale · y. Points. */
export interface PageLayout {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** A page that is as large as the drawing, or a sheet of paper, turned as the drawing is, that the drawing fills. */
export function layOutPage(box: Box, { paper, hasMargin }: { paper: Paper; hasMargin: boolean }): PageLayout {
  const wide = Math.max(1, width(box)), high = Math.max(1, height(box));
  if (paper === "fit") {
    const scale = Math.min(POINTS_PER_UNIT, EDGE_MAX / Math.max(wide, high));
    const [w, h] = [wide, high].map((edge) => Math.max(EDGE_MIN, edge * scale));
    return { width: w, height: h, scale, left: -box.minX * scale, top: h + box.minY * scale };
  }
  const [short, long] = PAPERS[paper];
  const [w, h] = wide > high ? [long, short] : [short, long];
  const margin = hasMargin ? PAPER_MARGIN : 0;
  const scale = Math.min((w - 2 * margin) / wide, (h - 2 * margin) / high);
  return {
    width: w,
    height: h,
    scale,
    left: (w - wide * scale) / 2 - box.minX * scale,
    top: (h + high * scale) / 2 + box.minY * scale,
  };
}
