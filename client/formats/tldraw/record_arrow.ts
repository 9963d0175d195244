import { toBoard, uprightOf } from "../../../board/figure/point.ts";
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
  /** Otherwise the line points at the middle of the shape, unless the other end is in the shape, too. */
  readonly isPrecise: boolean;
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
  const first = from && shapeOf(from.to), last = to && shapeOf(to.to);
  const start = endOf(node, props.start, from && { ...aimed(from, first, last), gap: gapOf(startHead, width) });
  const end = endOf(node, props.end, to && { ...aimed(to, last, first), gap: gapOf(endHead, width) });
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

/** An end with its shape, and the place at which it points. */
function aimed(bound: Bound, shape: Shape | undefined, other: Shape | undefined): Bound & { readonly shape?: Shape } {
  const isAsSaid = bound.isPrecise || shape !== undefined && other !== undefined && contains(shape, other);
  return { ...bound, ...(shape && { shape }), ...(!isAsSaid && { u: 0.5, v: 0.5 }) };
}

function contains(outer: Shape, inner: Shape): boolean {
  const a = uprightOf(outer), b = uprightOf(inner);
  return a.minX <= b.minX && a.minY <= b.minY && a.maxX >= b.maxX && a.maxY >= b.maxY;
}

function gapOf(head: Head, width: number): number {
  return (head === "none" ? 0 : GAP) + width / 2;
}

function endOf(
  node: Node,
  own: unknown,
  bound: Bound & { readonly shape?: Shape; readonly gap: number } | undefined,
): ArrowEnd {
  const { x, y } = record(own);
  if (bound?.shape === undefined) {
    const free = { x: numberOr(x, 0), y: numberOr(y, 0) };
    return placeAt(node, free);
  }
  const { shape, u, v, isExact, gap } = bound;
  const place = toBoard(shape, { x: u * shape.w, y: v * shape.h });
  return { ...place, to: shape.id, u, v, ...(isExact ? { exact: true } : { gap }) };
}
