import { cornersOf, type Point, type TurnedBox } from "../../../board/figure/point.ts";
import { overlap, type Region } from "../region.ts";

/** Number of sides. */
export const PARTS_MAX = 4;
/** An outline with a smaller inside is shown as a whole, device pixels. */
const INSIDE_MIN = 300;

/**
 * The parts of a view that an outline with these handles touches: its four sides, or all of it when it is small or
 * turned. They do not overlap.
 *
 * @param reach how far the marks are painted around the outline and around the middles of the handles, device pixels
 * @param ratio device pixels per CSS pixel
 */
export function outlineParts(
  box: TurnedBox,
  view: Region,
  { handles, reach, ratio }: { handles: readonly Point[]; reach: number; ratio: number },
): Region[] {
  const { scale } = view;
  // Parts begin at pixels that are also CSS pixels: elsewhere some browsers shift a canvas.
  let pixels = 1;
  while (pixels < 20 && pixels * ratio % 1 > 1e-6) pixels++;
  const step = Math.round(pixels * ratio);
  const places = [...cornersOf(box), ...handles];
  /** Where the parts begin and end in one direction. */
  const bounds = (axis: "x" | "y", length: number, origin: number) => {
    const ends = places.map((place) => place[axis]), from = box[axis];
    return [Math.min(...ends), from, from + length, Math.max(...ends)].map((end, i) =>
      origin + Math.floor((end * scale + (i % 2 ? reach : -reach) - origin) / step) * step + (i % 2) * step
    );
  };
  const [left, innerLeft, innerRight, right] = bounds("x", box.w, view.left);
  const [top, innerTop, innerBottom, bottom] = bounds("y", box.h, view.top);
  const isWhole = !!box.angle || innerRight - innerLeft < INSIDE_MIN || innerBottom - innerTop < INSIDE_MIN;
  const parts = isWhole ? [[left, top, right, bottom]] : [
    [left, top, right, innerTop],
    [left, innerBottom, right, bottom],
    [left, innerTop, innerLeft, innerBottom],
    [innerRight, innerTop, right, innerBottom],
  ];
  return parts
    .map(([left, top, right, bottom]) => overlap({ scale, left, top, width: right - left, height: bottom - top }, view))
    .filter((part) => part !== undefined);
}
