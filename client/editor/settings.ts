import type { Theme } from "../../board/palette.ts";

/** What a person chose for this device, apart from name and styles. */
export interface Settings {
  readonly theme: Theme | "system";
  /** What the wheel does without a key; with Ctrl or Cmd it always zooms. */
  readonly wheel: "pan" | "zoom";
  /** False when a single letter runs no command, for people who press keys by accident or speak to the device. */
  readonly hasLetterKeys: boolean;
}

/** Where a browser keeps the preferences of a person, with `settings` among them. */
export const PREFERENCES_KEY = "drawbridge.preferences";

export const DEFAULT_SETTINGS: Settings = { theme: "system", wheel: "pan", hasLetterKeys: true };

/** Reads stored settings. Missing or malformed values get defaults. */
export function readSettings({ theme, wheel, hasLetterKeys }: Readonly<Record<string, unknown>>): Settings {
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    wheel: wheel === "zoom" ? "zoom" : "pan",
    hasLetterKeys: hasLetterKeys !== false,
  };
}
