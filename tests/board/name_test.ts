import assert from "node:assert/strict";
import { NAME_MAX } from "../../board/limits.ts";
import { readName } from "../../board/name.ts";

Deno.test("a long name is not cut within a letter", () => {
  assert.equal(readName("x".repeat(NAME_MAX - 1) + "🦫🦫"), "x".repeat(NAME_MAX - 1));
  assert.equal(readName("🦫".repeat(NAME_MAX)), "🦫".repeat(NAME_MAX / 2));
  for (const letter of ["👍🏿", "👨‍👩‍👧", "🇩🇪", "e\u0301"]) {
    assert.equal(readName("x".repeat(NAME_MAX - 1) + letter), "x".repeat(NAME_MAX - 1), letter);
    assert.equal(
      readName("x".repeat(NAME_MAX - letter.length) + letter + "y"),
      "x".repeat(NAME_MAX - letter.length) + letter,
    );
  }
});

Deno.test("a name is one line without bidirectional control characters", () => {
  assert.equal(readName("  Ada\n\tLovelace\u202e  "), "Ada Lovelace");
  assert.equal(readName("\u2066\u0000"), "");
  assert.equal(readName("x".repeat(500)).length, NAME_MAX);
  assert.equal(readName(7), "");
  for (const text of ["\u200b", "\u2060 \u00ad", "\u3164", "\ufe0f\u200d"]) assert.equal(readName(text), "", "unseen");
  assert.equal(readName("❤️"), "❤️");
});
