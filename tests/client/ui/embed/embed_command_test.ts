import assert from "node:assert/strict";
import { readRequest } from "../../../../client/ui/embed/embed_command.ts";

const read = (fields: object) => readRequest({ drawbridge: 1, ...fields });

Deno.test("the documented commands are read", () => {
  const cases: [given: object, command: object][] = [
    [{ command: "hello" }, { command: "hello" }],
    [{ command: "fit" }, { command: "fit" }],
    [{ command: "setTheme", theme: "dark" }, { command: "setTheme", theme: "dark" }],
    [{ command: "setMode", mode: "edit" }, { command: "setMode", mode: "edit" }],
    [{ command: "goTo", spot: "120,-40,1.5" }, { command: "goTo", target: { x: 120, y: -40, zoom: 1.5 } }],
    [{ command: "goTo", spot: "shape=a.1" }, { command: "goTo", target: { shape: "a.1" } }],
    [{ command: "goTo", spot: { shape: "a.1" } }, { command: "goTo", target: { shape: "a.1" } }],
    [{ command: "goTo", spot: { x: 1, y: 2 } }, { command: "goTo", target: { x: 1, y: 2, zoom: 1 } }],
    [
      { command: "export", format: "png", scale: 3, theme: "dark" },
      { command: "export", choice: { format: "png", part: "board", scale: 3, theme: "dark" } },
    ],
  ];
  for (const [given, command] of cases) assert.deepEqual(read({ ...given, id: 7 }), { id: 7, command });
});

Deno.test("messages for others are left alone, and commands that lack something are told from them", () => {
  for (const message of [undefined, null, "x", 1, [], {}, { command: "fit" }, { drawbridge: 2, command: "fit" }]) {
    assert.equal(readRequest(message), undefined);
  }
  assert.equal(read({ event: "hello" }), undefined);
  const bad = [
    { command: "delete" },
    { command: 7 },
    { command: "setTheme", theme: "pink" },
    { command: "setMode" },
    { command: "goTo", spot: { x: 1e300, y: 0 } },
    { command: "goTo", spot: { x: 0, y: 0, zoom: -1 } },
    { command: "goTo", spot: "shape=__proto__" },
    { command: "goTo", spot: null },
    { command: "export", format: "drawbridge" },
    { command: "export", format: "png", scale: 100 },
    { command: "export", format: "svg", part: { frame: "a" } },
  ];
  for (const fields of bad) {
    assert.deepEqual(read(fields), { id: undefined, command: undefined }, JSON.stringify(fields));
  }
  assert.equal(read({ command: "fit", id: "x".repeat(101) })?.id, undefined);
});
