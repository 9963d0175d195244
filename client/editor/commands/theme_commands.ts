import type { Signal } from "@preact/signals-core";
import type { Command } from "../command.ts";
import type { Settings } from "../settings.ts";

const THEMES: readonly (readonly [choice: Settings["theme"], label: string])[] = [
  ["system", "Theme of the system"],
  ["light", "Light theme"],
  ["dark", "Dark theme"],
];

/** Commands that choose the theme on this device. */
export function themeCommands(settings: Signal<Settings>): readonly Command[] {
  return THEMES.map(([theme, label]) => ({
    id: `theme.${theme}`,
    label,
    group: "View",
    keys: [],
    applies: () => settings.value.theme !== theme,
    run: () => void (settings.value = { ...settings.peek(), theme }),
  }));
}
