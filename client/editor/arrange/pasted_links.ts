import { isLink } from "../../../board/kinds/checks.ts";

/** More addresses are a text about pages, not a few pages for the board. */
const LINKS_MAX = 20;

/** The addresses of pages of which a text consists, one a line; undefined for any other text. */
export function pageLinks(text: string): readonly string[] | undefined {
  const lines = text.split(/\r?\n/, LINKS_MAX * 2).map((line) => line.trim()).filter(Boolean);
  if (lines.length === 0 || lines.length > LINKS_MAX || text.length > 100_000) return undefined;
  return lines.every((line) => /^https?:/i.test(line) && isLink(line) && URL.canParse(line)) ? lines : undefined;
}
