import type { Mention } from "../../../board/talk/mention.ts";

/** Ends before a character that changes the order of letters: an address must read as what it opens. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"\u202a-\u202e\u2066-\u2069]+/gi;
/** Belongs to the sentence around an address, not to the address. */
const END = /[.,;:!?'”’…]+$/;
const SCHEMES = ["http:", "https:", "mailto:"];

interface LinkedTextProps {
  readonly text: string;
  readonly mentions?: readonly Mention[];
  /** The author that the person is: mentions of it stand out. */
  readonly you?: string;
  /** Show only the first letters. An address or a name that does not fit is text. */
  readonly lettersMax?: number;
}

/** A text in which web and mail addresses are links, and mentions stand out. Everything else is shown as it is. */
export function LinkedText({ text, mentions = [], you = "", lettersMax = Infinity }: LinkedTextProps) {
  return (
    <>
      {shortenedParts(partsOf(text, mentions), lettersMax).map(({ text, href, authors }, i) =>
        href !== undefined
          ? <a key={i} href={href} target="_blank" rel="noopener noreferrer nofollow">{text}</a>
          : authors !== undefined
          ? <span key={i} class={authors.includes(you) ? "mention is-you" : "mention"}>{text}</span>
          : text
      )}
    </>
  );
}

interface TextPart {
  readonly text: string;
  /** For an address. */
  readonly href?: string;
  /** For the name of a person: whom it may mean. */
  readonly authors?: readonly string[];
}

interface Place extends TextPart {
  readonly at: number;
}

/**
 * A text in parts. Where a name has an address in it, or an address a name, the one that begins first counts: the
 * person picked the name as a whole.
 */
export function partsOf(text: string, mentions: readonly Mention[] = []): readonly TextPart[] {
  const found = [...mentionsIn(text, mentions), ...addressesIn(text)].sort((a, b) => a.at - b.at);
  const parts: TextPart[] = [];
  let end = 0;
  for (const { at, ...part } of found) {
    if (at < end) continue;
    if (at > end) parts.push({ text: text.slice(end, at) });
    parts.push(part);
    end = at + part.text.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The first letters of a text in parts. */
export function shortenedParts(parts: readonly TextPart[], lettersMax: number): readonly TextPart[] {
  const kept: TextPart[] = [];
  let room = lettersMax;
  for (const part of parts) {
    const letters = room === Infinity ? [] : [...part.text];
    if (letters.length > room) return [...kept, { text: `${letters.slice(0, room).join("")}…` }];
    room -= letters.length;
    kept.push(part);
  }
  return kept;
}

function addressesIn(text: string): Place[] {
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: found, index: at }) => {
    const address = withoutEnd(found), href = hrefOf(address);
    return href === undefined ? [] : [{ at, text: address, href }];
  });
}

/** The names of those whom a text mentions, each after `@`. */
function mentionsIn(text: string, mentions: readonly Mention[]): Place[] {
  const names = [...new Set(mentions.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  if (names.length === 0) return [];
  const pattern = new RegExp(`@(${names.map((name) => RegExp.escape?.(name) ?? escaped(name)).join("|")})`, "g");
  return [...text.matchAll(pattern)].map(({ 0: found, 1: name, index: at }) => ({
    at,
    text: found,
    authors: mentions.filter((each) => each.name === name).map(({ author }) => author),
  }));
}

/** For browsers without `RegExp.escape`. */
function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
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
