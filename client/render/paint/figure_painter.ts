import { type FigureShape } from "../../../board/figure/contour.ts";
import { figureOf, haveSameFigure } from "../../../board/figure/figure.ts";
import type { Part } from "../../../board/figure/part.ts";
import { isSketchReady, loadSketch } from "../../../board/figure/sketch.ts";
import type { ShapeId } from "../../../board/id.ts";
import { hexOfPaint, isHatched, tinted } from "../../../board/style.ts";
import { ByteCache } from "./byte_cache.ts";
import { visibleWidth } from "./ink_geometry.ts";
import type { PaintOptions } from "./ink_painter.ts";
import { placeShape } from "./shape_transform.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

const CACHE_BYTES_MAX = 8 * 1024 * 1024;
/** Estimated memory of a path per character of its data or per command, and of each figure, from heap growth. */
const CHARACTER_BYTES = 4;
const COMMAND_BYTES = 40;
const FIGURE_BYTES = 600;

interface Figure {
  readonly shape: FigureShape;
  readonly parts: readonly (Omit<Part, "path"> & { readonly path: Path2D })[];
}

/** Paints shapes other than ink. Caches their paths, bounded in bytes. */
export class FigurePainter {
  readonly #cache = new ByteCache<ShapeId, Figure>(CACHE_BYTES_MAX);
  readonly #sketchLoaded: () => void;
  #isWaiting = false;

  /** @param sketchLoaded called when the code for hand-drawn looks has loaded */
  constructor(sketchLoaded: () => void) {
    this.#sketchLoaded = sketchLoaded;
  }

  paint(context: Context, shape: FigureShape, region: Region, { theme, opacity }: PaintOptions): void {
    placeShape(context, shape, region);
    context.globalAlpha = opacity;
    context.lineCap = context.lineJoin = "round";
    for (const { path, fill, stroke } of this.#figure(shape).parts) {
      if (fill) {
        context.fillStyle = tinted(fill.paint, theme, fill.tint);
        context.globalAlpha = opacity * (fill.opacity ?? 1);
        context.fill(path);
        context.globalAlpha = opacity;
      }
      if (stroke) {
        context.strokeStyle = hexOfPaint(stroke.paint, theme);
        context.lineWidth = visibleWidth(stroke.width, region.scale);
        context.setLineDash(stroke.dash as number[]);
        context.stroke(path);
      }
    }
    context.setLineDash(WHOLE);
    context.globalAlpha = 1;
  }

  clear(): void {
    this.#cache.clear();
  }

  #figure(shape: FigureShape): Figure {
    const known = this.#cache.get(shape.id);
    if (known && haveSameFigure(known.shape, shape)) return known;
    if (isSketched(shape) && !isSketchReady()) this.#await();
    let bytes = FIGURE_BYTES;
    const parts = figureOf(shape).map((part) => {
      bytes += typeof part.path === "string" ? part.path.length * CHARACTER_BYTES : part.path.size * COMMAND_BYTES;
      return { ...part, path: canvasPath(part) };
    });
    const figure = { shape, parts };
    this.#cache.set(shape.id, figure, bytes);
    return figure;
  }

  async #await(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    try {
      await loadSketch();
      this.#cache.clear();
      this.#sketchLoaded();
    } catch {
      // Offline and not cached on this device: the lines stay straight.
    }
    this.#isWaiting = false;
  }
}

function canvasPath({ path }: Part): Path2D {
  if (typeof path === "string") return new Path2D(path);
  const traced = new Path2D();
  path.trace(traced);
  return traced;
}

function isSketched(shape: FigureShape): boolean {
  return "sketch" in shape && !!shape.sketch || "fill" in shape && isHatched(shape.fill);
}

const WHOLE: number[] = [];
