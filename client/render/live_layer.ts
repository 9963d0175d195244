import { boundsOf } from "../../board/figure/bounds.ts";
import type { ShapeId } from "../../board/id.ts";
import { STRIDE } from "../../board/ink.ts";
import type { Nib } from "../../board/shape.ts";
import type { LiveStroke, LiveStrokes } from "../editor/live_strokes.ts";
import { type Box, grow } from "../geometry/box.ts";
import type { InkPainter, Look } from "./ink_painter.ts";
import { LiveCanvas } from "./live_canvas.ts";
import { type Region, touched } from "./region.ts";

/** Samples of others' strokes painted in one frame: 100 people who draw long strokes. What is beyond is seen when done. */
const OTHERS_SAMPLES_MAX = 40_000;

/** What the layer must know of finished shapes to swap a stroke for one without a flicker. */
export interface Finished {
  /** The shape of this id is on the board. */
  has(id: ShapeId): boolean;
  /** All that is in view of the box is on the canvas below as it is on the board. */
  shows(box: Box): boolean;
}

/**
 * Strokes of one nib that are still being drawn, mine and others', above the finished shapes.
 *
 *     drawn ──its shape is on the canvas below──► one more frame (pens) ──► ended
 *
 * A pen's canvas is shown without waiting for the one below, so its stroke stays until that has surely been shown.
 * A highlighter's is not: twice the colour for a frame would be seen.
 */
export class LiveLayer {
  readonly #canvas: LiveCanvas;
  readonly #nib: Nib;
  readonly #painter: InkPainter;
  #shown: ReadonlyMap<ShapeId, LiveStroke> = new Map();
  /** Strokes whose shape was on the canvas below in the last frame. */
  #swapped: ReadonlySet<ShapeId> = new Set();

  /** @param nib pens and highlighters need layers of their own: the latter's is blended with what is below */
  constructor(canvas: HTMLCanvasElement, nib: Nib, painter: InkPainter) {
    this.#canvas = new LiveCanvas(canvas, { isDirect: nib === "pen" });
    this.#nib = nib;
    this.#painter = painter;
  }

  /**
   * Paints the strokes as they are now. Those whose finished shape can be seen are ended.
   *
   * @param ratio device pixels per CSS pixel
   * @returns true when it wants another frame
   */
  frame(view: Region, ratio: number, strokes: LiveStrokes, finished: Finished, look: Look): boolean {
    if (strokes.size === 0 && this.#shown.size === 0) return false;
    const due = new Map<ShapeId, LiveStroke>();
    const swapped = new Set<ShapeId>();
    const over: ShapeId[] = [];
    // What is ended stays until its shape is on the tiles: without it there would be a gap of some frames.
    for (const stroke of new Set([...this.#shown.values(), ...strokes.all()])) {
      const { id, nib } = stroke;
      if (nib !== this.#nib) continue;
      const isFinished = finished.has(id);
      if (!isFinished && strokes.get(id) !== stroke) continue;
      if (isFinished && finished.shows(extentOf(stroke))) {
        swapped.add(id);
        if (nib === "highlighter" || this.#swapped.has(id)) {
          over.push(id);
          continue;
        }
      }
      due.set(id, stroke);
    }
    this.#paint([...due.values()], view, ratio, look);
    this.#shown = due;
    this.#swapped = swapped;
    for (const id of over) strokes.end(id);
    return swapped.size > over.length;
  }

  #paint(strokes: readonly LiveStroke[], view: Region, ratio: number, look: Look): void {
    const parts: Region[] = [];
    let samples = 0;
    const visible = strokes.filter((stroke) => {
      const part = stroke.points.length > 0 ? touched(view, extentOf(stroke)) : undefined;
      if (part === undefined) return false;
      samples += stroke.points.length / STRIDE;
      if (stroke.author !== undefined && samples > OTHERS_SAMPLES_MAX) return false;
      parts.push(part);
      return true;
    });
    this.#canvas.begin(parts, view, ratio);
    for (const stroke of visible) {
      // The painter only reads them; a copy of each long stroke in each frame would be waste.
      const points = stroke.points as unknown as Float32Array;
      this.#painter.paintLive(this.#canvas.context, { ...stroke, points }, view, look);
    }
  }
}

/** Generous, as a finished shape's: the outline may be wider than the line, and hairlines are. */
function extentOf({ points, width }: LiveStroke): Box {
  return grow(boundsOf(points, STRIDE), width + 1);
}
