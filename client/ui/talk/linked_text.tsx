import type { Mention } from "../../../board/talk/mention.ts";
import { mentionParts } from "./mentionable.ts";

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"]+/gi;
/** Belongs to the sentence around an address, not to the address. */
const END = /[.,;:!?'”’…]+$/;
const SCHEMES = ["http:", "https:", "mailto:"];

interface LinkedTextProps {
  readonly text: string;
  readonly mentions?: readonly Mention[];
  /** The author that the person is: mentions of it stand out. */
  readonly you?: string;
}

/** A text in which web and mail addresses are links, and mentions stand out. Everything else is shown as it is. */
export function LinkedText({ text, mentions = [], you = "" }: LinkedTextProps) {
  return (
    <>
      {partsOf(text).map((part, i) =>
        part.href === undefined
          ? mentionParts(part.text, mentions).map(({ text, authors }, j) =>
            authors === undefined
              ? text
              : <span key={`${i}.${j}`} class={authors.includes(you) ? "mention is-you" : "mention"}>{text}</span>
          )
          : <a key={i} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
      )}
    </>
  );
}

interface TextPart {
  readonly text: string;
  /** Undefined for plain text. */
  readonly href?: string;
}

export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    const href = hrefOf(address);
    if (href === undefined) continue;
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: address, href });
    at = index + address.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** A closing bracket belongs to the address if it was opened in it. */
function withoutEnd(address: string): string {
  let rest = address.replace(END, "");
  while (rest.endsWith(")") && rest.split(")").length > rest.split("(").length) {
    rest = rest.slice(0, -1).replace(END, "");
  }
  return rest;
}

function hrefOf(address: string): string | undefined {
  const url = URL.parse?.(address) ?? undefined;
  return url && SCHEMES.includes(url.protocol) ? url.href : undefined;
}
