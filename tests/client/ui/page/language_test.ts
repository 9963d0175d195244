import assert from "node:assert/strict";
import { languageTag, setLanguage } from "../../../../client/messages/messages.ts";
import { type LanguageOptions, loadLanguage } from "../../../../client/ui/page/language.ts";

async function chosen(options: LanguageOptions): Promise<string> {
  const root = { lang: "en", dir: "" };
  try {
    await loadLanguage({ search: "", preferred: [], root, ...options });
    assert.equal(root.lang, languageTag());
    return root.lang;
  } finally {
    setLanguage("en", {});
  }
}

function memoryOf(kept: Map<string, string>) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
}

Deno.test("a page is English without a wish, and when there is no file for the wish", async () => {
  assert.equal(await chosen({}), "en");
  assert.equal(await chosen({ preferred: ["tlh", "en-GB", "en-XA"] }), "en");
});

Deno.test("the address, then the choice kept, then the browser decides the language", async () => {
  assert.equal(await chosen({ preferred: ["tlh-AB", "en-XA"] }), "en-XA");
  const memory = memoryOf(new Map());
  assert.equal(await chosen({ search: "?lang=en-XA", memory }), "en-XA");
  assert.equal(await chosen({ memory, preferred: ["en"] }), "en-XA");
  assert.equal(await chosen({ search: "?lang=en", memory, preferred: ["en-XA"] }), "en");
  assert.equal(await chosen({ memory, preferred: ["en-XA"] }), "en");
});

Deno.test("a malformed language is ignored", async () => {
  const memory = memoryOf(new Map());
  assert.equal(await chosen({ search: "?lang=../../secret", memory }), "en");
  assert.equal(await chosen({ search: "?lang=%00", memory: { ...memory, getItem: () => "{" } }), "en");
});
