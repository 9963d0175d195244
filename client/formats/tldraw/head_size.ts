import type { ArrowShape } from "../../../board/shape.ts";
import type { Head } from "../../../board/style.ts";

/** Lengths of our heads that look as long as one of tldraw. */
const FACTORS: Readonly<Record<string, number>> = {
  none: 0,
  arrow: 1.1,
  triangle: 1.1,
  dot: 1.35,
  bar: 1,
  diamond: 1.25,
  square: 1.06,
  inverted: 1,
};

type Headed = Pick<ArrowShape, "width" | "route" | "startHead" | "endHead">;

/**
 * The size of the heads of an arrow, the larger one where they differ. In tldraw they are shorter at short lines.
 *
 * @param trace the visible line
 */
export function headSizeOf(
  { width, route, startHead = "none", endHead = "arrow" }: Headed,
  trace: readonly number[],
): { headSize?: number } {
  const whole = lengthOf(trace);
  const sizeOf = (head: Head, leg: readonly number[]) => {
    const most = route === "elbow" ? lengthOf(leg) / 2 : whole / 5;
    return FACTORS[head.replace("-outline", "")] * Math.min(3 * width, Math.max(width, most));
  };
  const size = Math.max(sizeOf(startHead, trace.slice(0, 4)), sizeOf(endHead, trace.slice(-4)));
  return size === 0 ? {} : { headSize: Math.min(512, Math.max(0.1, Math.round(size * 100) / 100)) };
}

function lengthOf(line: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
  return length;
}
