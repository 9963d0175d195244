import { boundsOf } from "../../../board/figure/bounds.ts";
import { FAMILIES } from "../../../board/figure/text/font_family.ts";
import { inkOfText, type Lettering } from "../../../board/figure/text/text_block.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { toOwn } from "../../../board/figure/point.ts";
import { PARTS } from "../../../board/figure/text/text_layout.ts";
import { orderedText, runsOf, type TextRun } from "../../../board/figure/text/text_run.ts";
import type { Shape } from "../../../board/shape.ts";
import { tinted } from "../../../board/style.ts";
import type { Box } from "../../geometry/box.ts";
import type { Fonts } from "./fonts.ts";
import type { PaintOptions } from "./ink_painter.ts";
import { placeShape } from "./shape_transform.ts";
import { boxOf, type Region } from "../region.ts";
import type { Context } from "../surface.ts";

/** Below this size letters are unreadable, so each line is painted as a bar. Device pixels per em. */
const BARS_BELOW = 3;
const NOTHING_BELOW = 0.75;
/** Height of a bar, ems, and its share of the colour: about what letters cover. */
const BAR = { height: 0.45, tint: 0.4 };

/** Paints the text of shapes. */
export class TextPainter {
  readonly #fonts: Fonts;

  constructor(fonts: Fonts) {
    this.#fonts = fonts;
  }

  paint(context: Context, shape: Shape, region: Region, { theme, opacity }: PaintOptions): void {
    const lettering = letteringOf(shape);
    if (lettering === undefined || lettering.layout.text === "") return;
    const em = lettering.layout.style.size * region.scale;
    if (em < NOTHING_BELOW) return;
    placeShape(context, shape, region);
    context.globalAlpha = opacity;
    if (em < BARS_BELOW) {
      context.fillStyle = lettering.on ? inkOfText(lettering, theme) : tinted(lettering.paint, theme, BAR.tint);
      paintBars(context, lettering);
    } else {
      context.fillStyle = inkOfText(lettering, theme);
      this.#paintLines(context, lettering, boxIn(shape, region));
    }
    context.globalAlpha = 1;
  }

  /** @param within the visible area, from the shape's own top left corner: a text may have 20,000 lines */
  #paintLines(context: Context, { layout, x, y }: Lettering, within: Box): void {
    const { style: { font, size }, text, lineHeight, lines } = layout;
    const isReady = this.#fonts.isReady(font, text);
    context.font = `${size}px ${FAMILIES[font]}`;
    // As in the width table: without kerning, and with widths that do not depend on screen pixels.
    context.fontKerning = "none";
    // Otherwise the text depends on the language of the page.
    context.direction = "ltr";
    context.textRendering = "geometricPrecision";
    context.letterSpacing = NO_LIGATURES;
    const first = Math.max(0, Math.floor((within.minY - y) / lineHeight) - BEYOND);
    const end = Math.ceil((within.maxY - y) / lineHeight) + BEYOND;
    const left = within.minX - x - BEYOND * size, right = within.maxX - x + BEYOND * size;
    for (const line of lines.slice(first, Math.max(first, end))) {
      for (const run of runsOf(layout, line)) {
        if (run.x > right || run.x + run.width < left) continue;
        paintRun(context, run, x, y + line.baseline, isReady);
      }
    }
  }
}

/**
 * Lines, or ems, that are painted beyond the visible area, because letters may extend beyond their lines and widths.
 */
const BEYOND = 2;

/** The visible area in a region, from the shape's own top left corner. */
function boxIn(shape: Shape, region: Region): Box {
  const { minX, minY, maxX, maxY } = boxOf(region);
  const { x, y } = shape;
  if (!shape.angle) return { minX: minX - x, minY: minY - y, maxX: maxX - x, maxY: maxY - y };
  const corners = [{ x: minX, y: minY }, { x: maxX, y: minY }, { x: maxX, y: maxY }, { x: minX, y: maxY }];
  return boundsOf(corners.flatMap((corner) => {
    const { x, y } = toOwn(shape, corner);
    return [x, y];
  }));
}

/** Browsers disable ligatures when letter spacing is set. This spacing is too small to see. */
const NO_LIGATURES = "0.0001px";

const TEXT_ALIGN = { start: "left", middle: "center", end: "right" } as const;

function paintRun(context: Context, run: TextRun, left: number, y: number, isReady: boolean) {
  const { x, width, isKnown, align = "start" } = run;
  const text = orderedText(run);
  if (isKnown && isReady) return context.fillText(text, left + x, y);
  if (width === 0) return;
  context.textAlign = TEXT_ALIGN[align];
  context.fillText(text, left + x + width * PARTS[align], y, width);
  context.textAlign = TEXT_ALIGN.start;
}

function paintBars(context: Context, { layout: { lines, style }, x, y }: Lettering): void {
  const height = style.size * BAR.height;
  for (const line of lines) context.fillRect(x + line.x, y + line.baseline - height, line.width, height);
}
