/**
 * One or two letters for a name: the first character of its first and last word. Counts grapheme clusters, so emoji and
 * accented letters stay whole.
 */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return "?";
  const ends = words.length === 1 ? [words[0]] : [words[0], words[words.length - 1]];
  return ends.map(firstCharacter).join("").toLocaleUpperCase();
}

function firstCharacter(word: string): string {
  const letters = word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, "") || word;
  // Creating the first `Intl.Segmenter` of a page is slow, and plain letters do not need it.
  if (/^[\x20-\x7e]{2}|^[\x20-\x7e]$/.test(letters)) return letters[0];
  const [first] = new Intl.Segmenter().segment(letters);
  return first.segment;
}
