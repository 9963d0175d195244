import { type Command, GROUPS } from "../../editor/command.ts";
import { SHORTCUTS } from "../../messages/en/shortcuts.ts";

/** One line of the list of shortcuts. */
export interface ShortcutRow {
  readonly id: string;
  readonly group: Command["group"];
  /** The first of its group: the group's name stands above it. */
  readonly isFirst: boolean;
  readonly label: string;
  readonly keys: readonly string[];
  /** What to do, where it is not a key. */
  readonly how?: string;
}

/** Navigation gestures, which are not commands. */
const GESTURES = [["move", "howToMove"], ["zoom", "howToZoom"]] as const;

/** The commands with keys, by group, and gestures where they are wanted. */
export function rowsOf(
  commands: readonly Command[],
  { mac, hasGestures }: { readonly mac: boolean; readonly hasGestures: boolean },
): readonly ShortcutRow[] {
  const gestures = GESTURES.map(([label, how]) => ({
    id: label,
    label: SHORTCUTS[label],
    keys: [],
    how: mac ? SHORTCUTS[how].replace("Ctrl", "⌘") : SHORTCUTS[how],
  }));
  return GROUPS.flatMap((group) => {
    const listed = commands.filter((command) => command.group === group && command.keys.length > 0);
    const rows = [...listed, ...(group === "View" && hasGestures ? gestures : [])];
    return rows.map(({ id, label, keys, ...rest }, i) => ({
      id,
      group,
      isFirst: i === 0,
      label,
      keys,
      ...("how" in rest && { how: rest.how }),
    }));
  });
}

/** Cuts rows into columns of about the same height. The name of a group is as high as a row. */
export function inColumns(rows: readonly ShortcutRow[], count: number): readonly (readonly ShortcutRow[])[] {
  const height = ({ isFirst }: ShortcutRow) => isFirst ? 2 : 1;
  const most = Math.ceil(rows.reduce((sum, row) => sum + height(row), 0) / count);
  const columns: ShortcutRow[][] = [];
  let room = 0;
  for (const row of rows) {
    if (columns.length === 0 || room <= 0 && columns.length < count) {
      columns.push([]);
      room = most;
    }
    columns[columns.length - 1].push(row);
    room -= height(row);
  }
  return columns;
}

/** Splits the rows of a column by group. */
export function sectionsOf(column: readonly ShortcutRow[]): readonly (readonly ShortcutRow[])[] {
  return GROUPS.map((group) => column.filter((row) => row.group === group)).filter(({ length }) => length > 0);
}
