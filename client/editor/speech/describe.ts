import { endOfLetter, firstLetters, startOfLetter } from "../../../board/letters.ts";
import { isContainer, isPicture, kindOf } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import { SPEECH } from "../../messages/en/speech.ts";
import { COLOR_NAMES } from "../../messages/en/style/colors.ts";
import { translated } from "../../messages/messages.ts";
import { isColor } from "../../../board/palette.ts";
import type { Paint } from "../../../board/style.ts";

/** The longest text that a description quotes, in letters. */
const TEXT_MAX = 80;

/** A short description of a shape for screen readers: "Star, red, “Launch”". */
export function describe(shape: Shape): string {
  const color = "color" in shape && !shape.color.startsWith("#") ? colorName(shape.color) : undefined;
  const text = writtenOn(shape);
  const words = text.length > TEXT_MAX ? `${firstLetters(text, TEXT_MAX)}…` : text;
  return [nameOf(shape), color, words && SPEECH.quoted({ text: words }), shape.locked && SPEECH.locked].filter(Boolean)
    .join(", ");
}

/** The text, name or description of a shape; empty when there is none. */
export function writtenOn(shape: Shape): string {
  if (isContainer(shape)) return shape.name;
  if (isPicture(shape)) return shape.alt ?? "";
  return "text" in shape ? shape.text ?? "" : "";
}

/** Number of characters on each side of a hit in its excerpt. */
const AROUND = 24;

/** The first hit in a text, and whole letters around it. A hit in a part of a letter covers the letter. */
export function excerptOf(text: string, wanted: string): { before: string; found: string; after: string } {
  const hit = Math.max(0, text.toLowerCase().indexOf(wanted));
  const from = startOfLetter(text, hit), to = endOfLetter(text, hit + wanted.length);
  const first = startOfLetter(text, from - AROUND), last = endOfLetter(text, to + AROUND);
  return {
    before: (first > 0 ? "…" : "") + text.slice(Math.max(0, first), from),
    found: text.slice(from, to),
    after: text.slice(to, last) + (last < text.length ? "…" : ""),
  };
}

/** "2 shapes added"; empty for a count of 0. */
export function counted(count: number, how: "added" | "changed" | "removed" | "selected" | "kept"): string {
  return count === 0 ? "" : SPEECH[how]({ count });
}

/** The name of a palette colour; other colours keep their code. */
export function colorName(color: Paint): string {
  return isColor(color) ? COLOR_NAMES[color] : color;
}

/** The spoken name of a shape's kind, as "Note" or "Ellipse". */
export function nameOf(shape: Shape): string {
  const name = kindOf(shape).name(shape);
  return translated("kinds", name, name);
}
