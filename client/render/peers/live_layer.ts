import { boundsOf } from "../../../board/figure/bounds.ts";
import type { ShapeId } from "../../../board/id.ts";
import { STRIDE } from "../../../board/ink.ts";
import type { Nib } from "../../../board/shape.ts";
import type { LiveStroke, LiveStrokes } from "../../editor/people/live_strokes.ts";
import { type Box, grow } from "../../geometry/box.ts";
import type { InkPainter, PaintOptions } from "../paint/ink_painter.ts";
import { LiveCanvas } from "../live_canvas.ts";
import { type Region, touched } from "../region.ts";

/** Limit on samples of peers' strokes per frame: about 100 people with long strokes. The rest appears when finished. */
const OTHERS_SAMPLES_MAX = 40_000;

/** Queries for swapping a live stroke for its finished shape without a flicker. */
export interface Finished {
  /** True when the shape is on the board. */
  has(id: ShapeId): boolean;
  /** True when the canvas below shows the visible part of the box as it is on the board. */
  shows(box: Box): boolean;
}

/**
 * Strokes in progress of one nib, local and remote, above the finished shapes.
 *
 *     drawn ──its shape is on the canvas below──► one more frame (pens) ──► ended
 *
 * The canvas of pens is presented without waiting for the canvas below, so a pen stroke stays until its shape is
 * certainly visible. The canvas of highlighters waits, and must: double colour for one frame would be visible.
 */
export class LiveLayer {
  readonly #canvas: LiveCanvas;
  readonly #nib: Nib;
  readonly #painter: InkPainter;
  #shown: ReadonlyMap<ShapeId, LiveStroke> = new Map();
  /** Strokes whose shape was on the canvas below in the last frame. */
  #swapped: ReadonlySet<ShapeId> = new Set();

  /** @param nib pens and highlighters need separate layers, because the latter is blended with the layers below */
  constructor(canvas: HTMLCanvasElement, nib: Nib, painter: InkPainter) {
    this.#canvas = new LiveCanvas(canvas, { isDirect: nib === "pen" });
    this.#nib = nib;
    this.#painter = painter;
  }

  /**
   * Paints the live strokes and ends those whose finished shape is visible.
   *
   * @param ratio device pixels per CSS pixel
   * @returns true when another frame is needed
   */
  frame(view: Region, ratio: number, strokes: LiveStrokes, finished: Finished, look: PaintOptions): boolean {
    if (strokes.size === 0 && this.#shown.size === 0) return false;
    const due = new Map<ShapeId, LiveStroke>();
    const swapped = new Set<ShapeId>();
    const over: ShapeId[] = [];
    // An ended stroke stays until its shape is on the tiles, otherwise it would disappear for some frames.
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

  #paint(strokes: readonly LiveStroke[], view: Region, ratio: number, look: PaintOptions): void {
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
      // The painter only reads the samples, so it needs no copy.
      const points = stroke.points as unknown as Float32Array;
      this.#painter.paintLive(this.#canvas.context, { ...stroke, points }, view, look);
    }
  }
}

/** Generous, because outlines and hairlines may be wider than the line. */
function extentOf({ points, width }: LiveStroke): Box {
  return grow(boundsOf(points, STRIDE), width + 1);
}
