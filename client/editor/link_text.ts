import { isLink } from "../../board/shape_reader.ts";

/**
 * What somebody typed as a link: "example.org" is meant as a web address, "a@b.org" as a mail address.
 *
 * @returns null when nothing was typed, undefined when it can be no link
 */
export function linkFrom(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  if (isLink(typed)) return typed;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return `mailto:${typed}`;
  const whole = `https://${typed}`;
  return /^[^\s/:]+\.[^\s/:]+/.test(typed) && isLink(whole) ? whole : undefined;
}
