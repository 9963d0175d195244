import { type Command, GROUPS } from "../../editor/command.ts";
import { SHORTCUTS } from "../../messages/en/shortcuts.ts";

/** One line of the list of shortcuts. */
export interface ShortcutRow {
  readonly id: string;
  readonly group: Command["group"];
  readonly label: string;
  readonly keys: readonly string[];
  /** What to do, where it is not a key. */
  readonly how?: string;
}

/** Navigation gestures, which are not commands. */
const GESTURES = [["move", "howToMove"], ["zoom", "howToZoom"]] as const;

/** Commands that differ in their arrow key only have one line. */
const ARROWS = [
  { ids: /^nudge\..*\.small$/, label: "nudge", keys: "Arrows" },
  { ids: /^nudge\..*\.large$/, label: "nudgeFar", keys: "Shift+Arrows" },
  { ids: /^connect\./, label: "connect", keys: "Mod+Arrows" },
] as const;

/** The commands with keys, by group, and gestures where they are wanted. */
export function rowsOf(
  commands: readonly Command[],
  { mac, hasGestures }: { readonly mac: boolean; readonly hasGestures: boolean },
): readonly ShortcutRow[] {
  const gestures = GESTURES.map(([label, how]): ShortcutRow => ({
    id: label,
    group: "View",
    label: SHORTCUTS[label],
    keys: [],
    how: mac ? SHORTCUTS[how].replace("Ctrl", "⌘") : SHORTCUTS[how],
  }));
  const rows = commands.filter(({ keys }) => keys.length > 0).map(rowOf);
  const once = rows.filter(({ id }, i) => rows.findIndex((row) => row.id === id) === i);
  return GROUPS.flatMap((group) => [...once, ...(hasGestures ? gestures : [])].filter((row) => row.group === group));
}

function rowOf({ id, group, label, keys }: Command): ShortcutRow {
  const arrows = ARROWS.find(({ ids }) => ids.test(id));
  if (arrows === undefined) return { id, group, label, keys };
  return { id: arrows.label, group, label: SHORTCUTS[arrows.label], keys: [arrows.keys] };
}

/** Puts groups, each as a whole, into columns of about the same height. The name of a group is as high as a row. */
export function inColumns(rows: readonly ShortcutRow[], count: number): readonly (readonly ShortcutRow[])[] {
  const columns = Array.from({ length: count }, () => ({ rows: [] as ShortcutRow[], height: 0 }));
  for (const section of sectionsOf(rows)) {
    const lowest = Math.min(...columns.map(({ height }) => height));
    const column = columns.find(({ height }) => height === lowest)!;
    column.rows.push(...section);
    column.height += section.length + 1;
  }
  return columns.map(({ rows }) => rows).filter(({ length }) => length > 0);
}

/** Splits the rows of a column by group. */
export function sectionsOf(column: readonly ShortcutRow[]): readonly (readonly ShortcutRow[])[] {
  return GROUPS.map((group) => column.filter((row) => row.group === group)).filter(({ length }) => length > 0);
}
