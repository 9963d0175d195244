import { isContainer, isFreehand, isPicture } from "../../../board/kinds/kinds.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { loadSketch } from "../../../board/figure/sketch.ts";
import type { ImageShape, Shape } from "../../../board/shape.ts";
import { Fonts } from "./fonts.ts";
import { FigurePainter } from "./figure_painter.ts";
import { InkPainter, type PaintOptions } from "./ink_painter.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";
import { TextPainter } from "./text_painter.ts";

/** How to paint a shape. */
export interface ShapePaintOptions extends PaintOptions {
  /** Leaves the text out, because the text field shows it while it is being edited. */
  readonly isTextHidden?: boolean;
  /** Paints names above frames. On the board, `SelectionLayer` shows them, at the same size for every zoom. */
  readonly hasFrameNames?: boolean;
}

/** Paints images, in the place of their figure. */
export interface Pictures {
  /** @returns false when it has nothing to paint */
  paint(context: Context, shape: ImageShape, region: Region, look: PaintOptions): boolean;
}

/** Paints any shape on a bitmap of a region. Changes only the context's transform. */
export class ShapePainter {
  readonly ink = new InkPainter();
  /** Loaded with the first image. */
  pictures: Pictures | undefined;
  readonly #figures: FigurePainter;
  readonly #fonts: Fonts;
  readonly #texts: TextPainter;

  /** @param looksChanged called when a font or the code for a look has loaded, because shapes then look different */
  constructor(looksChanged: () => void = () => {}) {
    this.#figures = new FigurePainter(looksChanged);
    this.#fonts = new Fonts(looksChanged);
    this.#texts = new TextPainter(this.#fonts);
  }

  paint(context: Context, shape: Shape, region: Region, { theme, opacity, ...text }: ShapePaintOptions): void {
    const look = { theme, opacity: opacity * (shape.opacity ?? 1) };
    if (isFreehand(shape)) return this.ink.paint(context, shape, region, look);
    if (isPicture(shape) && this.pictures?.paint(context, shape, region, look)) return;
    this.#figures.paint(context, shape, region, look);
    if (isContainer(shape) ? text.hasFrameNames : !text.isTextHidden) {
      this.#texts.paint(context, shape, region, look);
    }
  }

  /** Resolves when the fonts and looks that the shapes need have loaded or failed. */
  async prepare(shapes: Iterable<Shape>): Promise<void> {
    const waits: Promise<void>[] = [];
    for (const shape of shapes) {
      const layout = letteringOf(shape)?.layout;
      if (layout) waits.push(this.#fonts.load(layout.style.font, layout.text));
    }
    await Promise.all([...waits, loadSketch().catch(() => {})]);
  }

  /** Frees the memory of the caches. */
  clear(): void {
    this.ink.clear();
    this.#figures.clear();
  }

  close(): void {
    this.clear();
    this.#fonts.close();
  }
}
