import type { Shape } from "../../board/shape.ts";
import { FigurePainter } from "./figure_painter.ts";
import { InkPainter, type Look } from "./ink_painter.ts";
import type { Region } from "./region.ts";
import type { Context } from "./surface.ts";

/** Paints any shape onto a bitmap of a region. Leaves the context's transform changed, nothing else. */
export class ShapePainter {
  readonly ink = new InkPainter();
  readonly #figures = new FigurePainter();

  paint(context: Context, shape: Shape, region: Region, { theme, opacity }: Look): void {
    const look = { theme, opacity: opacity * (shape.opacity ?? 1) };
    if (shape.kind === "ink") this.ink.paint(context, shape, region, look);
    else this.#figures.paint(context, shape, region, look);
  }

  /** Gives the memory of what is kept back. */
  clear(): void {
    this.ink.clear();
    this.#figures.clear();
  }
}
