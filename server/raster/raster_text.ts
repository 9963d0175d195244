import { letteringOf } from "../../board/figure/text/shape_text.ts";
import type { Lettering } from "../../board/figure/text/text_block.ts";
import { PARTS } from "../../board/figure/text/text_layout.ts";
import { runsOf, type TextRun } from "../../board/figure/text/text_run.ts";
import { TextWidth } from "../../board/figure/text/text_width.ts";
import type { Shape } from "../../board/shape.ts";
import type { Font } from "../../board/style.ts";
import type { Alphabet } from "./raster_files.ts";

/** A font, and the alphabet whose letters are needed. The family in the SVG is `font alphabet`. */
export type Family = `${Font} ${Alphabet}`;

/** As the `unicode-range` of the files. */
const LETTERS: readonly (readonly [Alphabet, RegExp])[] = [
  ["latin", /^[!-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215]$/],
  ["latin-ext", /^[\u0100-\u02ff\u1e00-\u1e9f\u1ef2-\u1eff\u20a0-\u20ab\u20ad-\u20c0\u2113]$/],
  ["cyrillic", /^[\u0400-\u045f\u0490\u0491\u2116]$/],
];

/** How high a letter without a font is, ems, and how dark. */
const FOREIGN = { height: 0.7, opacity: 0.35 };

/**
 * The text of a shape as SVG for a renderer that takes one file for a text: each word, or part of a word, has a text
 * element of its own, with its place. Letters that no font has are boxes.
 *
 * @param families gets the families that the text needs
 */
export function rasterText(
  shape: Shape,
  colorOf: (lettering: Lettering) => string,
  families: Set<Family>,
): string {
  const lettering = letteringOf(shape);
  if (lettering === undefined || lettering.layout.text === "") return "";
  const { layout, x, y } = lettering;
  const { font, size } = layout.style;
  const fill = `fill="${colorOf(lettering)}"`;
  let svg = "";
  for (const line of layout.lines) {
    for (const run of runsOf(layout, line)) {
      const baseline = y + line.baseline;
      for (const { text, alphabet, at, width } of pieces(run, font, size)) {
        const left = round(x + run.x + at);
        if (alphabet === undefined) {
          const height = size * FOREIGN.height;
          const box = `x="${left}" y="${round(baseline - height)}" width="${round(width)}" height="${round(height)}"`;
          svg += `<rect ${box} ${fill} opacity="${FOREIGN.opacity}"/>`;
          continue;
        }
        const family: Family = `${font} ${alphabet}`;
        families.add(family);
        const place = `x="${left}" y="${round(baseline)}"`;
        // The renderer knows no entities.
        const content = `<![CDATA[${text}]]>`;
        svg += `<text font-family="${family}" font-size="${round(size)}" ${fill} ${place}>${content}</text>`;
      }
    }
  }
  return svg;
}

interface Piece {
  text: string;
  /** Undefined: no font has these letters. */
  readonly alphabet: Alphabet | undefined;
  /** From the start of the run, board units. */
  readonly at: number;
  width: number;
}

/** Splits a run into words, and words where the next letter is in another file. */
function pieces(run: TextRun, font: Font, size: number): Piece[] {
  const widths = TextWidth.of(font);
  const found: Piece[] = [];
  let at = 0;
  let piece: Piece | undefined;
  for (const letter of run.text) {
    const width = widths.advance(letter) * size;
    if (letter.trim() === "") piece = undefined;
    else {
      const alphabet = LETTERS.find(([, letters]) => letters.test(letter))?.[0];
      // A CDATA section cannot contain `]]>`.
      if (piece === undefined || piece.alphabet !== alphabet || letter === ">") {
        found.push(piece = { text: "", alphabet, at, width: 0 });
      }
      piece.text += letter;
      piece.width += width;
    }
    at += width;
  }
  // As on a canvas, a width that is only an estimate is a limit, and the text is placed by its alignment.
  const rest = run.isKnown ? 0 : Math.max(0, run.width - at) * PARTS[run.align ?? "start"];
  return found.map((each) => ({ ...each, at: each.at + rest }));
}

function round(value: number): number {
  return +value.toFixed(2);
}
