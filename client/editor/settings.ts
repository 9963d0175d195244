/** The possible values of each setting, the default first. */
const VALUES = {
  theme: ["system", "light", "dark"],
  /** What the wheel does without a key; with Ctrl or Cmd it always zooms. */
  wheel: ["pan", "zoom"],
  /** What a drag with the right mouse button does. A click opens the menu in any case. */
  rightButton: ["menu", "pan"],
  motion: ["system", "less"],
  /** Whether shapes align to others while they are moved or resized. */
  snaps: [true, false],
  /** Whether images travel as they are; large ones are scaled otherwise. */
  keepsImageSize: [false, true],
  /** False when a single letter runs no command, for people who press keys by accident or speak to the device. */
  hasLetterKeys: [true, false],
  /** Whether new chat messages are shown while the chat is closed, and whether they have a sound. */
  showsMessages: [false, true],
  soundsMessages: [false, true],
  /** Which news are shown: who came and left, what was saved, what an owner changed of one's rights, mentions and replies. */
  showsPeople: [true, false],
  showsSaved: [true, false],
  showsOwner: [true, false],
  /** Whether the board was frozen, and for owners which links others changed. */
  showsFreezing: [true, false],
  showsLinks: [true, false],
  showsMentions: [true, false],
  /** Whether the cursors of others are shown. */
  showsCursors: [true, false],
  /** Whether the browser tells of mentions and replies while the page is hidden. */
  notifies: [false, true],
} as const;

/** What a person chose for this device, apart from name and styles. */
export type Settings = { readonly [Name in keyof typeof VALUES]: typeof VALUES[Name][number] };

/** Where a browser keeps the preferences of a person, with `settings` among them. */
export const PREFERENCES_KEY = "drawbridge.preferences";

export const DEFAULT_SETTINGS: Settings = readSettings({});

/** Reads stored settings. Missing or malformed values get defaults. */
export function readSettings(stored: Readonly<Record<string, unknown>>): Settings {
  return Object.fromEntries(
    Object.entries(VALUES).map(([name, values]) => [
      name,
      (values as readonly unknown[]).includes(stored[name]) ? stored[name] : values[0],
    ]),
  ) as unknown as Settings;
}
