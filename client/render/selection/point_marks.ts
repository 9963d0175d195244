import { isFreehand } from "../../../board/kinds/kinds.ts";
import { dockingPlaces } from "../../../board/figure/line/docking.ts";
import { contourOf } from "../../../board/figure/contour.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Shape } from "../../../board/shape.ts";
import type { pointHandlesOf } from "../../editor/shapes/point_handles.ts";
import { placeShape } from "../paint/shape_transform.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

export type PointHandle = ReturnType<typeof pointHandlesOf>[number];

/** A shape that an end of the dragged arrow connects to, and the position on it. */
export interface TieMark {
  readonly shape: Shape;
  readonly at: Point;
}

interface Look {
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly line: string;
  readonly knob: string;
}

/** CSS pixels. */
const SIZES = { line: 1.5, halo: 8, dock: 2.5, anchor: 5, knob: 4.5, coarse: 7, small: 3, smallCoarse: 5 };
/** Opacity of the halo around a connected shape, 0…1. */
const HALO = 0.3;

/** Paints the handles of a line or an arrow: large for its ends and points, small for the others. */
export function paintPoints(
  context: Context,
  { handles, chosen, isCoarse }: { handles: readonly PointHandle[]; chosen: number | undefined; isCoarse: boolean },
  view: Region,
  { ratio, line, knob }: Look,
): void {
  context.strokeStyle = line;
  context.lineWidth = SIZES.line * ratio;
  for (const handle of handles) {
    const { role, index } = handle;
    const isSmall = role === "between" || role === "label" || role === "bend";
    const radius = isSmall ? isCoarse ? SIZES.smallCoarse : SIZES.small : isCoarse ? SIZES.coarse : SIZES.knob;
    context.fillStyle = isSmall || role === "point" && index === chosen ? line : knob;
    disc(context, onScreen(handle, view), radius * ratio);
    context.fill();
    context.stroke();
  }
}

/** Paints the outline of each connected shape, its preferred positions for ends, and the current position. */
export function paintTies(context: Context, ties: readonly TieMark[], view: Region, { ratio, line, knob }: Look): void {
  context.strokeStyle = context.fillStyle = line;
  for (const { shape, at } of ties) {
    if (isFreehand(shape)) continue;
    placeShape(context, shape, view);
    context.lineWidth = ("width" in shape ? shape.width : 0) + SIZES.halo * ratio / view.scale;
    context.lineJoin = "round";
    context.globalAlpha = HALO;
    context.stroke(new Path2D(contourOf(shape).path.d));
    context.globalAlpha = 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (const place of dockingPlaces(shape)) {
      disc(context, onScreen(place, view), SIZES.dock * ratio);
      context.fill();
    }
    disc(context, onScreen(at, view), SIZES.anchor * ratio);
    context.fill();
    context.lineWidth = SIZES.line * ratio;
    context.strokeStyle = knob;
    context.stroke();
    context.strokeStyle = line;
  }
}

function disc(context: Context, { x, y }: Point, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** Returns device pixels. */
function onScreen({ x, y }: Point, { scale, left, top }: Region): Point {
  return { x: x * scale - left, y: y * scale - top };
}
