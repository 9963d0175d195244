import { firstLetters, startOfLetter } from "../../letters.ts";
import { TEXT_MAX } from "../../limits.ts";
import type { Align, Font } from "../../style.ts";
import { isRightToLeft, type LineAlign, sideOf } from "./direction.ts";
import { isSquare, SQUARES, TextWidth } from "./text_width.ts";

/** Line height, ems. */
const LINE_HEIGHT = 1.3;
/** Distance of tab stops, in spaces. */
export const TAB = 4;
/** Keeps rounding from breaking a line that just fits: browsers count in 64ths of a pixel. */
const TOLERANCE = 1 / 32;

export interface TextStyle {
  readonly font: Font;
  /** Font size in board units, as all lengths here. */
  readonly size: number;
  /** Distance of two lines, ems; `LINE_HEIGHT` when absent. */
  readonly lineHeight?: number;
  readonly align: LineAlign;
  /** Lines are wrapped at this width. Without it, only line breaks end a line. */
  readonly width?: number;
}

/** One displayed line, relative to the top left corner of the text. */
export interface TextLine {
  /** Start and end in the text, UTF-16 units. Includes spaces at the end, but not a line break. */
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly baseline: number;
  /** Without spaces at the end. */
  readonly width: number;
  /** The line belongs to a paragraph that is written from right to left. */
  readonly isRightToLeft?: boolean;
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
 * Breaks a text into lines: at line breaks, after spaces and hyphens, between ideographs, and inside words that are too
 * long for a line, but not inside a letter (see `letters.ts`). Lines break where a browser breaks them (CSS Text 3,
 * `pre-wrap` and `overflow-wrap: anywhere`), so text does not move when editing ends. Spaces at the end of a line hang.
 */
export function layOutText(text: string, style: TextStyle): TextLayout {
  const shown = firstLetters(text, TEXT_MAX);
  const lineHeight = style.size * (style.lineHeight ?? LINE_HEIGHT);
  const pieces: Piece[] = [];
  for (let from = 0; from <= shown.length;) {
    const end = shown.indexOf("\n", from);
    const to = end < 0 ? shown.length : end;
    const first = pieces.length;
    breakLine(shown, from, to, style, pieces);
    if (isRightToLeft(shown.slice(from, to))) { for (const piece of pieces.slice(first)) piece.isRightToLeft = true; }
    from = to + 1;
  }
  const w = style.width ?? pieces.reduce((most, { width }) => Math.max(most, width), 0);
  const rise = baselineOf(style, lineHeight);
  const lines = pieces.map((piece, i) => ({
    ...piece,
    x: Math.max(0, w - piece.width) * PARTS[sideOf(style.align, piece.isRightToLeft)],
    baseline: i * lineHeight + rise,
  }));
  return { text: shown, style, lines, lineHeight, w, h: lines.length * lineHeight };
}

/** Horizontal offset of a text index from the start of its line. */
export function offsetIn(layout: TextLayout, line: TextLine, index: number): number {
  return new OffsetReader(layout, line).at(index);
}

/**
 * Reads offsets in one line from its start to its end. It visits each character once, because a line may be as long as
 * a text.
 */
export class OffsetReader {
  readonly #text: string;
  readonly #size: number;
  readonly #widths: TextWidth;
  readonly #end: number;
  #next: number;
  #x = 0;
  #before = 0;

  constructor({ text, style: { font, size } }: TextLayout, line: TextLine) {
    this.#text = text;
    this.#size = size;
    this.#widths = TextWidth.of(font);
    this.#next = line.from;
    this.#end = line.to;
  }

