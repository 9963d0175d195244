import { HIGHLIGHT_BLEND, highlightOpacity } from "../../../board/figure/highlight.ts";
import type { Theme } from "../../../board/palette.ts";
import type { InkShape } from "../../../board/shape.ts";
import { hexOfPaint, type Paint } from "../../../board/style.ts";
import { type Ink, type InkGeometry, inkGeometry, InkGeometryCache, traceLine, visibleWidth } from "./ink_geometry.ts";
import { placeShape } from "./shape_transform.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

export interface PaintOptions {
  readonly theme: Theme;
  /** 0…1. */
  readonly opacity: number;
}

/** Paints finished and live strokes by the same code, so that the swap between them is invisible. */
export class InkPainter {
  readonly #cache = new InkGeometryCache();

  /** Paints a finished stroke on the opaque bitmap of a region. */
  paint(context: Context, shape: InkShape, region: Region, look: PaintOptions): void {
    const geometry = this.#cache.get(shape, region.scale);
    if (geometry === undefined) return;
    placeShape(context, shape, region);
    const isHighlighter = shape.nib === "highlighter";
    if (isHighlighter) context.globalCompositeOperation = HIGHLIGHT_BLEND[look.theme];
    draw(context, geometry, region.scale, shape, look);
    if (isHighlighter) context.globalCompositeOperation = "source-over";
  }

  /**
   * Paints a stroke in progress on a transparent layer. The layer of a highlighter must itself be blended with what is
   * below by `HIGHLIGHT_BLEND`.
   *
   * @param ink samples in absolute board units
   */
  paintLive(context: Context, ink: Ink & { readonly color: Paint }, region: Region, look: PaintOptions): void {
    if (ink.points.length === 0) return;
    // Relative to the first sample, because a canvas computes in 32-bit floats, which are too coarse far from the
    // origin.
    const origin = { x: ink.points[0], y: ink.points[1] };
    placeShape(context, { ...origin, w: 0, h: 0 }, region);
    draw(context, inkGeometry(ink, region.scale, origin), region.scale, ink, look);
  }

  /** Frees the memory of the cache. */
  clear(): void {
    this.#cache.clear();
  }
}

function draw(
  context: Context,
  geometry: InkGeometry,
  scale: number,
  ink: Pick<InkShape, "nib" | "color" | "strength">,
  { theme, opacity }: PaintOptions,
): void {
  const alpha = ink.nib === "highlighter" ? opacity * highlightOpacity(ink, theme) : opacity;
  if (alpha !== 1) context.globalAlpha = alpha;
  if (geometry.kind === "outline") {
    context.fillStyle = hexOfPaint(ink.color, theme);
    context.fill(geometry.path);
  } else {
    context.strokeStyle = hexOfPaint(ink.color, theme);
    context.lineWidth = visibleWidth(geometry.width, scale);
    context.lineCap = context.lineJoin = "round";
    if (geometry.kind === "line") context.stroke(geometry.path);
    else {
      context.beginPath();
      traceLine(context, geometry.corners);
      context.stroke();
    }
  }
  if (alpha !== 1) context.globalAlpha = 1;
}
