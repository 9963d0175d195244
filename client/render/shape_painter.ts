import { letteringOf } from "../../board/figure/lettering.ts";
import { loadSketch } from "../../board/figure/sketch.ts";
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
  /** Frames have their names above them. On the board another layer shows these, as large at every zoom. */
  readonly hasFrameNames?: boolean;
}

/** Paints any shape onto a bitmap of a region. Leaves the context's transform changed, nothing else. */
export class ShapePainter {
  readonly ink = new InkPainter();
  readonly #figures: FigurePainter;
  readonly #fonts: Fonts;
  readonly #texts: TextPainter;

  /** @param looksChanged a font, or the code of a look, has come: shapes look different from now on */
  constructor(looksChanged: () => void = () => {}) {
    this.#figures = new FigurePainter(looksChanged);
    this.#fonts = new Fonts(looksChanged);
    this.#texts = new TextPainter(this.#fonts);
  }

  paint(context: Context, shape: Shape, region: Region, { theme, opacity, ...text }: ShapeLook): void {
    const look = { theme, opacity: opacity * (shape.opacity ?? 1) };
    if (shape.kind === "ink") return this.ink.paint(context, shape, region, look);
    this.#figures.paint(context, shape, region, look);
    if (shape.kind === "frame" ? text.hasFrameNames : !text.isTextHidden) {
      this.#texts.paint(context, shape, region, look);
    }
  }

  /** Resolves when fonts and looks that the shapes need are here, or cannot be had. */
  async prepare(shapes: Iterable<Shape>): Promise<void> {
    const waits: Promise<void>[] = [];
    for (const shape of shapes) {
      const layout = letteringOf(shape)?.layout;
      if (layout) waits.push(this.#fonts.load(layout.style.font, layout.text));
    }
    await Promise.all([...waits, loadSketch().catch(() => {})]);
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
