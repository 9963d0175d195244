import { bendOf } from "../../../board/figure/line/bend.ts";
import type { Point } from "../../../board/figure/point.ts";
import { faceOf } from "../../../board/figure/text/text_block.ts";
import type { ArrowShape } from "../../../board/shape.ts";
import { colorOut } from "./colors_out.ts";
import { elbowMiddle } from "./elbow_out.ts";
import * as styles from "./styles_out.ts";
import { ARROW_LABEL_SIZES, legsOf, WIDTHS } from "./tldraw_styles.ts";

/** What tldraw says of an arrow, without its ends. @param shape must have been tied */
export function arrowProps(shape: ArrowShape): Record<string, unknown> {
  const { font, size: fontSize } = faceOf(shape);
  const { width } = shape;
  const size = shape.text
    ? styles.labelledSizeOut(ARROW_LABEL_SIZES, { fontSize, width })
    : styles.scaledSizeOut(WIDTHS, width);
  return {
    kind: shape.route === "elbow" ? "elbow" : "arc",
    color: colorOut(shape.color),
    labelColor: colorOut(shape.textColor ?? shape.color),
    dash: styles.dashOut(shape),
    ...size,
    ...styles.headsOut(shape),
    font: styles.fontOut(font),
    bend: bendOut(shape),
    richText: styles.richTextOut(shape.text ?? ""),
    labelPosition: shape.labelAt ?? 0.5,
    elbowMidPoint: elbowMiddle(shape, legsOf(size)),
  };
}

export function visibleEnds({ start, end, trace }: ArrowShape): { readonly start: Point; readonly end: Point } {
  const line = trace ?? [start.x, start.y, end.x, end.y];
  return { start: { x: line[0], y: line[1] }, end: { x: line.at(-2)!, y: line.at(-1)! } };
}

/** Distance of the middle of the line from the straight one, to the right. That of a curve is between its anchors. */
function bendOut(shape: ArrowShape): number {
  const { start: from, end: to, trace = [], route, via } = shape;
  if (bendOf(shape) !== 0) return -bendOf(shape) * Math.hypot(to.x - from.x, to.y - from.y);
  if (route === "elbow" || via === undefined) return 0;
  const half = Math.floor(via.length / 4) * 2;
  // An arc of tldraw, or another line whose middle point is half-way.
  if (route === "curve" && via.length % 4 === 2 && Math.abs(via[half] - 0.5) < 1e-3) {
    return -via[half + 1] * Math.hypot(to.x - from.x, to.y - from.y);
  }
  const { start, end } = visibleEnds(shape);
  const at = 2 * Math.floor(trace.length / 4), middle = { x: trace[at], y: trace[at + 1] };
  const dx = end.x - start.x, dy = end.y - start.y, length = Math.hypot(dx, dy);
  return length === 0 ? 0 : ((middle.y - start.y) * dx - (middle.x - start.x) * dy) / length;
}
