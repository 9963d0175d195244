import { figureOf } from "../../../board/figure/figure.ts";
import { pathDataOf } from "../../../board/figure/part.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { inkOf } from "../../../board/figure/stretch.ts";
import { strokeOutline } from "../../../board/figure/stroke_outline.ts";
import { runsOf } from "../../../board/figure/text/text_run.ts";
import { contourOf } from "../../../board/figure/contour.ts";
import { lengthOf } from "../../../board/figure/line/along.ts";
import type { Shape } from "../../../board/shape.ts";

/** The real cost of drawing a shape, counted while drawing it: path commands, dashes and letters. */
export function drawnCost(shape: Shape): number {
  if (shape.kind === "ink") {
    const samples = inkOf(shape);
    return samples ? strokeOutline(samples.points, { width: shape.width, ...samples }).length / 2 : 0;
  }
  let cost = 0;
  for (const part of figureOf(shape)) {
    const { stroke } = part, d = pathDataOf(part);
    cost += d.match(/[A-Z]/g)?.length ?? 0;
    const period = stroke?.dash.reduce((sum, length) => sum + length, 0) ?? 0;
    if (period > 0) cost += lengthOf(contourOf(shape).path.corners) / period;
  }
  const layout = letteringOf(shape)?.layout;
  for (const line of layout?.lines ?? []) for (const { text } of runsOf(layout!, line)) cost += text.length;
  return cost;
}
