import assert from "node:assert/strict";
import { pastedKind } from "../../../../client/editor/arrange/pasted_kind.ts";

const PASTED: Record<string, readonly string[]> = {
  table: [
    "a\tb\n1\t2\n",
    "Month,Sales,Costs\nJan,10,4\nFeb,14,6",
    "City;Share\r\nOslo;12,5 %\r\nBergen;-3\r\n",
    '"Price, net",Item\n$1.50,"Tea, green"\n20,Milk\n',
  ],
  links: ["https://a.example/\nhttps://b.example/x"],
  list: ["- Milk\n- Bread", "# Shopping\n\n1. Milk\n2) Bread\n  - white", "• one\n• two", "* [ ] to do\n* [x] done"],
  none: [
    "",
    "words",
    "a\tb",
    "a\tb\nc",
    "\tx\n\ty",
    "a, b\nc, d",
    "Dear Ada,\nthank you, 3 times",
    "- one item",
    "- an item\nand words",
    "# A heading\n# Another",
    "1,2\n3",
    `a,b\n${"1".repeat(50)},x`,
  ],
};

for (const [kind, texts] of Object.entries(PASTED)) {
  Deno.test(`pasted text is told from words: ${kind}`, () => {
    for (const text of texts) assert.equal(pastedKind(text), kind === "none" ? undefined : kind, JSON.stringify(text));
  });
}

Deno.test("a long pasted text is read in linear time", () => {
  for (const letter of ['"', " ", "1", "-", ",", "\n", "1 "]) {
    assert.equal(pastedKind(`${letter.repeat(99_990)}\nwords`), undefined, letter);
  }
});
