/**
 * Letters are grapheme clusters: an emoji with its skin tone, a family, a flag, or a letter with its accents is one
 * letter. Indices count UTF-16 units. Yjs replaces both halves of a split surrogate pair with U+FFFD.
 */
let segmenter: Intl.Segmenter | undefined;

/** The start of the letter that contains an index, or the index itself when it is between letters. */
export function startOfLetter(text: string, at: number): number {
  return letterAt(text, at)?.start ?? at;
}

/** The end of the letter that contains an index, or the index itself when it is between letters. */
export function endOfLetter(text: string, at: number): number {
  return letterAt(text, at)?.end ?? at;
}

/** The longest prefix of whole letters that fits into `max` UTF-16 units. */
export function firstLetters(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, startOfLetter(text, max));
}

/** The letter that contains an index; undefined between letters. */
function letterAt(text: string, at: number): { start: number; end: number } | undefined {
  if (at <= 0 || at >= text.length || isPlain(text, at - 1) && isPlain(text, at)) return undefined;
  // Created on first use: most texts have only plain letters.
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const { index: start, segment } = segmenter.segment(text).containing(at)!;
  return start === at ? undefined : { start, end: start + segment.length };
}

/** An ASCII character next to another is a separate letter, except for CR, which forms one letter with LF. */
function isPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 && code !== 0x0d;
}
