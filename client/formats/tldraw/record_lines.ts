import { boundsOf } from "../../../board/figure/bounds.ts";
import type { Point } from "../../../board/figure/point.ts";
import { encodeInk, STRIDE } from "../../../board/ink.ts";
import { LINE_POINTS_MAX, STROKE_SAMPLES_SOFT } from "../../../board/limits.ts";
import type { InkShape, LineShape } from "../../../board/shape.ts";
import { type Json, numberOr, record } from "../json.ts";
import { boxAt } from "./record_place.ts";
import type { Node } from "./record_tree.ts";
import { handPoints, linePointsOf, type StrokePoint, strokePoints } from "./stroke_points.ts";
import { colorOf, highlightOf } from "./tldraw_colors.ts";
import * as styles from "./tldraw_styles.ts";

type Line = Omit<LineShape, "id" | "order">;
/** A stroke whose samples are not packed yet. */
type Stroke = Omit<InkShape, "id" | "order" | "ink"> & { readonly encode: () => Uint8Array };

/** What became of a freehand shape: lines can be dashed and filled, strokes cannot. */
export interface Freehand {
  readonly line?: Line;
  readonly strokes: readonly Stroke[];
  readonly isFillMissed: boolean;
}

/** @returns undefined when it has fewer than two points */
export function lineOf(node: Node): Line | undefined {
  const props = record(node.source.props);
  const points = linePointsOf(props).slice(0, LINE_POINTS_MAX);
  if (points.length < 2) return undefined;
  return { ...through(node, points), ...styles.dashOf(props), ...(props.spline === "cubic" && { smooth: true }) };
}

/** @returns undefined when it has no points */
export function freehandOf(node: Node): Freehand | undefined {
  // What is called scale is that of widths and letters only.
  const props = record(node.source.props), byX = numberOr(props.scaleX, 1), byY = numberOr(props.scaleY, 1);
  const scaled = ({ x, y, z }: StrokePoint) => ({ x: x * byX, y: y * byY, z });
  const points = strokePoints(props.segments).map(scaled);
  if (points.length === 0) return undefined;
  const isHighlight = node.source.type === "highlight";
  const fill = props.isClosed === true ? styles.fillOf(props) : {}, isFilled = fill.fill !== undefined;
  const isDashed = props.dash === "dashed" || props.dash === "dotted";
  if (!isHighlight && (isFilled || isDashed) && points.length > 1 && points.length <= LINE_POINTS_MAX) {
    // The points of a pen are close, so the line between them needs no smoothing, and is drawn by hand already.
    const { sketch: _, stray: __, ...dash } = styles.dashOf(props);
    const width = Math.min(512, styles.strokeWidthOf(props));
    return { line: { ...through(node, points), width, ...dash, ...fill }, strokes: [], isFillMissed: false };
  }
  const drawn = isHighlight ? points : handPoints(props.segments).map(scaled);
  return { strokes: [...strokesOf(node, drawn, { props, isHighlight })], isFillMissed: isFilled };
}

function through(node: Node, points: readonly Point[]): Line {
  const props = record(node.source.props);
  const { minX, minY, maxX, maxY } = boundsOf(points.flatMap(({ x, y }) => [x, y]));
  return {
    ...boxAt(node, { x: minX, y: minY, w: maxX - minX, h: maxY - minY }),
    kind: "line",
    points: points.flatMap(({ x, y }) => [x - minX, y - minY]),
    color: colorOf(props.color),
    width: styles.widthOf(props),
  };
}

/** A highlighter is as wide as letters are high, and covers most of the paper. */
const HIGHLIGHT = { width: 1.12, strength: 0.88 };

function* strokesOf(
  node: Node,
  points: readonly StrokePoint[],
  { props, isHighlight }: { props: Json; isHighlight: boolean },
): Generator<Stroke> {
  const isEven = !isHighlight && props.dash === "solid", pressure = props.isPen === true || isEven;
  const width = isHighlight
    ? styles.sizeOf(styles.TEXT_SIZES, props) * HIGHLIGHT.width
    : styles.STROKE_WIDTHS[isEven ? "even" : pressure ? "pen" : "mouse"].of(styles.sizeOf(styles.STROKES, props));
  // Each part begins where the one before ends.
  for (let from = 0; from === 0 || from < points.length - 1; from += STROKE_SAMPLES_SOFT - 1) {
    const part = points.slice(from, from + STROKE_SAMPLES_SOFT);
    const { minX, minY, maxX, maxY } = boundsOf(part.flatMap(({ x, y }) => [x, y]));
    const samples = new Float32Array(part.length * STRIDE);
    part.forEach(({ x, y, z }, i) => samples.set([x - minX, y - minY, isEven ? 0.5 : z], i * STRIDE));
    yield {
      ...boxAt(node, { x: minX, y: minY, w: maxX - minX, h: maxY - minY }),
      kind: "ink",
      nib: isHighlight ? "highlighter" : "pen",
      ...(isHighlight && { strength: HIGHLIGHT.strength }),
      width: Math.min(512, width),
      color: isHighlight ? highlightOf(props.color) : colorOf(props.color),
      encode: () => encodeInk({ points: samples, pressure }),
    };
  }
}
