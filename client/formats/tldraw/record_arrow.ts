import { toBoard } from "../../../board/figure/point.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../../board/shape.ts";
import type { Head } from "../../../board/style.ts";
import { type Json, numberOr, record } from "../json.ts";
import { shownText } from "../text_fit.ts";
import { placeAt } from "./record_place.ts";
import type { Node } from "./record_tree.ts";
import { plainTextOf } from "./rich_text.ts";
import * as styles from "./tldraw_styles.ts";

/** An end of an arrow that is bound to a shape. */
export interface Bound {
  readonly to: string;
  /** Fractions of the shape's box. */
  readonly u: number;
  readonly v: number;
  /** The line reaches the place itself, and does not stop at the shape's edge. */
  readonly isExact: boolean;
}

export interface Ends {
  readonly from?: Bound;
  readonly to?: Bound;
}

/** Distance of a head from the edge of its shape, board units, besides half of the line's width. */
const GAP = 10;

/** An arrow of tldraw, whose ends are bound much as ours are. */
export function arrowOf(
  node: Node,
  { from, to }: Ends,
  shapeOf: (foreign: string) => Shape | undefined,
): Omit<ArrowShape, "id" | "order"> {
  const props = record(node.source.props);
  const width = styles.widthOf(props);
  const startHead = styles.headOf(props.arrowheadStart, "none"), endHead = styles.headOf(props.arrowheadEnd, "arrow");
  const start = endOf(node, props.start, from && { ...from, shape: shapeOf(from.to), gap: gapOf(startHead, width) });
  const end = endOf(node, props.end, to && { ...to, shape: shapeOf(to.to), gap: gapOf(endHead, width) });
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const bend = length > 0 ? -numberOr(props.bend, 0) / length : 0;
  const text = shownText(plainTextOf(props));
  const color = styles.colorOf(props.color), textColor = styles.colorOf(props.labelColor ?? "black");
  const labelAt = Math.min(1, Math.max(0, numberOr(props.labelPosition, 0.5)));
  return {
    kind: "arrow",
    x: Math.min(start.x, end.x),
    y: Math.min(start.y, end.y),
    w: Math.abs(end.x - start.x),
    h: Math.abs(end.y - start.y),
    start,
    end,
    ...routeOf(props, bend),
    color,
    width,
    ...styles.dashOf(props),
    ...(startHead !== "none" && { startHead }),
    ...(endHead !== "arrow" && { endHead }),
    ...(text !== "" && {
      text,
      font: styles.fontOf(props),
      fontSize: Math.min(2_000, styles.sizeOf(styles.ARROW_LABEL_SIZES, props)),
      lineHeight: styles.LINE_HEIGHT,
      ...(labelAt !== 0.5 && { labelAt }),
      ...(textColor !== color && { textColor }),
    }),
  };
}

/** A line that is bent less is straight, as in tldraw. Fraction of its length. */
const STRAIGHT = 0.002;

function routeOf(props: Json, bend: number): Pick<ArrowShape, "route" | "bend"> {
  if (props.kind === "elbow") return { route: "elbow" };
  if (Math.abs(bend) < STRAIGHT) return { route: "straight" };
  return { route: "curve", bend: Math.min(2, Math.max(-2, bend)) };
}

function gapOf(head: Head, width: number): number {
  return (head === "none" ? 0 : GAP) + width / 2;
}

function endOf(node: Node, own: unknown, bound: Bound & { shape?: Shape; gap: number } | undefined): ArrowEnd {
  const { x, y } = record(own);
  if (bound?.shape === undefined) {
    const free = { x: numberOr(x, 0), y: numberOr(y, 0) };
    return placeAt(node, free);
  }
  const { shape, u, v, isExact, gap } = bound;
  const place = toBoard(shape, { x: u * shape.w, y: v * shape.h });
  return { ...place, to: shape.id, u, v, ...(isExact ? { exact: true } : { gap }) };
}
