import type { Shape } from "../../board/shape.ts";
import { Fonts } from "./fonts.ts";
import { FigurePainter } from "./figure_painter.ts";
import { InkPainter, type Look } from "./ink_painter.ts";
import type { Region } from "./region.ts";
import type { Context } from "./surface.ts";
import { TextPainter } from "./text_painter.ts";

/** How a shape is painted now. */
export interface ShapeLook extends Look {
  /** What is written in it is shown by somebody else: it is being typed. */
  readonly isTextHidden?: boolean;
}

/** Paints any shape onto a bitmap of a region. Leaves the context's transform changed, nothing else. */
export class ShapePainter {
  readonly ink = new InkPainter();
  readonly #figures = new FigurePainter();
  readonly #fonts: Fonts;
  readonly #texts: TextPainter;

  /** @param fontLoaded text looks different from now on */
  constructor(fontLoaded: () => void = () => {}) {
    this.#fonts = new Fonts(fontLoaded);
    this.#texts = new TextPainter(this.#fonts);
  }

  paint(context: Context, shape: Shape, region: Region, { theme, opacity, isTextHidden }: ShapeLook): void {
    const look = { theme, opacity: opacity * (shape.opacity ?? 1) };
    if (shape.kind === "ink") return this.ink.paint(context, shape, region, look);
    this.#figures.paint(context, shape, region, look);
    if (!isTextHidden) this.#texts.paint(context, shape, region, look);
  }

  /** Gives the memory of what is kept back. */
  clear(): void {
    this.ink.clear();
    this.#figures.clear();
  }

  close(): void {
    this.clear();
    this.#fonts.close();
  }
}
