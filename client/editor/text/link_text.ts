import { isLink } from "../../../board/kinds/checks.ts";

/**
 * Reads a link as people type it: "example.org" becomes a web address, "a@b.org" a mail address.
 *
 * @returns null for an empty text, undefined when the text cannot be a link
 */
export function linkFrom(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  if (isLink(typed)) return typed;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return `mailto:${typed}`;
  const whole = `https://${typed}`;
  return /^[^\s/:]+\.[^\s/:]+/.test(typed) && isLink(whole) ? whole : undefined;
}
