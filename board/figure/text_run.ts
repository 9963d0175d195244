import type { Align } from "../style.ts";
import { JOINER, OffsetReader, type TextLayout, type TextLine } from "./text_layout.ts";
import { TextWidth } from "./text_width.ts";

/** A part of a line that is drawn in one go. */
export interface TextRun {
  readonly text: string;
  /** From the text's left edge, board units. */
  readonly x: number;
  /** The room there is for it: what is wider must be squeezed. */
  readonly width: number;
  /** How it lies in a room that was guessed too large, of a run that is alone on its line; others begin where it does. */
  readonly align?: Align;
  /** All of its characters are in the font: once that is loaded it is just so wide. */
  readonly isKnown: boolean;
}

const RUNS = new WeakMap<TextLine, readonly TextRun[]>();

/**
 * What is drawn of a line. Nothing that is not in the font can push aside what comes behind it: each run has its place.
 * Lines with letters that run from right to left are one run, as only all of it can be put in order.
 */
export function runsOf(layout: TextLayout, line: TextLine): readonly TextRun[] {
  let runs = RUNS.get(line);
  if (runs === undefined) {
    runs = [...split(layout, line)];
    if (runs.length === 1) runs = [{ ...runs[0], align: layout.style.align }];
    RUNS.set(line, runs);
  }
  return runs;
}

/** Shown as nothing: they control terminals and the order of letters around them. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Where the spaces at the end of a line begin. A regular expression takes the square of a line's length for this. */
function endOfLetters(text: string, { from, to }: TextLine): number {
  while (to > from && (text[to - 1] === " " || text[to - 1] === "\t")) to--;
  return to;
}

function* split(layout: TextLayout, line: TextLine): Generator<TextRun> {
  // Spaces at the end have no room in the line.
  const end = endOfLetters(layout.text, line);
  const text = layout.text.slice(line.from, end);
  if (RIGHT_TO_LEFT.test(text)) {
    yield { text: text.replace(UNSEEN, ""), x: line.x, width: line.width, isKnown: false };
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
    // What has no width belongs to what is before it; a tab is but a distance.
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
