import { isConnector, kindOf } from "../kinds/kinds.ts";
import type { FigureShape } from "./contour.ts";
import type { Part } from "./part.ts";
import type { ArrowShape } from "../shape.ts";
import { letteringOf } from "./text/shape_text.ts";

/**
 * The paths of a shape other than ink, bottom first, shared by canvas and SVG. Text is painted on top of them.
 *
 * @param shape an arrow must have been tied
 */
export function figureOf(shape: FigureShape): readonly Part[] {
  const kind = kindOf(shape);
  return kind.figure(shape, kind.path(shape, shape.w, shape.h), () => letteringOf(shape));
}

/** Properties that move or group a shape, but do not change its paths. */
const PLACING: ReadonlySet<string> = new Set(["x", "y", "angle", "order", "frame", "groups", "locked", "opacity"]);
/** The same for arrows. Their ends and their trace are positions on the board; the trace is compared separately. */
const PLACING_ARROWS: ReadonlySet<string> = new Set([...PLACING, "start", "end", "trace"]);

/** Differences below this are invisible and come from rounding, board units. */
const SAME = 1 / 256;

/** True when `figureOf` returns the same for both shapes, as after a move. May be false although it does. */
export function haveSameFigure(a: FigureShape, b: FigureShape): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  const ignored = isConnector(a) ? PLACING_ARROWS : PLACING;
  const [one, other] = [a, b] as unknown as Readonly<Record<string, unknown>>[];
  for (const name in one) if (!ignored.has(name) && one[name] !== other[name]) return false;
  for (const name in other) if (!(name in one) && !ignored.has(name)) return false;
  return !isConnector(a) || haveSameTrace(a, b as ArrowShape);
}

function haveSameTrace(a: ArrowShape, b: ArrowShape): boolean {
  const one = a.trace, other = b.trace;
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  const dx = b.x - a.x, dy = b.y - a.y;
  return one.every((value, i) => Math.abs(value + (i % 2 === 0 ? dx : dy) - other[i]) < SAME);
}
