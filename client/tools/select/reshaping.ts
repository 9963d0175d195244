import { isConnector, isPolyline } from "../../../board/kinds/kinds.ts";
import { withBend } from "../../../board/figure/line/bending.ts";
import { slid } from "../../../board/figure/line/docking.ts";
import { placeOfLabel, withLabelAt } from "../../../board/figure/line/arrow_label.ts";
import { lineWithout } from "../../../board/figure/line/line_middles.ts";
import { placesOf } from "../../../board/figure/line/line_points.ts";
import { courseOf, inMotion, type Motion } from "../../../board/figure/motion.ts";
import type { Point } from "../../../board/figure/point.ts";
import { changesOf } from "../../../board/figure/transform.ts";
import type { ArrowEnd, ArrowShape, LineShape, Shape } from "../../../board/shape.ts";
import { endAt } from "../shape/arrow.ts";
import type { Drag } from "../drag.ts";
import type { Gesture } from "./gesture.ts";
import { snapped } from "../shape/snap_angle.ts";
import type { Modifiers, PointHandle, ReshapeContext, ToolPointer } from "../tool.ts";

/** Maximum distance between a press and the middle of a handle, CSS pixels. */
const REACH_PX = { mouse: 9, pen: 11, touch: 20 };
/** A curve snaps to a straight line within this distance, and a label snaps to the middle of its line. CSS pixels. */
const SNAP_PX = 6;

export const POINT_CURSOR = "grab";

/** The handle of a line or an arrow at the press: the nearest one within reach. */
export function pointAt(
  { points, zoom }: ReshapeContext,
  place: Point,
  type: ToolPointer["type"],
): PointHandle | undefined {
  let found: PointHandle | undefined;
  let nearest = REACH_PX[type] / zoom;
  for (const handle of points) {
    const distance = Math.hypot(handle.x - place.x, handle.y - place.y);
    if (distance < nearest) [found, nearest] = [handle, distance];
  }
  return found;
}

/**
 * A bend handle at the press for an arrow that is connected at both ends. Moving such an arrow would break its
 * connections, so a drag bends it instead.
 */
export function heldAt(context: ReshapeContext, { x, y }: Point): PointHandle | undefined {
  const arrow = context.selection.size === 1 ? chosen(context) : undefined;
  if (!isConnector(arrow) || arrow.start.to === undefined || arrow.end.to === undefined) return undefined;
  return { x, y, role: "bend", index: 0 };
}

/** A click on a point handle selects the point; with Alt it deletes the point. */
export function clickPoint(context: ReshapeContext, { index }: PointHandle, { alt }: Modifiers): void {
  const line = chosen(context);
  if (!alt || !isPolyline(line)) return context.choosePoint(index);
  const less = lineWithout(line, index);
  if (less) context.change(new Map([[line.id, changesOf(line, less)]]));
}

/**
 * Drags a handle of a line or an arrow, or the line of an arrow connected at both ends. An arrow end connects to the
 * shape below it; on a line, the drag moves or adds a point. Shift snaps to steps of 15°, Mod leaves an end
 * unconnected.
 */
export class Reshaping implements Gesture {
  readonly cursor = "grabbing";
  readonly #context: ReshapeContext;
  readonly #handle: PointHandle;
  readonly #shape: Shape | undefined;

  constructor(context: ReshapeContext, handle: PointHandle) {
    this.#context = context;
    this.#handle = handle;
    this.#shape = chosen(context);
  }

  follow(drag: Drag): void {
    const { shape, motion } = this.#reshaped(drag) ?? {};
    this.#context.draft(shape ? [shape] : [], motion);
  }

  commit(drag: Drag): void {
    const before = this.#shape, after = this.#reshaped(drag)?.shape;
    this.cancel();
    if (before && after) this.#context.change(new Map([[before.id, changesOf(before, after)]]));
  }

  cancel(): void {
    this.#context.draft([]);
    this.#context.showTies([]);
  }

  #reshaped(drag: Drag): { shape: Shape; motion: Motion } | undefined {
    const before = this.#shape;
    // A peer may have deleted it.
    if (before === undefined || this.#context.get(before.id) === undefined) return undefined;
    if (isPolyline(before)) {
      const motion = this.#point(before, drag);
      return { shape: inMotion(before, motion, () => true), motion };
    }
    if (!isConnector(before)) return undefined;
    const shape = this.#arrow(before, drag);
    return { shape, motion: { kind: "bend", to: courseOf(shape) } };
  }

  #arrow(arrow: ArrowShape, drag: Drag): ArrowShape {
    const { role } = this.#handle;
    const to = this.#moved(drag);
    const nearby = SNAP_PX / this.#context.zoom;
    if (role === "bend") {
      return arrow.route === "elbow" ? this.#slid(arrow, drag) : withBend(arrow, this.#handle, to, nearby);
    }
    if (role === "label") {
      const at = placeOfLabel(arrow);
      return withLabelAt(arrow, { x: at.x + drag.dx, y: at.y + drag.dy }, nearby);
    }
    const [which, other] = role === "start" ? ["start", arrow.end] as const : ["end", arrow.start] as const;
    const end = endAt(to, { keys: drag.keys, context: this.#context, other });
    this.#context.showTies([end]);
    return { ...arrow, [which]: end };
  }

  /** An elbow arrow cannot bend: its ends slide, each on its shape. */
  #slid(arrow: ArrowShape, { dx, dy }: Drag): ArrowShape {
    const along = (end: ArrowEnd) => {
      const shape = end.to === undefined ? undefined : this.#context.get(end.to);
      return shape ? slid(shape, end, { x: dx, y: dy }) : end;
    };
    return { ...arrow, start: along(arrow.start), end: along(arrow.end) };
  }

  #point(line: LineShape, drag: Drag): Motion {
    const { role, index } = this.#handle;
    const places = placesOf(line);
    const isNew = role === "between";
    const before = places[isNew ? index : index - 1] ?? places[1];
    const to = drag.keys.shift ? snapped(before, drag.last) : this.#moved(drag);
    return { kind: "point", index, ...(isNew && { isNew }), to };
  }

  /** The position of the handle now. The press may have been off its middle. */
  #moved({ dx, dy }: Drag): Point {
    return { x: this.#handle.x + dx, y: this.#handle.y + dy };
  }
}

/** The only selected shape. */
function chosen(context: ReshapeContext): Shape | undefined {
  const [id] = context.selection;
  return context.get(id);
}
