import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Command, GROUPS } from "../../editor/command.ts";
import { Keys } from "../controls/key_caps.tsx";
import { isMac } from "../../editor/platform.ts";
import { foundCommands } from "../search/found_commands.ts";
import { KEYWORDS } from "../../messages/en/palette/keywords.ts";
import { SHORTCUTS } from "../../messages/en/shortcuts.ts";
import { GROUP_NAMES } from "../../messages/en/style/groups.ts";

/** Navigation gestures, which are not commands. */
const GESTURES = [["move", "howToMove"], ["zoom", "howToZoom"]] as const;

interface ShortcutSheetProps {
  readonly commands: readonly Command[];
  /** The filter, with what was typed before the sheet was loaded. */
  readonly typed: Signal<string>;
  readonly mac?: boolean;
}

/** A list of the shortcuts that match the filter, taken from the commands. */
export function ShortcutSheet({ commands, typed, mac = isMac() }: ShortcutSheetProps) {
  const input = useRef<HTMLInputElement>(null);
  const words = typed.value.trim();
  // The dialog adds letters that are typed outside the field. Then the field takes the focus.
  useEffect(() => {
    if (words !== "" && document.activeElement !== input.current) input.current?.focus();
  }, [words]);
  const found = new Set(words === "" ? commands : foundCommands(commands, words, KEYWORDS));
  const isListed = (command: Command) => found.has(command) && command.keys.length > 0;
  return (
    <>
      <input
        ref={input}
        class="input shortcut-filter"
        type="search"
        aria-label={SHORTCUTS.filter}
        placeholder={SHORTCUTS.filter}
        value={typed.value}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => typed.value = currentTarget.value}
      />
      {!commands.some(isListed) && <p class="note" role="status">{SHORTCUTS.none}</p>}
      <div class="shortcuts">
        {GROUPS.map((group) => {
          const listed = commands.filter((command) => command.group === group && isListed(command));
          return listed.length === 0 ? null : (
            <section key={group}>
              <h3>{GROUP_NAMES[group]}</h3>
              <dl>
                {listed.map((command) => (
                  <div class="row" key={command.id}>
                    <dt>{command.label}</dt>
                    <dd>{command.keys.map((keys) => <Keys key={keys} keys={keys} mac={mac} />)}</dd>
                  </div>
                ))}
                {group === "View" && words === "" && GESTURES.map(([label, how]) => (
                  <div class="row" key={label}>
                    <dt>{SHORTCUTS[label]}</dt>
                    <dd class="note">{mac ? SHORTCUTS[how].replace("Ctrl", "⌘") : SHORTCUTS[how]}</dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </>
  );
}
