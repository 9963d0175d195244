import type { Missed } from "../drawing.ts";

/** What statements say that shapes do not carry, by their first words. */
const KINDS: readonly (readonly [words: RegExp, kind: Missed])[] = [
  [/^direction\b/, "direction"],
  [/^(linkStyle|style|classDef|class|cssClass|hide|scale)\b|^:::/, "look"],
  [/^(click|callback|link|links|properties|details)\b/, "action"],
  [/^::icon\b/, "icon"],
  [/^(accTitle|accDescr|title)\b/, "description"],
  [/^box\b|^--$/, "region"],
];

/** @returns of which kind a statement is that was not carried */
export function missedBy(statement: string): Missed {
  return KINDS.find(([words]) => words.test(statement))?.[1] ?? "statement";
}
