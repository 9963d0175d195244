import type { ShapeId } from "../../board/id.ts";
import { STRIDE } from "../../board/ink.ts";
import type { Nib } from "../../board/shape.ts";
import type { LiveStroke, LiveStrokes } from "../editor/live_strokes.ts";
import { type Box, grow } from "../geometry/box.ts";
import type { InkPainter, Look } from "./ink_painter.ts";
import { type Region, touched } from "./region.ts";

/** What the layer must know of finished shapes to swap a stroke for one without a flicker. */
export interface Finished {
  /** The shape of this id is on the board. */
  has(id: ShapeId): boolean;
  /** All that is in view of the box is on the canvas below as it is on the board. */
  shows(box: Box): boolean;
}

/** Strokes that are still being drawn, mine and others', on a transparent canvas above the finished shapes. */
export class LiveLayer {
  readonly #context: CanvasRenderingContext2D;
  readonly #nib: Nib;
  readonly #painter: InkPainter;
  #shown = new Map<ShapeId, LiveStroke>();
  /** What is painted on, in the canvas's pixels. */
  #painted: Region[] = [];

  /** @param nib the layer shows strokes of this nib only: a highlighter's layer is blended with what is below */
  constructor(context: CanvasRenderingContext2D, nib: Nib, painter: InkPainter) {
    this.#context = context;
    this.#nib = nib;
    this.#painter = painter;
  }

  get isEmpty(): boolean {
    return this.#painted.length === 0;
  }

  /** Paints the strokes as they are now. Those whose finished shape can be seen are ended. */
  frame(view: Region, strokes: LiveStrokes, finished: Finished, look: Look): void {
    const due = new Map<ShapeId, LiveStroke>();
    const over: ShapeId[] = [];
    for (const stroke of strokes.all()) {
      if (stroke.nib !== this.#nib) continue;
      if (finished.has(stroke.id) && finished.shows(extentOf(stroke))) over.push(stroke.id);
      else due.set(stroke.id, stroke);
    }
    // Ended, but its shape is not yet on the tiles: without it there would be a gap of some frames.
    for (const [id, stroke] of this.#shown) {
      if (strokes.get(id) || !finished.has(id) || finished.shows(extentOf(stroke))) continue;
      due.set(id, stroke);
    }
    this.#clear();
    for (const stroke of due.values()) this.#paint(stroke, view, look);
    this.#shown = due;
    for (const id of over) strokes.end(id);
  }

  /** The canvas was cleared by a change of its size. */
  forget(): void {
    this.#painted = [];
  }

  #clear(): void {
    if (this.#painted.length === 0) return;
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    for (const { left, top, width, height } of this.#painted) this.#context.clearRect(left, top, width, height);
    this.#painted = [];
  }

  #paint(stroke: LiveStroke, view: Region, look: Look): void {
    if (stroke.points.length === 0) return;
    const part = touched(view, extentOf(stroke));
    if (part === undefined) return;
    const points = stroke.points as unknown as Float32Array;
    this.#painter.paintLive(this.#context, { ...stroke, points }, view, look);
    this.#painted.push({ ...part, left: part.left - view.left, top: part.top - view.top });
  }
}

/** Generous, as a finished shape's: the outline may be wider than the line, and hairlines are. */
function extentOf({ points, width }: LiveStroke): Box {
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (let i = 0; i < points.length; i += STRIDE) {
    minX = Math.min(minX, points[i]);
    maxX = Math.max(maxX, points[i]);
    minY = Math.min(minY, points[i + 1]);
    maxY = Math.max(maxY, points[i + 1]);
  }
  return grow({ minX, minY, maxX, maxY }, width + 1);
}
