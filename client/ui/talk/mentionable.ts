import type { Mention } from "../../../board/talk/mention.ts";
import { readTalkPresence } from "../../../board/talk/talk_presence.ts";
import type { Editor } from "../../editor/editor.ts";

/** People whose names are listed at once. */
const LISTED_MAX = 6;

/** Whom a message can mention: the people who are here, then those who wrote here, the last ones first. */
export function mentionable(
  { peers }: Editor,
  written: readonly { readonly author: string; readonly name: string }[],
  you: string,
): readonly Mention[] {
  const found = new Map<string, Mention>();
  const add = (author: string | undefined, name: string) => {
    if (author && author !== you && name !== "" && !found.has(author)) found.set(author, { author, name });
  };
  for (const { user, talk } of peers.peek()) add(readTalkPresence(talk).author, user.name);
  for (const { author, name } of written.toReversed()) add(author, name);
  return [...found.values()];
}

/** What is typed after the last `@` before the caret: where it begins, and who fits. Undefined when there is none. */
export function suggested(
  text: string,
  caret: number,
  people: readonly Mention[],
): { readonly at: number; readonly people: readonly Mention[] } | undefined {
  const typed = /(?:^|[\s(])@([^@\n]{0,40})$/.exec(text.slice(0, caret));
  if (typed === null) return undefined;
  const wanted = typed[1].toLowerCase();
  const fitting = people.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, LISTED_MAX);
  return fitting.length > 0 ? { at: caret - typed[1].length - 1, people: fitting } : undefined;
}

/** A text in parts: plain text, and the names of those whom it mentions. */
export function mentionParts(
  text: string,
  mentions: readonly Mention[],
): readonly { readonly text: string; readonly authors?: readonly string[] }[] {
  const names = [...new Set(mentions.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  if (names.length === 0) return [{ text }];
  const pattern = new RegExp(`@(${names.map((name) => RegExp.escape?.(name) ?? escaped(name)).join("|")})`, "g");
  const parts: { text: string; authors?: string[] }[] = [];
  let at = 0;
  for (const { 0: found, 1: name, index } of text.matchAll(pattern)) {
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: found, authors: mentions.filter((each) => each.name === name).map(({ author }) => author) });
    at = index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** For browsers without `RegExp.escape`. */
function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
