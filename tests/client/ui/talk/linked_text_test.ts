import assert from "node:assert/strict";
import fc from "fast-check";
import { partsOf } from "../../../../client/ui/talk/linked_text.tsx";

const links = (text: string) => partsOf(text).filter(({ href }) => href !== undefined).map(({ text }) => text);

Deno.test("web and mail addresses are links without the punctuation around them", () => {
  assert.deepEqual(links("See https://a.example/x?y=1#z, or http://b.example."), [
    "https://a.example/x?y=1#z",
    "http://b.example",
  ]);
  assert.deepEqual(links("(https://a.example/w_(x)) mailto:ada@a.example!"), [
    "https://a.example/w_(x)",
    "mailto:ada@a.example",
  ]);
});

Deno.test("nothing else is a link", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "a.example", "https://", "xhttps://a", "file:///a"]) {
    assert.deepEqual(links(text), [], text);
  }
});

Deno.test("the parts of any text make up the text, and links have a harmless scheme", () => {
  const word = fc.constantFrom("https://a.example/", "mailto:a@b", "javascript:", ")", "(", ".", " ", "<", '"', "é");
  fc.assert(
    fc.property(fc.array(word).map((words) => words.join("")), (text) => {
      const parts = partsOf(text);
      assert.equal(parts.map(({ text }) => text).join(""), text);
      for (const { href } of parts) assert.match(href ?? "https:", /^(https?|mailto):/);
    }),
    { seed: 1, numRuns: 500 },
  );
});
