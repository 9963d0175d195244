import type { Drafts } from "../editor/drafts.ts";
import { paintedExtent } from "../editor/extent.ts";
import type { Look } from "./ink_painter.ts";
import { LiveCanvas } from "./live_canvas.ts";
import { type Region, touched } from "./region.ts";
import type { ShapePainter } from "./shape_painter.ts";

/** Shapes under my hand, above the finished ones. */
export class DraftLayer {
  readonly #canvas: LiveCanvas;
  readonly #painter: ShapePainter;
  #isEmpty = true;

  constructor(canvas: HTMLCanvasElement, painter: ShapePainter) {
    this.#canvas = new LiveCanvas(canvas, { isDirect: false });
    this.#painter = painter;
  }

  /** @param ratio device pixels per CSS pixel */
  frame(drafts: Drafts, view: Region, ratio: number, look: Look): void {
    if (drafts.size === 0 && this.#isEmpty) return;
    const parts: Region[] = [];
    const visible = [...drafts.all()].filter((shape) => {
      const part = touched(view, paintedExtent(shape));
      if (part) parts.push(part);
      return part !== undefined;
    });
    this.#canvas.begin(parts, view, ratio);
    for (const shape of visible) this.#painter.paint(this.#canvas.context, shape, view, look);
    this.#isEmpty = visible.length === 0;
  }
}
