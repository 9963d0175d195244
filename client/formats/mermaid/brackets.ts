import type { NodeForm } from "./flowchart.ts";

/** Brackets around the words of a node, longest first. */
export type Brackets = readonly (readonly [open: string, close: string, form: NodeForm])[];

export interface Bracketed {
  readonly words: string;
  readonly form: NodeForm;
  /** Where the text goes on. */
  readonly end: number;
}

/** The words in brackets at a place of a text; undefined when there are none. */
export function bracketed(text: string, at: number, brackets: Brackets): Bracketed | undefined {
  for (const [open, close, form] of brackets) {
    if (!text.startsWith(open, at)) continue;
    const from = at + open.length;
    const quoted = /^\s*"/.test(text.slice(from, from + 20)) ? text.indexOf('"', text.indexOf('"', from) + 1) : from;
    const end = quoted < 0 ? -1 : text.indexOf(close, quoted);
    if (end >= 0) return { words: text.slice(from, end), form, end: end + close.length };
  }
  return undefined;
}
