/** Longer parts of a line are not emphasized, so that a hostile line costs no more than its length. */
const PART = ".{1,500}?";
const LETTER = "[\\p{L}\\p{N}_*\\\\]";

/** @param mark as a regular expression; within words, as in 2*3*4 and some_long_name, it is none */
function emphasisBy(mark: string): RegExp {
  return new RegExp(`(?<!${LETTER})${mark}(?=\\S)(${PART})(?<=[^\\s\\\\])${mark}(?!${LETTER})`, "gu");
}

/** Emphasis of Markdown, both kinds at once first. */
const EMPHASIS = ["\\*{3}", "\\*\\*", "__", "\\*", "_", "~~"].map(emphasisBy);

const LINK = /!?\[([^\[\]]{0,500})\]\(\s*<?([^\s()<>]{1,2000})>?(?:\s+"[^"]{0,200}")?\s*\)/g;

/** The words of a line of Markdown, and the address of its only link. */
export function plainWords(line: string): { readonly words: string; readonly link?: string } {
  const links: string[] = [];
  // What is between back-ticks is as it is written.
  const words = line.split(/(`[^`]{1,500}`)/).map((part, i) => {
    if (i % 2 === 1) return part.slice(1, -1);
    const linked = part.replace(LINK, (whole, words: string, address: string) => {
      if (!whole.startsWith("!")) links.push(address);
      return words;
    });
    return EMPHASIS.reduce((text, mark) => text.replace(mark, "$1"), linked)
      .replace(/\\([!-/:-@[-`{-~])/g, "$1");
  }).join("");
  return { words, ...(links.length === 1 && { link: links[0] }) };
}
