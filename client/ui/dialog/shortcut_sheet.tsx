import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import { useFrames } from "../view/use_frames.ts";
import { Keys } from "../controls/key_caps.tsx";
import { isMac } from "../../editor/platform.ts";
import { foundCommands } from "../search/found_commands.ts";
import { KEYWORDS } from "../../messages/en/palette/keywords.ts";
import { SHORTCUTS } from "../../messages/en/shortcuts.ts";
import { GROUP_NAMES } from "../../messages/en/style/groups.ts";
import { useMedia } from "../page/use_media.ts";
import { inColumns, rowsOf, sectionsOf } from "./shortcut_rows.ts";
import { SearchField } from "../search/search_field.tsx";

/** Rows of each column in the first frame. */
const FIRST_FRAME_MAX = 6;
/** A row is at least this high, CSS pixels. */
const ROW_MIN = 30;

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
  // Some rows in the space of all, which halves the wait; then all rows that are in view, and then the others.
  const most = [FIRST_FRAME_MAX, Math.ceil(innerHeight / ROW_MIN)][useFrames(2)];
  const count = useColumns();
  const found = new Set(words === "" ? commands : foundCommands(commands, words, KEYWORDS));
  const rows = rowsOf(commands.filter((command) => found.has(command)), { mac, hasGestures: words === "" });
  return (
    <>
      <SearchField
        field={input}
        look="shortcut-filter"
        label={SHORTCUTS.filter}
        value={typed.value}
        search={(words) => typed.value = words}
      />
      <p class="note" aria-live="polite" aria-atomic>{rows.length === 0 && SHORTCUTS.none}</p>
      <div class={most === undefined || words !== "" ? "shortcuts" : "shortcuts is-begun"}>
        {inColumns(rows, count).map((column, i) => (
          <div key={i}>
            {sectionsOf(column.slice(0, most)).map((section) => (
              <div key={section[0].group} role="group" aria-label={GROUP_NAMES[section[0].group]}>
                <h3>{GROUP_NAMES[section[0].group]}</h3>
                <dl>
                  {section.map(({ id, label, keys, how }) => (
                    <div class="row" key={id}>
                      <dt>{label}</dt>
                      {how === undefined
                        ? <dd>{keys.map((each) => <Keys key={each} keys={each} mac={mac} />)}</dd>
                        : <dd class="note">{how}</dd>}
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

/** The number of columns that fit. `shortcuts.css` has the same widths. */
function useColumns(): number {
  const isWide = useMedia("(min-width: 741px)").value, isWidest = useMedia("(min-width: 1180px)").value;
  return isWidest ? 3 : isWide ? 2 : 1;
}
