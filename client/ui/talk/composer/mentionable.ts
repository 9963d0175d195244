import type { Imported } from "../../../../board/talk/imported.ts";
import type { Mention } from "../../../../board/talk/mention.ts";
import { readTalkPresence } from "../../../../board/talk/talk_presence.ts";
import type { Editor } from "../../../editor/editor.ts";

/** Somebody who wrote here. */
export interface Writer {
  readonly author: string;
  readonly name: string;
  readonly imported?: Imported;
}

/** People whose names are listed at once. */
const LISTED_MAX = 6;

/** Whom a message can mention: the people who are here, then those who wrote here, the last ones first. */
export function mentionable(
  { peers }: Editor,
  written: readonly Writer[],
  you: string,
): readonly Mention[] {
  const found = new Map<string, Mention>();
  const add = (author: string | undefined, name: string) => {
    if (author && author !== you && name !== "" && !found.has(author)) found.set(author, { author, name });
  };
  for (const { user, talk } of peers.peek()) add(readTalkPresence(talk).author, user.name);
  // Whoever imported words did not write them.
  for (const { author, name, imported } of written.toReversed()) if (!imported) add(author, name);
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
