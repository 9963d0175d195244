import { type Command, GROUPS } from "../../editor/command.ts";
import { GROUP_NAMES } from "../../messages/en/style/groups.ts";

/** Other words for commands, by id. */
export type Keywords = Readonly<Record<string, string>>;

/** A part of the list of commands. */
export interface CommandSection {
  /** Undefined for the results of a search. */
  readonly title: string | undefined;
  readonly commands: readonly Command[];
}

/** The commands that match every typed word, best match first; among equal matches, available ones first. */
export function foundCommands(
  commands: readonly Command[],
  typed: string,
  keywords: Keywords,
): readonly Command[] {
  const words = wordsOf(typed);
  return inGroups(commands)
    .map((command) => ({
      command,
      rank: Math.max(...words.map((word) => rankOf(command, word, keywords[command.id] ?? ""))),
    }))
    .filter(({ rank }) => rank < Infinity)
    .map(({ command, rank }) => ({ command, rank: 2 * rank + (isAvailable(command) ? 0 : 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

/** All commands: first those used last, then those for the selection, then the rest by group. */
export function commandSections(
  commands: readonly Command[],
  { recent, titles, hasSelection }: {
    /** Ids, newest first. */
    readonly recent: readonly string[];
    readonly titles: { readonly recent: string; readonly selection: string };
    readonly hasSelection: boolean;
  },
): readonly CommandSection[] {
  const byId = new Map(commands.map((command) => [command.id, command]));
  // Each command is asked once: the palette has to open at once.
  const available = new Set(commands.filter(isAvailable));
  const used = recent.flatMap((id) => byId.get(id) ?? []).filter((command) => available.has(command));
  const ofSelection = hasSelection
    ? inGroups(commands).filter(({ group, applies }) => group === "Arrange" && applies?.())
    : [];
  const listed = new Set([...used, ...ofSelection]);
  const rest = commands.filter((command) => !listed.has(command));
  return [
    { title: titles.recent, commands: used },
    { title: titles.selection, commands: ofSelection.filter((command) => !used.includes(command)) },
    ...GROUPS.map((group) => ({
      title: GROUP_NAMES[group],
      commands: [true, false].flatMap((wanted) =>
        rest.filter((command) => command.group === group && available.has(command) === wanted)
      ),
    })),
  ].filter(({ commands }) => commands.length > 0);
}

export function isAvailable(command: Command): boolean {
  return command.applies?.() ?? true;
}

function inGroups(commands: readonly Command[]): readonly Command[] {
  return GROUPS.flatMap((group) => commands.filter((command) => command.group === group));
}

/** 0: the label is or begins with the word, or it is a keyword; then: a word begins with it, contains it; Infinity: no match. */
function rankOf({ label, group }: Command, word: string, others: string): number {
  const text = label.toLowerCase(), keywords = wordsOf(others);
  if (text === word) return 0;
  if (keywords.includes(word) || text.startsWith(word)) return 1;
  if ([...wordsOf(text), ...keywords].some((each) => each.startsWith(word))) return 2;
  return text.includes(word) || GROUP_NAMES[group].toLowerCase().includes(word) ? 3 : Infinity;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
