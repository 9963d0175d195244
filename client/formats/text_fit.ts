import { faceOf, forgetLayout } from "../../board/figure/text/text_block.ts";
import { layOutLabel } from "../../board/figure/text/label_layout.ts";
import { layOutText, type TextLayout } from "../../board/figure/text/text_layout.ts";
import { firstLetters } from "../../board/letters.ts";
import { TEXT_MAX } from "../../board/limits.ts";
import { kindOf } from "../../board/kinds/kinds.ts";
import type { GeoShape, NoteShape } from "../../board/shape.ts";
import type { Align, Font } from "../../board/style.ts";
import { clamped } from "./json.ts";

/** A text of another program, in its box. Board units. */
export interface ForeignText {
  readonly text: string;
  readonly font: Font;
  readonly fontSize: number;
  /** Distance of two lines, ems. */
  readonly lineHeight: number;
  readonly align: Align;
  /** Number of lines that the other program shows. */
  readonly lines: number;
  /** Lines are wrapped at the width of the box. */
  readonly isWrapped: boolean;
  readonly w: number;
  readonly h: number;
}

/**
 * Fonts differ in width. Within these factors the size is adjusted, so that a text fills the same box. Letters of other
 * programs are at most this much wider than ours: a wider box is a guess, as scripts make them.
 */
const SIZE = { min: 0.5, max: { hand: 1.12, sans: 1.07, serif: 1.07, mono: 1.02 } };
/** The size of a single letter that is narrower is kept. */
const NARROW = 0.9;
/** A text that is this much wider than its box may have been meant to wrap, if the box has the height for that. */
const WRAPPED = { below: 0.8, lineHeight: { min: 1, max: 1.8 } };
const LINE_HEIGHT = { min: 0.8, max: 2.5 };
/** Sizes that are tried for a text that has to fit, each this part of the one before. */
const STEP = 0.97;
const STEPS = 24;

/** The size, line height and wrapping that make a text on the board as wide and as high as it was. */
export function fitOnBoard(
  { text, font, fontSize, lineHeight, align, lines, isWrapped, w, h }: ForeignText,
): { fontSize: number; lineHeight: number; wraps?: boolean } {
  const free = layOutText(text, { font, size: fontSize, align });
  const high = (size: number, count: number) => {
    const wanted = h / (count * size);
    return wanted >= LINE_HEIGHT.min && wanted <= LINE_HEIGHT.max ? wanted : clamped(lineHeight, 0.5, 5);
  };
  if (!isWrapped) {
    const factor = free.w > 0 ? w / free.w : 0;
    // A single letter may be much narrower in one font than in another of the same size.
    if (factor > SIZE.min && factor < NARROW && [...text].length === 1) {
      return { fontSize, lineHeight: high(fontSize, 1), wraps: true };
    }
    if (factor < WRAPPED.below && w > fontSize) {
      const count = layOutText(text, { font, size: fontSize, align, width: w }).lines.length;
      const wanted = h / (count * fontSize), { min, max } = WRAPPED.lineHeight;
      if (count > free.lines.length && wanted >= min && wanted <= max) {
        return { fontSize: sized(fontSize), lineHeight: wanted, wraps: true };
      }
    }
    if (factor >= SIZE.min && factor <= SIZE.max[font]) {
      const size = sized(fontSize * factor);
      return { fontSize: size, lineHeight: high(size, free.lines.length) };
    }
    // The box was not made for this text. It stays as wide when the text fits into it.
    const wraps = factor > 1 && { wraps: true };
    return { fontSize, lineHeight: high(fontSize, free.lines.length), ...wraps };
  }
  let size = fontSize, count = Infinity;
  for (let i = 0; i < STEPS; i++, size *= STEP) {
    count = layOutText(text, { font, size, align, width: w }).lines.length;
    if (count <= lines) break;
  }
  if (count > lines) {
    size = fontSize;
    count = layOutText(text, { font, size, align, width: w }).lines.length;
  }
  return { fontSize: sized(size), lineHeight: high(size, count), wraps: true };
}

/** Letters that would be smaller than this part of their size were measured in no font: the width is a guess. */
const NARROWEST = 0.8;

/** The size and line height that make a text in a form no wider than it was, with lines as far from each other. */
export function asWide(
  { fontSize, lineHeight, font }: Pick<ForeignText, "font" | "fontSize" | "lineHeight">,
  shown: string,
  w: number,
): Pick<ForeignText, "fontSize" | "lineHeight"> {
  const factor = w / layOutText(shown, { font, size: fontSize, align: "start" }).w;
  return factor >= NARROWEST && factor < 1
    ? { fontSize: fontSize * factor, lineHeight: lineHeight / factor }
    : { fontSize, lineHeight };
}

/** The least part of its size that a text gets so that it has as many lines as it had. */
const LINES_MIN = 0.8;

