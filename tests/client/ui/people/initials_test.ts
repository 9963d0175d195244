import assert from "node:assert/strict";
import { initialsOf } from "../../../../client/ui/people/initials.ts";

Deno.test("initials come from the first and last word", () => {
  const cases: [name: string, initials: string][] = [
    ["Ada Lovelace", "AL"],
    ["ada", "A"],
    ["  jean  luc  picard ", "JP"],
    ["élodie", "É"],
    ["e\u0301lodie", "E\u0301"],
    ["🎨 Zoë", "🎨Z"],
    ["👩‍🚀", "👩‍🚀"],
    ["李 小龙", "李小"],
    ["(guest)", "G"],
    ["<img src=x>", "IS"],
    ["***", "*"],
    ["", "?"],
    ["   ", "?"],
  ];
  for (const [name, initials] of cases) assert.equal(initialsOf(name), initials, name);
});
