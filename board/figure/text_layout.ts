import { TEXT_MAX } from "../limits.ts";
import type { Align, Font } from "../style.ts";
import { isSquare, TextWidth } from "./text_width.ts";

/** From line to line, ems. */
const LINE_HEIGHT = 1.3;
/** Distance of tab stops, in spaces. */
export const TAB = 4;
/** Rounding must not break a line that just fits: browsers count in 64ths of a pixel. */
const TOLERANCE = 1 / 32;

export interface TextStyle {
  readonly font: Font;
  /** Board units, as all lengths here. */
  readonly size: number;
  readonly align: Align;
  /** Lines are broken to stay within it; undefined for as wide as the text is. */
  readonly width?: number;
}

/** One line as it is seen, from the text's top left corner. */
export interface TextLine {
  /** Where it begins and ends in the text, UTF-16 units; spaces at its end are its own, a line break is not. */
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly baseline: number;
  /** Without spaces at the end. */
  readonly width: number;
}

export interface TextLayout {
  readonly text: string;
  readonly style: TextStyle;
  readonly lines: readonly TextLine[];
  readonly lineHeight: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Breaks a text into lines: at line breaks, after spaces and hyphens, between ideographs, and inside of words that are
 * too long for a line of their own – where a browser does (CSS Text 3, `pre-wrap` and `overflow-wrap: anywhere`), so
 * that nothing moves between typing and looking. Spaces at the end of a line hang.
 */
export function layOutText(text: string, style: TextStyle): TextLayout {
  const shown = text.slice(0, TEXT_MAX);
  const lineHeight = style.size * LINE_HEIGHT;
  const pieces: Piece[] = [];
  for (let from = 0; from <= shown.length;) {
    const end = shown.indexOf("\n", from);
    const to = end < 0 ? shown.length : end;
    breakLine(shown, from, to, style, pieces);
    from = to + 1;
  }
  const w = style.width ?? pieces.reduce((most, { width }) => Math.max(most, width), 0);
  const part = PARTS[style.align];
  const rise = baselineOf(style, lineHeight);
  const lines = pieces.map((piece, i) => ({
    ...piece,
    x: Math.max(0, w - piece.width) * part,
    baseline: i * lineHeight + rise,
  }));
  return { text: shown, style, lines, lineHeight, w, h: lines.length * lineHeight };
}

/** How far from the start of a line an index of the text is. */
export function offsetIn({ text, style: { font, size } }: TextLayout, line: TextLine, index: number): number {
  const widths = TextWidth.of(font);
  let x = 0;
  for (let i = line.from; i < Math.min(index, line.to);) {
    const character = String.fromCodePoint(text.codePointAt(i)!);
    x += advance(character, x, widths, size);
    i += character.length;
  }
  return x;
}

const PARTS: Record<Align, number> = { start: 0, middle: 0.5, end: 1 };

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** The baseline from the top of a line: what the line has more than the font is halved (CSS 2, §10.8.1). */
function baselineOf({ font, size }: TextStyle, lineHeight: number): number {
  const { ascent, descent } = TextWidth.of(font);
  return (lineHeight + (ascent - descent) * size) / 2;
}

function advance(character: string, x: number, widths: TextWidth, size: number): number {
  if (character !== "\t") return widths.advance(character) * size;
  const stop = TAB * widths.advance(" ") * size;
  return stop - x % stop;
}

function breakLine(text: string, from: number, to: number, { font, size, width = Infinity }: TextStyle, out: Piece[]) {
  const widths = TextWidth.of(font);
  const max = width + TOLERANCE;
  /** The line being filled begins here; how far it comes, with and without spaces at its end. */
  let start = from, x = 0, inked = 0;
  /** The last place where the line may end, and how far it comes there. */
  let stop = { at: from, x: 0, inked: 0 };
  let before = "";
  for (let i = from; i < to;) {
    const character = String.fromCodePoint(text.codePointAt(i)!);
    const wide = advance(character, x, widths, size);
    const isSpace = character === " " || character === "\t";
    if (i > start && mayBreak(before, character)) stop = { at: i, x, inked };
    if (!isSpace && x + wide > max && i > start && wide > 0) {
      if (stop.at > start) {
        out.push({ from: start, to: stop.at, width: stop.inked });
        start = stop.at;
        x -= stop.x;
      }
      if (x + wide > max && i > start) {
        out.push({ from: start, to: i, width: x });
        start = i;
        x = 0;
      }
      stop = { at: start, x: 0, inked: 0 };
    }
    x += isSpace && character === "\t" ? advance(character, x, widths, size) : wide;
    if (!isSpace) inked = x;
    else if (start === i) inked = 0;
    before = character;
    i += character.length;
  }
  out.push({ from: start, to, width: start === to ? 0 : Math.min(inked, x) });
}

/** Unicode line breaking (UAX 14) as far as our alphabets need it. */
function mayBreak(before: string, character: string): boolean {
  if (before === " " || before === "\t") return character !== " " && character !== "\t";
  if (before === "-" || before === "\u2010") return /\p{L}/u.test(character);
  if (!isSquare(before) && !isSquare(character)) return false;
  return !/[\p{Pe}\p{Pf}\p{Po}\p{M}\p{Cf}\u30fc\u3005 \t]/u.test(character) && !/[\p{Ps}\p{Pi}\u200d]/u.test(before);
}
