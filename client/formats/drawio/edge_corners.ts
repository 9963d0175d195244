import type { Point } from "../../../board/figure/point.ts";
import type { Style } from "./style.ts";

/** An upright box, or a place without size. */
export interface Span {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

interface Bent {
  readonly from: Span;
  readonly to: Span;
  /** Where a person has put the part between the two corners. */
  readonly point: Point | undefined;
}

/**
 * The corners of a line with one part across, level or upright. It may lie at the height of one of its ends or of both,
 * and is straight there.
 *
 * @returns undefined for a line across the gap between both ends
 */
export function bendCorners(style: Style, { from, to, point }: Bent): Point[] | undefined {
  const isLevel = isAcrossLevel(style, { from, to, point });
  // The part across is upright in what follows; a level one is turned to it and back.
  const turn = ({ x, y }: Point): Point => isLevel ? { x: y, y: x } : { x, y };
  const [a, b] = isLevel ? [turned(from), turned(to)] : [from, to];
  const near = Math.min(a.maxX, b.maxX), far = Math.max(a.minX, b.minX);
  const isBox = [a, b].every(({ minX, maxX, minY, maxY }) => maxX > minX && maxY > minY);
  if (point === undefined && far > near && isBox) return undefined;
  const led = point && turn(point);
  const x = led?.x ?? Math.round((near + far) / 2);
  const isFree = (place: Point) => !isWithin(a, place) && !isWithin(b, place);
  const corners = [a, b].map(({ minY, maxY }) => ({
    x,
    y: led && led.y >= minY && led.y <= maxY ? led.y : (minY + maxY) / 2,
  }));
  const between = { x, y: led?.y ?? (Math.max(a.minY, b.minY) + Math.min(a.maxY, b.maxY)) / 2 };
  const [first, last] = corners.map(isFree);
  const shown = first && last ? corners : [...first ? [corners[0]] : [], between, ...last ? [corners[1]] : []];
  return shown.map(turn);
}

/** True if the middle part of the edge is horizontal. The style decides, unless the point lies beyond both ends. */
function isAcrossLevel(style: Style, { from, to, point }: Bent): boolean {
  const isOutside = (value: number, low: number, high: number) => value < low || value > high;
  const isVertical = style.text("elbow") === "vertical";
  if (point === undefined) return isVertical;
  if (isOutside(point.x, Math.min(from.minX, to.minX), Math.max(from.maxX, to.maxX))) return false;
  return isVertical || isOutside(point.y, Math.min(from.minY, to.minY), Math.max(from.maxY, to.maxY));
}

function turned({ minX, minY, maxX, maxY }: Span): Span {
  return { minX: minY, minY: minX, maxX: maxY, maxY: maxX };
}

function isWithin({ minX, minY, maxX, maxY }: Span, { x, y }: Point): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

/** The corners of a line between two tables: level pieces at both ends, and what joins them. */
export function relationCorners(from: Span, to: Span, piece: number): Point[] {
  const isFromLeft = to.maxX < from.minX, isToLeft = from.maxX < to.minX;
  const [start, end] = [[from, isFromLeft], [to, isToLeft]].map(([span, isLeft]) => {
    const { minX, minY, maxX, maxY } = span as Span;
    return { x: isLeft ? minX : maxX, y: (minY + maxY) / 2 };
  });
  if (isFromLeft === isToLeft) {
    const x = isFromLeft ? Math.min(start.x, end.x) - piece : Math.max(start.x, end.x) + piece;
    return [{ x, y: start.y }, { x, y: end.y }];
  }
  const out = { x: start.x + (isFromLeft ? -piece : piece), y: start.y };
  const into = { x: end.x + (isToLeft ? -piece : piece), y: end.y };
  if ((out.x < into.x) !== isFromLeft) return [out, into];
  const y = (start.y + end.y) / 2;
  return [out, { x: out.x, y }, { x: into.x, y }, into];
}
