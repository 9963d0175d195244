import type { Lettering } from "../../../board/figure/text/text_block.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { PARTS } from "../../../board/figure/text/text_layout.ts";
import { orderedText, runsOf, type TextRun } from "../../../board/figure/text/text_run.ts";
import type { Shape } from "../../../board/shape.ts";
import { hexOfPaint } from "../../../board/style.ts";
import type { BlankFonts } from "./blank_font.ts";
import type { EmbeddedFonts } from "./embedded_fonts.ts";
import type { EmbeddedPictures } from "./embedded_pictures.ts";
import { number } from "./path_operators.ts";
import type { ForeignRun } from "./pdf_sources.ts";

export interface TextParts {
  readonly fonts: EmbeddedFonts;
  readonly blanks: BlankFonts;
  readonly pictures: EmbeddedPictures;
}

/** The runs of a shape's text with letters that are not in our fonts. */
export function* foreignRuns(shape: Shape, fonts: EmbeddedFonts): Generator<ForeignRun> {
  const lettering = letteringOf(shape);
  if (lettering === undefined) return;
  for (const { run } of placedRuns(lettering)) {
    if (fonts.spell(lettering.layout.style.font, run.text) === undefined) yield foreignRun(lettering, run);
  }
}

/** The text of a shape, relative to its own top left corner, y downwards. Its colour is set before. */
export function textOperators(lettering: Lettering, parts: TextParts): string {
  let operators = "";
  for (const { run, x, y } of placedRuns(lettering)) operators += runOperators(lettering, run, x, y, parts);
  return operators;
}

function* placedRuns({ layout, x, y }: Lettering): Generator<{ run: TextRun; x: number; y: number }> {
  if (layout.text === "") return;
  for (const line of layout.lines) {
    for (const run of runsOf(layout, line)) {
      if (run.text.trim() !== "" && run.width > 0) yield { run, x: x + run.x, y: y + line.baseline };
    }
  }
}

function foreignRun({ layout: { style: { font, size } }, paint }: Lettering, run: TextRun): ForeignRun {
  const { width, align = "start" } = run;
  return { text: orderedText(run), font, size, width, align, color: hexOfPaint(paint, "light") };
}

function runOperators(
  lettering: Lettering,
  run: TextRun,
  x: number,
  y: number,
  { fonts, blanks, pictures }: TextParts,
): string {
  const { font, size } = lettering.layout.style;
  const spelled = fonts.spell(font, run.text);
  if (spelled !== undefined) {
    const natural = spelled.reduce((sum, { width }) => sum + width, 0) * size;
    // As on a canvas: a width that is only an estimate is a limit.
    const part = run.isKnown ? 1 : Math.min(1, run.width / natural);
    const start = run.isKnown ? x : x + (run.width - natural * part) * PARTS[run.align ?? "start"];
    return shown(spelled, { x: start, y, size, part });
  }
  const painted = pictures.painted(foreignRun(lettering, run));
  const blank = blanks.spell(run.text);
  const count = blank.reduce((sum, { count }) => sum + count, 0);
  const text = shown(blank, { x, y, size, part: run.width / (count * size) });
  if (painted === undefined) return text;
  const { name, w, h } = painted;
  const place = [w, 0, 0, -h, x + painted.x, y + painted.y + h].map(number).join(" ");
  return `q\n${place} cm\n/${name} Do\nQ\n${text}`;
}

/** @param place.part how much the letters are compressed, 1: not at all */
function shown(
  letters: readonly { readonly font: string; readonly hex: string }[],
  { x, y, size, part }: { x: number; y: number; size: number; part: number },
): string {
  const scale = part === 1 ? "" : `${number(part * 100)} Tz\n`;
  const text = letters.map(({ font, hex }) => `/${font} ${number(size)} Tf\n<${hex}> Tj\n`).join("");
  return `BT\n${scale}1 0 0 -1 ${number(x)} ${number(y)} Tm\n${text}${scale && "100 Tz\n"}ET\n`;
}
