import assert from "node:assert/strict";
import { type Command, GROUPS } from "../../../../client/editor/command.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { inColumns, rowsOf, sectionsOf } from "../../../../client/ui/dialog/shortcut_rows.ts";
import { Desk } from "../../../support/client/editors.ts";

const commands = GROUPS.flatMap((group, i) =>
  Array.from({ length: 3 + 7 * i }, (_, j): Command => ({
    id: `${group}.${j}`,
    label: `${group} ${j}`,
    group,
    keys: j === 0 ? [] : ["A"],
    run() {},
  }))
);

Deno.test("the list of shortcuts has each command with keys once, and whole groups in columns of similar height", () => {
  const rows = rowsOf(commands, { mac: false, hasGestures: true });
  assert.deepEqual(
    rows.filter(({ how }) => how === undefined).map(({ id }) => id),
    commands.filter(({ keys }) => keys.length > 0).map(({ id }) => id),
  );
  assert.equal(rows.filter(({ how }) => how).every(({ group }) => group === "View"), true);
  for (const count of [1, 2, 3]) {
    const columns = inColumns(rows, count);
    assert.equal(columns.length, count);
    const sections = columns.flatMap(sectionsOf);
    assert.deepEqual(new Set(sections.flat()), new Set(rows));
    assert.equal(sections.length, GROUPS.length, "no group is in two columns");
    const heights = columns.map((column) => column.length + sectionsOf(column).length);
    const largest = Math.max(...sections.map(({ length }) => length + 1));
    assert.ok(Math.max(...heights) - Math.min(...heights) <= largest, String(heights));
  }
  assert.deepEqual(inColumns([], 3), []);
});

Deno.test("commands that differ in their arrow key only have one line", () => {
  const { editor } = new Desk();
  const listed = rowsOf(commandsFor(editor), { mac: false, hasGestures: false });
  const keys = listed.flatMap(({ keys }) => keys).filter((each) => /Arrow/.test(each));
  assert.deepEqual(keys.sort(), ["Arrows", "Mod+Arrows", "Shift+Arrows"]);
});

Deno.test("Mac's name of the key is in what to do, and a filter leaves gestures out", () => {
  const hows = (mac: boolean) => rowsOf([], { mac, hasGestures: true }).map(({ how }) => how).join();
  assert.match(hows(false), /Ctrl/);
  assert.match(hows(true), /⌘/);
  assert.doesNotMatch(hows(true), /Ctrl/);
  assert.deepEqual(rowsOf([], { mac: false, hasGestures: false }), []);
});
