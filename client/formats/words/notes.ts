import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { NoteShape } from "../../../board/shape.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { shownText } from "../text_fit.ts";
import { plainWords } from "./plain_words.ts";

/** More notes than this are no list that people sort on a board. */
const NOTES_MAX = 1_000;

const NOTE = { side: 200, gap: 24, columns: 8 };

/** Marks at the start of a line of Markdown that say what it is, and that a note needs no more. */
const MARK = /^\s*(?:[-*+•]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|#{1,6}\s+|>\s?)/;

/** The lines of a text without the marks of Markdown: headings, items of lists, quotations, paragraphs. */
export function linesOf(
  text: string,
): { readonly words: string; readonly link?: string; readonly isHeading: boolean }[] {
  return text.split(/\r\n?|\n/).flatMap((line) => {
    const marked = shownText(line.replace(MARK, "")).trim();
    // Rules, and the fences of code.
    if (marked === "" || /^([-*_]\s*){3,}$|^`{3}/.test(marked)) return [];
    const plain = plainWords(marked);
    return plain.words.trim() === "" ? [] : [{ ...plain, isHeading: /^\s*#/.test(line) }];
  });
}

/** Notes, one a line. A heading begins a new row, in another colour. @throws {DrawingError} */
export function notesOf(text: string): Drawing {
  const lines = linesOf(text);
  if (lines.length === 0) throw new DrawingError("empty");
  if (lines.length > NOTES_MAX) throw new DrawingError("tooMany");
  const draft = new DrawingDraft();
  let x = 0, y = 0, rowHeight = 0;
  for (const { words, link, isHeading } of lines) {
    if (x >= NOTE.columns * (NOTE.side + NOTE.gap) || isHeading && x > 0) {
      x = 0;
      y += rowHeight + NOTE.gap;
      rowHeight = 0;
    }
    const note: NoteShape = {
      id: draft.newId(),
      kind: "note",
      order: "a0",
      x,
      y,
      w: NOTE.side,
      h: NOTE.side,
      color: isHeading ? "blue" : "yellow",
      text: words,
      ...draft.link(link),
    };
    const { order: _, ...own } = note;
    draft.add(own);
    rowHeight = Math.max(rowHeight, fitted(note).h);
    x += NOTE.side + NOTE.gap;
  }
  return draft.finish();
}
