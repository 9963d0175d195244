import { effect } from "@preact/signals-core";
import { isColor } from "../../board/palette.ts";
import { isPaint } from "../../board/style.ts";
import { readName } from "../../board/name.ts";
import { type Nib, NIBS } from "../../board/shape.ts";
import type { ShapeStyle } from "../tools/tool.ts";
import type { Editor, Me } from "./editor.ts";
import type { FingerChoice } from "./finger_use.ts";
import { guestColor, unlikeOthers } from "./people/default_color.ts";
import { guestName } from "./people/default_name.ts";
import { PREFERENCES_KEY, readSettings, type Settings } from "./settings.ts";
import { readShapeStyle } from "./style/shape_defaults.ts";
import { STROKE_SIZES, type Style } from "./style/style.ts";

/** `localStorage`, which may be full or blocked, or contain foreign values. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

/** The preferences of a person, stored in this browser. A preference that was never set is absent. */
export interface Preferences {
  readonly me: Me;
  /** True when the name was assigned at random by this page. */
  readonly isNameNew?: boolean;
  /** True when the colour was assigned at random, so that it may be replaced. */
  readonly isColorGiven: boolean;
  readonly styles?: Partial<Record<Nib, Style>>;
  readonly look?: ShapeStyle;
  readonly grid?: boolean;
  readonly settings?: Settings;
  readonly showsStyles?: boolean;
  readonly fingers?: FingerChoice;
  readonly areFingersExplained?: boolean;
}

/** Reads the stored preferences. Missing or malformed values get defaults; a first visitor gets a random name. */
export function readPreferences(shelf: Shelf | undefined, random: () => number = Math.random): Preferences {
  const { me, styles, look, grid, settings, showsStyles, fingers, areFingersExplained } = stored(shelf);
  const { name, color, picture } = record(me);
  const kept = readName(name);
  const known = isColor(color) ? color : undefined;
  return {
    me: {
      name: kept || guestName(random),
      color: known ?? guestColor(random),
      ...(picture !== undefined && { picture }),
    },
    isNameNew: kept === "",
    isColorGiven: known === undefined || stored(shelf).isColorGiven === true,
    styles: Object.fromEntries(NIBS.flatMap((nib) => {
      const style = readStyle(record(styles)[nib]);
      return style ? [[nib, style]] : [];
    })),
    look: readShapeStyle(record(look)),
    grid: grid === true,
    settings: readSettings(record(settings)),
    showsStyles: showsStyles !== false,
    fingers: fingers === "draw" || fingers === "pan" ? fingers : undefined,
    areFingersExplained: areFingersExplained === true,
  };
}

/**
 * Applies stored preferences to the editor and stores later changes. On joining, an assigned colour is replaced if
 * somebody here has the same.
 */
export function rememberPreferences(
  editor: Editor,
  preferences: Preferences,
  shelf: Shelf | undefined,
  random: () => number = Math.random,
): { close(): void } {
  for (const nib of NIBS) {
    const style = preferences.styles?.[nib];
    if (style) editor.nibs.set(nib, style);
  }
  if (preferences.look) editor.look.value = preferences.look;
  if (preferences.settings) editor.settings.value = preferences.settings;
  editor.grid.value = preferences.grid ?? false;
  editor.showsStyles.value = preferences.showsStyles ?? true;
  editor.fingers.chosen.value = preferences.fingers;
  editor.fingers.isExplained.value = preferences.areFingersExplained ?? false;
  let given = preferences.isColorGiven ? preferences.me.color : undefined;
  let written: string | undefined;
  const stopKeeping = effect(() => {
    editor.style.value; // subscribes to style changes of the current nib
    const me = editor.me.value;
    if (me.color !== given) given = undefined;
    const styles = Object.fromEntries(NIBS.map((nib) => [nib, editor.nibs.of(nib)]));
    const now: Preferences = {
      me,
      isColorGiven: given !== undefined,
      styles,
      look: editor.look.value,
      grid: editor.grid.value,
      settings: editor.settings.value,
      showsStyles: editor.showsStyles.value,
      fingers: editor.fingers.chosen.value,
      areFingersExplained: editor.fingers.isExplained.value,
    };
    const text = JSON.stringify(now);
    if (text !== written) store(shelf, text);
    written = text;
  });
  let isIn = false;
  const stopLooking = effect(() => {
    // All peers arrive in one message, before the status first becomes "saved".
    const isTold = editor.peers.value.length > 0 || editor.status.value.kind === "saved";
    if (isIn || !isTold) return;
    isIn = true;
    const color = given && unlikeOthers(editor, random);
    if (color === undefined) return;
    given = color;
    editor.me.value = { ...editor.me.peek(), color };
  });
  return {
    close() {
      stopKeeping();
      stopLooking();
    },
  };
}

function stored(shelf: Shelf | undefined): Record<string, unknown> {
  try {
    return record(JSON.parse(shelf?.getItem(PREFERENCES_KEY) ?? "{}"));
  } catch {
    return {};
  }
}

function store(shelf: Shelf | undefined, text: string): void {
  try {
    shelf?.setItem(PREFERENCES_KEY, text);
  } catch {
    // Full or blocked: preferences last as long as the page.
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

function readStyle(value: unknown): Style | undefined {
  const { color, size } = record(value);
  const known = STROKE_SIZES.find((name) => name === size);
  return isPaint(color) && known ? { color, size: known } : undefined;
}
