import type { Align } from "../../style.ts";
import { hasRightToLeft, sideOf } from "./direction.ts";
import { JOINER, OffsetReader, type TextLayout, type TextLine } from "./text_layout.ts";
import { TextWidth } from "./text_width.ts";

/** A part of a line that is drawn with one call. */
export interface TextRun {
  readonly text: string;
  /** Relative to the left edge of the text, board units. */
  readonly x: number;
  /** The available width; wider text is compressed to it. */
  readonly width: number;
  /** Alignment of a run that is alone on its line, if its width was overestimated. Other runs start at x. */
  readonly align?: Align;
  /** The paragraph is written from right to left. */
  readonly isRightToLeft?: boolean;
  /** All characters are in the font, so the width is exact once the font is loaded. */
  readonly isKnown: boolean;
}

const RUNS = new WeakMap<TextLine, readonly TextRun[]>();

/**
 * Splits a line into runs. Each run has a fixed position, so a character that is not in the font cannot shift the text
 * after it. A line with right-to-left letters is one run, because the browser must order all of it.
 */
export function runsOf(layout: TextLayout, line: TextLine): readonly TextRun[] {
  let runs = RUNS.get(line);
  if (runs === undefined) {
    runs = [...split(layout, line)];
    if (runs.length === 1) runs = [{ ...runs[0], align: sideOf(layout.style.align, line.isRightToLeft) }];
    RUNS.set(line, runs);
  }
  return runs;
}

/** The text of a run for something that draws from left to right: it isolates what is to be ordered from right to left. */
export function orderedText({ text, isRightToLeft }: TextRun): string {
  return isRightToLeft ? `\u2067${text}\u2069` : text;
}

/** Invisible characters: control characters and bidirectional controls. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Start of the spaces at the end of a line. A regular expression would take quadratic time. */
function endOfLetters(text: string, { from, to }: TextLine): number {
  while (to > from && (text[to - 1] === " " || text[to - 1] === "\t")) to--;
  return to;
}

function* split(layout: TextLayout, line: TextLine): Generator<TextRun> {
  // Spaces at the end are not drawn.
  const end = endOfLetters(layout.text, line);
  const text = layout.text.slice(line.from, end);
  if (line.isRightToLeft || hasRightToLeft(text)) {
    const { x, width, isRightToLeft } = line;
    yield { text: text.replace(UNSEEN, ""), x, width, isRightToLeft, isKnown: false };
    return;
  }
  const widths = TextWidth.of(layout.style.font);
  const offsets = new OffsetReader(layout, line);
  let from = line.from;
  let isKnown = true;
  const run = (to: number): TextRun => {
    const x = offsets.at(from);
    const shown = layout.text.slice(from, to).replace(UNSEEN, "");
    return { text: shown, x: line.x + x, width: offsets.at(to) - x, isKnown };
  };
  for (let i = line.from; i < end;) {
    const character = String.fromCodePoint(layout.text.codePointAt(i)!);
    // A character without width belongs to the run before it. A tab is only a gap.
    const isNext = character === "\t" ||
      widths.advance(character) > 0 && widths.has(character) !== isKnown && layout.text.charCodeAt(i - 1) !== JOINER;
    if (isNext) {
      if (i > from) yield run(i);
      from = character === "\t" ? i + 1 : i;
      isKnown = character === "\t" || widths.has(character);
    }
    i += character.length;
  }
  if (end > from) yield run(end);
}
