/**
 * One or two letters that stand for a name: the first of its first and last word. Counts what people see as one
 * character, so an emoji or a letter with accents is never cut in half.
 */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return "?";
  const ends = words.length === 1 ? [words[0]] : [words[0], words[words.length - 1]];
  return ends.map(firstCharacter).join("").toLocaleUpperCase();
}

function firstCharacter(word: string): string {
  const letters = word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, "") || word;
  // The first segmenter of a page takes its time, and plain letters need none.
  if (/^[\x20-\x7e]{2}|^[\x20-\x7e]$/.test(letters)) return letters[0];
  const [first] = new Intl.Segmenter().segment(letters);
  return first.segment;
}