/** Widths that are tried for a label, each this part of the one before. */
const NARROWER = 0.95;

/**
 * The size and line height of a label on a line, and the width that gives it as many lines as it had where ours would
 * wrap it otherwise.
 */
export function fitOnLine(
  { text, font, fontSize, lineHeight, lines }: Pick<ForeignText, "text" | "font" | "fontSize" | "lineHeight" | "lines">,
): { fontSize: number; lineHeight: number; labelWidth?: number } {
  const style = { font, size: sized(fontSize), align: "middle" } as const;
  const face = { fontSize: style.size, lineHeight: clamped(lineHeight, 0.5, 5) };
  const countOf = (width?: number) => layOutLabel(text, { ...style, ...(width && { width }) }).lines.length;
  const count = countOf();
  if (count === lines) return face;
  const { w } = layOutText(text, style);
  for (let width = w; width > style.size; width *= NARROWER) {
    if (countOf(width) >= lines) {
      return { ...face, ...(countOf(width) !== count && { labelWidth: Math.ceil(width * 100) / 100 }) };
    }
  }
  return face;
}

/** The width of a label that another program wraps at that width, where ours would wrap it otherwise. */
export function labelWidthFor(
  { text, font, fontSize }: Pick<ForeignText, "text" | "font" | "fontSize">,
  width: number,
): { labelWidth?: number } {
  const endsOf = (most?: number) =>
    layOutLabel(text, { font, size: fontSize, align: "middle", ...(most && { width: most }) }).lines.map(({ to }) =>
      to
    );
  return endsOf(width).join() === endsOf().join() ? {} : { labelWidth: width };
}

/**
 * A form or note with a text that does not make it higher than it was, whose words are whole and whose lines are as many
 * as they were, where that is possible.
 *
 * @param lines of the text in the other program, where they are known
 * @returns undefined when only tiny letters would fit
 */
export function fitInside<S extends GeoShape | NoteShape>(
  shape: S,
  { fontSize, lineHeight, lines = Infinity }: Pick<ForeignText, "fontSize" | "lineHeight"> & {
    readonly lines?: number;
  },
): S | undefined {
  const { fittedSize, lettering } = kindOf(shape);
  const heightAtLeast = leastHeight(shape, fontSize);
  let size = fontSize, whole: S | undefined, broken: S | undefined;
  for (let i = 0; i < STEPS; i++, size *= STEP) {
    if ((whole ?? broken) && size < fontSize * LINES_MIN) return whole ?? broken;
    for (const high of new Set([lineHeight, Math.min(lineHeight, 1.15)])) {
      const tried = { ...shape, fontSize: sized(size), lineHeight: clamped(high, 0.5, 5) };
      if (heightAtLeast(tried) > shape.h + TOLERANCE) continue;
      // `fitted` and `letteringOf` would cache every one of thousands of tries.
      const fits = (fittedSize?.(tried)?.h ?? shape.h) <= shape.h + TOLERANCE;
      const layout = fits ? lettering!(tried).layout : undefined;
      forgetLayout(tried);
      if (layout === undefined) continue;
      if (breaksWord(layout)) broken ??= tried;
      else if (layout.lines.length <= lines) return tried;
      else whole ??= tried;
    }
  }
  return whole ?? broken;
}

type Face = Pick<ForeignText, "fontSize" | "lineHeight">;

/** A height that every layout of a shape's text has, so that most sizes need no layout. */
function leastHeight({ text = "", w, ...shape }: GeoShape | NoteShape, fontSize: number): (tried: Face) => number {
  // Spaces at the ends of lines take no width.
  const letters = text.replace(/[^\S\n]/g, "");
  const { lines } = layOutText(letters, { ...faceOf(shape), size: fontSize, align: "start" });
  return ({ fontSize: size, lineHeight }) => {
    const wide = Math.max(size, w) * fontSize / size;
    const count = lines.reduce((sum, { width }) => sum + Math.max(1, Math.ceil(width / wide - ROUNDING)), 0);
    return count * size * lineHeight;
  };
}

const ROUNDING = 1e-6;

/** Letters between which a line breaks only when the word is too long for it. */
const WITHIN_WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}.]{2}/u;

function breaksWord({ lines, text }: TextLayout): boolean {
  return lines.some(({ to }) => WITHIN_WORD.test(text.slice(to - 1, to + 1)));
}

/** Board units. */
const TOLERANCE = 0.5;

function sized(size: number): number {
  return clamped(size, 1, 2_000);
}

/**
 * A text as boards hold it: whole letters, at most as many as are shown, without control characters. Programs that cut
 * pasted texts into lines leave a carriage return at their ends.
 */
export function shownText(text: string): string {
  const plain = text.toWellFormed().replace(/\r+(?=\n|$)/g, "").replace(/\r/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
  return firstLetters(plain, TEXT_MAX);
}
