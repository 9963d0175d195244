import type { ToolDefinition } from "../tool_registry.ts";
import { through } from "../../../board/figure/line/line_points.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { LINE_POINTS_MAX } from "../../../board/limits.ts";
import type { LineShape } from "../../../board/shape.ts";
import { Drag } from "../drag.ts";
import { lineStyle } from "./shape_tool.ts";
import { snapped } from "./snap_angle.ts";
import type { Sample, ShapeContext, Tool, ToolPointer } from "../tool.ts";

/** Maximum distance of a click from a point of the line that it hits, CSS pixels. */
const SPOT_PX = { mouse: 8, pen: 10, touch: 20 };

/** The next point, and what a click there does. */
interface Next {
  readonly at: Point;
  readonly isEnd: boolean;
  readonly isClosing: boolean;
}

/**
 * Draws a straight line by a drag, or a line through several points by clicks. Shift snaps to steps of 15°.
 *
 *     idle ──down──▶ pressed ──far, up──▶ idle                 a straight line
 *                       └──up──▶ open ──click──▶ open          one more point
 *                                 ├──click on the first──▶ idle   a closed line
 *                                 └──click on the last (also by a double click), finish──▶ idle
 */
export class LineTool implements Tool {
  readonly name = "line";
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly #context: ShapeContext;
  #drag: Drag | undefined;
  /** The clicked points; empty during a drag. */
  #points: readonly Point[] = [];
  #id: ShapeId = "";

  constructor(context: ShapeContext) {
    this.#context = context;
  }

  get isOpen(): boolean {
    return this.#points.length > 0;
  }

  hover({ samples, type, keys }: ToolPointer): void {
    if (!this.isOpen) return;
    this.#show([...this.#points, this.#next(samples[samples.length - 1], type, keys.shift).at]);
  }

  down(pointer: ToolPointer): void {
    if (!this.isOpen) this.#id = this.#context.newShapeId();
    this.#drag = new Drag(pointer);
    this.hover(pointer);
  }

  move(pointer: ToolPointer): void {
    const drag = this.#drag;
    if (drag === undefined) return;
    drag.follow(pointer);
    if (this.isOpen) this.hover(pointer);
    else if (drag.isFar) this.#show(dragged(drag));
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    const drag = this.#drag;
    if (drag === undefined) return;
    if (!this.isOpen && drag.isFar) return this.finish();
    this.#drag = undefined;
    this.#click(drag);
  }

  /** Drops the press and keeps the points of earlier clicks. */
  cancel(): void {
    this.#drag = undefined;
    this.#show(this.#points);
  }

  finish(): void {
    const drag = this.#drag;
    const points = this.isOpen || !drag?.isFar ? this.#points : dragged(drag);
    this.#drag = undefined;
    this.#points = [];
    this.#context.draft([]);
    if (points.length < 2) return;
    this.#context.commit(this.#line(points));
    this.#context.made([this.#id]);
  }

  #click({ last, type, keys }: Drag): void {
    const { at, isEnd, isClosing } = this.#next(last, type, keys.shift);
    if (!isEnd) this.#points = [...this.#points, at];
    if (isEnd || isClosing || this.#points.length === LINE_POINTS_MAX) this.finish();
  }

  #next(place: Sample, type: ToolPointer["type"], isSnapped: boolean): Next {
    const points = this.#points;
    const first = points[0], last = points[points.length - 1];
    const isNear = (point: Point) => {
      return Math.hypot(point.x - place.x, point.y - place.y) * this.#context.zoom <= SPOT_PX[type];
    };
    if (last && isNear(last)) return { at: last, isEnd: true, isClosing: false };
    if (points.length > 2 && isNear(first)) return { at: first, isEnd: false, isClosing: true };
    const at = isSnapped && last ? snapped(last, place) : place;
    return { at: { x: at.x, y: at.y }, isEnd: false, isClosing: false };
  }

  #show(points: readonly Point[]): void {
    this.#context.draft(points.length < 2 ? [] : [this.#line(points)]);
  }

  #line(points: readonly Point[]): LineShape {
    const look = this.#context.look();
    return {
      id: this.#id,
      order: this.#context.orderOnTop(),
      kind: "line",
      ...through(points),
      ...(look.smooth && { smooth: true }),
      ...lineStyle(look),
    };
  }
}

function dragged({ start, last, keys }: Drag): Point[] {
  return [start, keys.shift ? snapped(start, last) : last];
}

export const LINE_TOOL: ToolDefinition = {
  name: "line",
  label: "Line",
  keys: ["L"],
  button: "menu",
  makes: "line",
  create: (context) => new LineTool(context),
};
