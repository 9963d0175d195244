/**
 * Letters as people see them (grapheme clusters): an emoji with its skin tone, a family, a flag, a letter with its accents
 * is one. Places in a text count UTF-16 units. Yjs turns both halves of a surrogate pair that is cut into U+FFFD.
 */
let segmenter: Intl.Segmenter | undefined;

/** Where the letter begins that a place is inside of; the place itself when it is between letters. */
export function startOfLetter(text: string, at: number): number {
  return letterAt(text, at)?.start ?? at;
}

/** Where the letter ends that a place is inside of; the place itself when it is between letters. */
export function endOfLetter(text: string, at: number): number {
  return letterAt(text, at)?.end ?? at;
}

/** As many whole letters from the beginning of a text as `max` UTF-16 units have room for. */
export function firstLetters(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, startOfLetter(text, max));
}

/** The letter that a place is inside of; undefined between letters. */
function letterAt(text: string, at: number): { start: number; end: number } | undefined {
  if (at <= 0 || at >= text.length || isPlain(text, at - 1) && isPlain(text, at)) return undefined;
  // Made when it is first needed: most texts have no such letters.
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const { index: start, segment } = segmenter.segment(text).containing(at)!;
  return start === at ? undefined : { start, end: start + segment.length };
}

/** A character of ASCII is a letter of its own beside others of ASCII. */
function isPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 && code !== 0x0d;
}
