import assert from "node:assert/strict";
import { type Language, languageTag, messages, setLanguage, translated } from "../../../client/messages/messages.ts";

function speaking(tag: string, language: Language): Disposable {
  setLanguage(tag, language);
  return { [Symbol.dispose]: () => setLanguage("en", {}) };
}

const BASKET = messages("test_basket", {
  title: "Basket",
  owner: "Basket of {name}",
  apples: { one: "{count} apple for {name}", other: "{count} apples for {name}" },
});

Deno.test("messages are English at first, with placeholders and plural forms", () => {
  assert.equal(languageTag(), "en");
  assert.equal(BASKET.title, "Basket");
  assert.equal(BASKET.owner({ name: "Ada" }), "Basket of Ada");
  assert.equal(BASKET.apples({ count: 1, name: "Ada" }), "1 apple for Ada");
  assert.equal(BASKET.apples({ count: 2_000, name: "Ada" }), "2,000 apples for Ada");
  // @ts-expect-error there is no such message
  assert.equal(BASKET.pears, undefined);
  // @ts-expect-error the placeholder is `name`
  assert.throws(() => BASKET.owner({ nam: "Ada" }));
});

Deno.test("a text from outside that looks like a placeholder stays as it is", () => {
  assert.equal(BASKET.owner({ name: "{name} $& \\1" }), "Basket of {name} $& \\1");
});

Deno.test("a language replaces the messages, uses its own plural forms and numbers, and English fills gaps", () => {
  using _ = speaking("pl", {
    test_basket: {
      owner: "Koszyk: {name}",
      apples: { one: "{count} jabłko", few: "{count} jabłka", many: "{count} jabłek", other: "{count} jabłka" },
    },
    commands: { "zoom.in": "Powiększ" },
  });
  assert.equal(BASKET.owner({ name: "Ada" }), "Koszyk: Ada");
  assert.deepEqual([1, 3, 5, 12_345].map((count) => BASKET.apples({ count, name: "" })), [
    "1 jabłko",
    "3 jabłka",
    "5 jabłek",
    `${(12_345).toLocaleString("pl")} jabłek`,
  ]);
  assert.equal(BASKET.title, "Basket");
  assert.equal(translated("commands", "zoom.in", "Zoom in"), "Powiększ");
  assert.equal(translated("commands", "zoom.out", "Zoom out"), "Zoom out");
  const late = messages("test_late", { ok: "OK" });
  assert.equal(late.ok, "OK");
});

Deno.test("an area that is declared after the language was chosen is translated too", () => {
  using _ = speaking("de", { test_later: { hello: "Hallo" } });
  assert.equal(messages("test_later", { hello: "Hello" }).hello, "Hallo");
});
