import assert from "node:assert/strict";
import { keyCaps, keyText } from "../../../../client/ui/page/keys.ts";

Deno.test("shortcuts are shown as on the keyboard", () => {
  const cases: [keys: string, apple: string, other: string][] = [
    ["p", "P", "P"],
    ["?", "?", "?"],
    ["Shift+1", "⇧1", "Shift+1"],
    ["Mod+Z", "⌘Z", "Ctrl+Z"],
    ["Mod+Shift+Z", "⇧⌘Z", "Ctrl+Shift+Z"],
    ["Mod+-", "⌘−", "Ctrl+−"],
    ["Escape", "Escape", "Escape"],
  ];
  for (const [keys, apple, other] of cases) {
    assert.equal(keyText(keys, true), apple);
    assert.equal(keyText(keys, false), other);
  }
  for (const plus of ["Mod+=", "Mod++"]) assert.deepEqual(keyCaps(plus, false), ["Ctrl", "+"]);
});
