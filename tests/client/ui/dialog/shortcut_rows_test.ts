import assert from "node:assert/strict";
import { type Command, GROUPS } from "../../../../client/editor/command.ts";
import { inColumns, rowsOf, sectionsOf } from "../../../../client/ui/dialog/shortcut_rows.ts";

const commands = GROUPS.flatMap((group, i) =>
  Array.from({ length: 3 + 7 * i }, (_, j): Command => ({
    id: `${group}.${j}`,
    label: `${group} ${j}`,
    group,
    keys: j === 0 ? [] : ["A"],
    run() {},
  }))
);

Deno.test("the list of shortcuts has each command with keys once, by group, in columns of about the same height", () => {
  const rows = rowsOf(commands, { mac: false, hasGestures: true });
  assert.deepEqual(
    rows.filter(({ how }) => how === undefined).map(({ id }) => id),
    commands.filter(({ keys }) => keys.length > 0).map(({ id }) => id),
  );
  assert.equal(rows.filter(({ how }) => how).every(({ group }) => group === "View"), true);
  for (const count of [1, 2, 3]) {
    const columns = inColumns(rows, count);
    assert.deepEqual(columns.flat(), rows);
    assert.equal(columns.length, count);
    const heights = columns.map((column) => column.length + column.filter(({ isFirst }) => isFirst).length);
    assert.ok(Math.max(...heights) - Math.min(...heights) <= 2 * count, String(heights));
    assert.deepEqual(columns.flatMap(sectionsOf).flat(), rows);
  }
  assert.deepEqual(inColumns([], 3), []);
});

Deno.test("Mac's name of the key is in what to do, and a filter leaves gestures out", () => {
  const hows = (mac: boolean) => rowsOf([], { mac, hasGestures: true }).map(({ how }) => how).join();
  assert.match(hows(false), /Ctrl/);
  assert.match(hows(true), /⌘/);
  assert.doesNotMatch(hows(true), /Ctrl/);
  assert.deepEqual(rowsOf([], { mac: false, hasGestures: false }), []);
});