  /** Horizontal offset of a text index from the start of the line. @param index must not decrease between calls */
  at(index: number): number {
    const end = Math.min(index, this.#end);
    while (this.#next < end) {
      const code = this.#text.codePointAt(this.#next)!;
      this.#x += advance(code, this.#before, this.#x, this.#widths, this.#size);
      this.#before = code;
      this.#next += unitsOf(code);
    }
    return this.#x;
  }
}

/** Fraction of the free space that lies before the text. */
export const PARTS: Record<Align, number> = { start: 0, middle: 0.5, end: 1 };

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  isRightToLeft?: boolean;
}

/**
 * Distance of the baseline from the top of a line. The space beyond the font's height is split evenly (CSS 2, §10.8.1).
 */
function baselineOf({ font, size }: TextStyle, lineHeight: number): number {
  const { ascent, descent } = TextWidth.of(font);
  return (lineHeight + (ascent - descent) * size) / 2;
}

function advance(code: number, before: number, x: number, widths: TextWidth, size: number): number {
  if (before === JOINER && code >= SQUARES) return 0;
  if (code !== TABULATOR) return widths.advanceOf(code) * size;
  const stop = TAB * widths.advanceOf(SPACE) * size;
  return stop - x % stop;
}

const TABULATOR = 9, SPACE = 32, HYPHEN_MINUS = 45, HYPHEN = 0x2010;
/** Zero width joiner: joins several pictographs into one. */
export const JOINER = 0x200d;

/** Longest letter that is kept on one line, UTF-16 units. A letter may have any number of characters. */
const LETTER_MAX = 32;

function isRegionalIndicator(code: number): boolean {
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TABULATOR;
}

function unitsOf(code: number): number {
  return code > 0xffff ? 2 : 1;
}

function breakLine(text: string, from: number, to: number, { font, size, width = Infinity }: TextStyle, out: Piece[]) {
  const widths = TextWidth.of(font);
  const max = width + TOLERANCE;
  /** Start of the current line, and its width with and without spaces at its end. */
  let start = from, x = 0, inked = 0;
  /** The last possible break in the line, and the widths up to it. */
  let stop = { at: from, x: 0, inked: 0 };
  let before = 0;
  /** Number of adjacent regional indicators before the current character. Two of them are a flag. */
  let indicators = 0;
  for (let i = from; i < to;) {
    const code = text.codePointAt(i)!;
    const wide = advance(code, before, x, widths, size);
    const isIndicator = isRegionalIndicator(code);
    const isInFlag = isIndicator && indicators % 2 === 1;
    if (i > start && !isInFlag && mayBreak(before, code)) stop = { at: i, x, inked };
    if (!isSpace(code) && x + wide > max && i > start && wide > 0) {
      if (stop.at > start) {
        out.push({ from: start, to: stop.at, width: stop.inked });
        start = stop.at;
        x -= stop.x;
      }
      if (x + wide > max && i > start) {
        const at = breakInWord(text, start, i);
        if (at > start) {
          const rest = lengthOf(text.slice(at, i), widths, size);
          out.push({ from: start, to: at, width: x - rest });
          start = at;
          x = rest;
        }
      }
      stop = { at: start, x: 0, inked: 0 };
    }
    x += wide;
    if (!isSpace(code)) inked = x;
    else if (start === i) inked = 0;
    before = code;
    indicators = isIndicator ? indicators + 1 : 0;
    i += unitsOf(code);
  }
  out.push({ from: start, to, width: start === to ? 0 : Math.min(inked, x) });
}

/**
 * Where a line is broken so that it ends before `at`: at the start of the letter that contains it. A letter that begins
 * the line is not broken, up to `LETTER_MAX`.
 */
function breakInWord(text: string, start: number, at: number): number {
  const letter = start + startOfLetter(text.slice(start, at + unitsOf(text.codePointAt(at)!)), at - start);
  return letter === start && at - start > LETTER_MAX ? at : letter;
}

function lengthOf(text: string, widths: TextWidth, size: number): number {
  let x = 0, before = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    x += advance(code, before, x, widths, size);
    before = code;
  }
  return x;
}

/** Unicode line breaking (UAX 14), as far as the supported scripts need it. */
function mayBreak(before: number, code: number): boolean {
  if (isSpace(before)) return !isSpace(code);
  if (before === HYPHEN_MINUS || before === HYPHEN) return /\p{L}/u.test(String.fromCodePoint(code));
  if (before < SQUARES && code < SQUARES) return false;
  const [left, right] = [before, code].map((each) => String.fromCodePoint(each));
  if (!isSquare(left) && !isSquare(right)) return false;
  return !/[\p{Pe}\p{Pf}\p{Po}\p{M}\p{Cf}\u{1f3fb}-\u{1f3ff}\u30fc\u3005 \t]/u.test(right) &&
    !/[\p{Ps}\p{Pi}\u200d]/u.test(left);
}
