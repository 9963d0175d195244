import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { moveFocus } from "./focus/move_focus.ts";

export interface Tab {
  readonly name: string;
  readonly label: string;
  /** A dot on the tab, and what it means. */
  readonly mark?: string | false;
  readonly content: () => ComponentChildren;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The name of the open tab. When there is no such tab, the first one is open. */
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

/** Tabs of which one is open. Arrow keys move between them and open them (WAI-ARIA tabs pattern). */
export function Tabs({ label, tabs, chosen, choose }: TabsProps) {
  const id = useId();
  const open = tabs.find(({ name }) => name === chosen) ?? tabs[0];
  if (open === undefined) return null;
  return (
    <>
      {/* Not in the tab order, which Firefox gives to whatever scrolls: there the arrow keys would only scroll. */}
      <div class="tab-list" role="tablist" tabIndex={-1} aria-label={label} onKeyDown={moveFocus}>
        {tabs.map(({ name, label, mark }) => (
          <button
            key={name}
            type="button"
            class="button tab"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === open.name}
            aria-controls={`${id}-panel`}
            tabIndex={name === open.name ? 0 : -1}
            onFocus={() => choose(name)}
            onClick={() => choose(name)}
          >
            {label}
            {mark && (
              <span class="tab-mark">
                <span class="unseen">{` ${mark}`}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open.name}`}>
        {open.content()}
      </div>
    </>
  );
}
