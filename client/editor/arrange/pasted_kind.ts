import { pageLinks } from "./pasted_links.ts";

/** What a text shows: cells, addresses of pages or a list. */
export type PastedKind = "table" | "links" | "list";

/** A longer text is neither a list nor a table, characters. */
const TEXT_MAX = 100_000;
/** A longer cell is no number, characters. */
const NUMBER_MAX = 40;
/** What spreadsheets copy: lines with tabs, which are no indents. */
const CELLS = /^(?!\t.*\n\t)([^\t\n]*\t[^\n]*(\n|$)){2,}$/;
/** An item of a list, or a heading, in Markdown. */
const ITEM = /^\s*([-*+•]|\d{1,9}[.)])\s+\S/;
const HEADING = /^#{1,6}\s+\S/;
const NUMBER = /^\s*[-+]?[€$£]?[\d.,'\u00a0 ]*\d\s*%?\s*$/;
const QUOTED = /"([^"]|"")*"/g;

/** @returns undefined for words, and for what drawing programs copy */
export function pastedKind(text: string): PastedKind | undefined {
  if (pageLinks(text)) return "links";
  if (CELLS.test(text)) return "table";
  if (text.length > TEXT_MAX) return undefined;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length < 2) return undefined;
  if (hasValues(lines, ",") || hasValues(lines, ";")) return "table";
  return lines.some((line) => ITEM.test(line)) && lines.every((line) => ITEM.test(line) || HEADING.test(line))
    ? "list"
    : undefined;
}

/** True for lines of the same number of cells, with a column of numbers below its head: words have commas too. */
function hasValues(lines: readonly string[], separator: string): boolean {
  const rows = lines.map((line) => line.replace(QUOTED, "").split(separator));
  const [head, ...rest] = rows;
  if (head.length < 2 || rest.some((row) => row.length !== head.length)) return false;
  return head.some((_, i) => rest.every((row) => row[i].length <= NUMBER_MAX && NUMBER.test(row[i])));
}
