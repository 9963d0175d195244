import { effect } from "@preact/signals";
import { type Color, COLORS, isColor } from "../../board/palette.ts";
import { readName } from "../../board/presence.ts";
import { type Nib, NIBS } from "../../board/shape.ts";
import type { ShapeLook } from "../tools/tool.ts";
import type { Editor, Me } from "./editor.ts";
import { guestName } from "./guest_name.ts";
import { readLook } from "./look.ts";
import { STROKE_SIZES, type Style } from "./style.ts";

/** `localStorage`, which may be full, forbidden or somebody else's. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

/** What this browser remembers of a person; a part that was never chosen is absent. The theme is the system's. */
export interface Preferences {
  readonly me: Me;
  readonly styles?: Partial<Record<Nib, Style>>;
  readonly look?: ShapeLook;
  readonly grid?: boolean;
}

const KEY = "drawbridge.preferences";

/** Guests are not black or grey: their cursors must stand out from the ink. */
const GUEST_COLORS = COLORS.filter((color) => color !== "black" && color !== "grey");

/** Reads what is remembered; what is missing or malformed gets a default, and a first visitor a friendly name. */
export function readPreferences(shelf: Shelf | undefined, random: () => number = Math.random): Preferences {
  const { me, styles, look, grid } = stored(shelf);
  const { name, color } = record(me);
  return {
    me: {
      name: readName(name) || guestName(random),
      color: isColor(color) ? color : pick(GUEST_COLORS, random),
    },
    styles: Object.fromEntries(NIBS.flatMap((nib) => {
      const style = readStyle(record(styles)[nib]);
      return style ? [[nib, style]] : [];
    })),
    look: readLook(record(look)),
    grid: grid === true,
  };
}

/** Sets the editor to what was chosen before, and keeps what is chosen from now on. */
export function rememberPreferences(editor: Editor, preferences: Preferences, shelf: Shelf | undefined): {
  close(): void;
} {
  for (const nib of NIBS) {
    const style = preferences.styles?.[nib];
    if (style) editor.nibs.set(nib, style);
  }
  if (preferences.look) editor.look.value = preferences.look;
  editor.grid.value = preferences.grid ?? false;
  let written: string | undefined;
  const stop = effect(() => {
    editor.style.value; // the nib in hand changed its style
    const styles = Object.fromEntries(NIBS.map((nib) => [nib, editor.nibs.of(nib)]));
    const now: Preferences = { me: editor.me.value, styles, look: editor.look.value, grid: editor.grid.value };
    const text = JSON.stringify(now);
    if (text !== written) store(shelf, text);
    written = text;
  });
  return { close: stop };
}

function stored(shelf: Shelf | undefined): Record<string, unknown> {
  try {
    return record(JSON.parse(shelf?.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

function store(shelf: Shelf | undefined, text: string): void {
  try {
    shelf?.setItem(KEY, text);
  } catch {
    // Full or forbidden: preferences last as long as the page.
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

function readStyle(value: unknown): Style | undefined {
  const { color, size } = record(value);
  const known = STROKE_SIZES.find((name) => name === size);
  return isColor(color) && known ? { color, size: known } : undefined;
}

function pick(from: readonly Color[], random: () => number): Color {
  return from[Math.floor(random() * from.length)];
}
