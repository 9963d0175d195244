import assert from "node:assert/strict";
import fc from "fast-check";
import { partsOf, shortenedParts } from "../../../../client/ui/talk/linked_text.tsx";

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

Deno.test("an address ends before a character that turns letters around, so that it reads as what it opens", () => {
  assert.deepEqual(links("https://a.example/\u202egpj.exe"), ["https://a.example/"]);
  assert.deepEqual(links("\u2067https://a.example/x\u2069"), ["https://a.example/x"]);
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

Deno.test("a name with an address in it is a mention as a whole, and an address with a name in it is an address", () => {
  const [ada, bo] = ["a".repeat(32), "b".repeat(32)];
  const mentions = [{ author: ada, name: "Ada https://a.example" }, { author: bo, name: "Bo" }, {
    author: ada,
    name: "Bo",
  }];
  assert.deepEqual(partsOf("@Ada https://a.example, see https://b.example/@Bo or @Bo", mentions), [
    { text: "@Ada https://a.example", authors: [ada] },
    { text: ", see " },
    { text: "https://b.example/@Bo", href: "https://b.example/@Bo" },
    { text: " or " },
    { text: "@Bo", authors: [bo, ada] },
  ]);
  assert.deepEqual(partsOf("@(.*)", [{ author: ada, name: "(.*)" }]), [{ text: "@(.*)", authors: [ada] }]);
  assert.deepEqual(partsOf("Bo", mentions), [{ text: "Bo" }]);
});

Deno.test("a shortened text has no part of an address as a link", () => {
  const parts = partsOf("see https://a.example/long and https://b.example");
  const shown = (letters: number) => shortenedParts(parts, letters).map(({ text, href }) => [text, href !== undefined]);
  assert.deepEqual(shown(12), [["see ", false], ["https://…", false]]);
  assert.deepEqual(shown(30), [["see ", false], ["https://a.example/long", true], [" and…", false]]);
  assert.deepEqual(shown(500), parts.map(({ text, href }) => [text, href !== undefined]));
});
