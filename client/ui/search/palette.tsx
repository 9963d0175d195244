import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import { isMac } from "../../editor/platform.ts";
import { useFrames } from "../view/use_frames.ts";
import { Icon } from "../controls/icon.tsx";
import { Keys } from "../controls/key_caps.tsx";
import { KEYWORDS } from "../../messages/en/palette/keywords.ts";
import { PALETTE } from "../../messages/en/palette/palette.ts";
import { browserMemory, keep, recall } from "../page/browser_storage.ts";
import { commandIcon } from "./command_icons.ts";
import { commandSections, foundCommands, isAvailable } from "./found_commands.ts";
import { type BoardOnPage, listedCommands } from "./listed_commands.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Where the ids of the commands used last are kept. */
const RECENT = "drawbridge.commands";
const RECENT_MAX = 5;
/**
 * Commands in the first frame, and in the one that adds icons and keys. The others follow, so that the palette opens at
 * once and letters that are typed at once do not wait.
 */
const FRAMES_MAX = [8, 16] as const;

interface PaletteProps {
  readonly page: BoardOnPage;
  readonly commands: readonly Command[];
  /** Includes what was typed before the palette was loaded. */
  readonly typed: Signal<string>;
  readonly close: () => void;
}

/** All commands in sections, or those that match the typed text. Enter runs the marked one. */
export function Palette({ page, commands: given, typed, close }: PaletteProps) {
  const commands = useMemo(() => [...given, ...listedCommands(page)], [given, page]);
  const hasSelection = page.editor.selection.ids.value.size > 0;
  const at = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const recent = useMemo(recentIds, []);
  const sections = typed.value.trim() === ""
    ? commandSections(commands, { recent, titles: PALETTE, hasSelection })
    : [{ title: undefined, commands: foundCommands(commands, typed.value, KEYWORDS) }];
  const found = sections.flatMap(({ commands }) => commands);
  const frames = useFrames(FRAMES_MAX.length), isFirstFrame = frames === 0;
  const shown = new Set(found.slice(0, FRAMES_MAX[frames]));
  const isBegun = shown.size < found.length;
  const listed = sections.map(({ title, commands }) => ({
    title,
    commands: commands.filter((each) => shown.has(each)),
  }))
    .filter(({ commands }) => commands.length > 0);
  const marked = Math.min(at.value, found.length - 1);
  // A layout effect, as the next key may follow at once. A dialog that is not open yet will move the focus itself; here
  // the page would be styled twice.
  useLayoutEffect(() => {
    if (input.current?.closest("dialog")?.open) input.current.focus();
  }, []);
  useEffect(() => list.current?.querySelectorAll("[role=option]")[marked]?.scrollIntoView({ block: "nearest" }), [
    marked,
  ]);
  const run = (command: Command | undefined) => {
    if (command === undefined || !isAvailable(command)) return;
    keep(browserMemory(), RECENT, [...new Set([command.id, ...recent])].slice(0, RECENT_MAX));
    // Close first, as a command may open a dialog or move the focus to a field on the board.
    input.current?.closest("dialog")?.close();
    close();
    command.run();
  };
  const move = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") run(found[marked]);
    else if (by !== 0) at.value = (marked + by + found.length) % Math.max(1, found.length);
    else return;
    event.preventDefault();
  };
  return (
    <div class="palette-body">
      <input
        ref={input}
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[marked] && `${id}-${found[marked].id}`}
        aria-label={INTERFACE.findCommand}
        autofocus
        value={typed.value}
        placeholder={INTERFACE.findCommand}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={move}
      />
      <div
        ref={list}
        id={id}
        class={isBegun ? "results is-begun" : "results"}
        role="listbox"
        aria-label={PALETTE.commands}
      >
        {listed.map(({ title, commands }) => (
          <ul key={title} role="group" aria-label={title ?? PALETTE.commands}>
            {title && <li role="presentation" class="results-title">{title}</li>}
            {commands.map((command) => (
              <li
                key={command.id}
                id={`${id}-${command.id}`}
                class="item"
                role="option"
                aria-selected={command === found[marked]}
                aria-disabled={!isAvailable(command)}
                onPointerMove={() => at.value = found.indexOf(command)}
                onClick={() => run(command)}
              >
                <OptionIcon id={command.id} isDue={!isFirstFrame} />
                {command.label}
                {!isFirstFrame && command.keys.length > 0 && <Keys keys={command.keys[0]} mac={isMac()} />}
              </li>
            ))}
          </ul>
        ))}
      </div>
      <p class="note" aria-live="polite" aria-atomic>{found.length === 0 && PALETTE.none}</p>
    </div>
  );
}

/** Icons follow the first frame, as the keys do, into the space that is kept for them. */
function OptionIcon({ id, isDue }: { id: string; isDue: boolean }) {
  const icon = isDue ? commandIcon(id) : undefined;
  return icon ? <Icon name={icon} /> : <span class="icon-space" />;
}

function recentIds(): string[] {
  const stored = recall(browserMemory(), RECENT);
  return Array.isArray(stored) ? stored.filter((id) => typeof id === "string").slice(0, RECENT_MAX) : [];
}
