import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { type Command, GROUPS } from "../../editor/command.ts";
import { isMac } from "../../editor/platform.ts";
import { Keys } from "../controls/key_caps.tsx";
import { PALETTE } from "../../messages/en/palette.ts";
import { GROUP_NAMES } from "../../messages/en/groups.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

interface PaletteProps {
  readonly commands: readonly Command[];
  /** Includes what was typed before the palette was loaded. */
  readonly typed: Signal<string>;
  readonly close: () => void;
}

/** All commands, filtered by the typed text. Enter runs the marked one. */
export function Palette({ commands, typed, close }: PaletteProps) {
  const at = useSignal(0);
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = matching(commands, typed.value);
  const marked = Math.min(at.value, found.length - 1);
  // A layout effect, since the dialog may be open already and the next key may follow at once.
  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => list.current?.children[marked]?.scrollIntoView({ block: "nearest" }), [marked]);
  const run = (command: Command | undefined) => {
    if (command === undefined || !applies(command)) return;
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
      <ul ref={list} id={id} class="results" role="listbox" aria-label={PALETTE.commands}>
        {found.map((command, i) => (
          <li
            key={command.id}
            id={`${id}-${command.id}`}
            class="item"
            role="option"
            aria-selected={i === marked}
            aria-disabled={!applies(command)}
            onPointerMove={() => at.value = i}
            onClick={() => run(command)}
          >
            {command.label}
            {command.keys.length > 0 && <Keys keys={command.keys[0]} mac={isMac()} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="note" role="status">{PALETTE.none}</p>}
    </div>
  );
}

function applies(command: Command): boolean {
  return command.applies?.() ?? true;
}

/** The commands whose label or group contains every typed word. Available ones come first. */
function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const listed = GROUPS.flatMap((group) => commands.filter((command) => command.group === group));
  const found = listed.filter(({ label, group }) => {
    const text = `${label} ${GROUP_NAMES[group]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: Command) => words.length > 0 && label.toLowerCase().startsWith(words[0]);
  const rank = (command: Command) => (applies(command) ? 0 : 2) + (begins(command) ? 0 : 1);
  return found.map((command) => ({ command, rank: rank(command) })).sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}
