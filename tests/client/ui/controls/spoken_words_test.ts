import assert from "node:assert/strict";
import { effect, signal } from "@preact/signals-core";
import { SpokenWords } from "../../../../client/ui/controls/spoken_words.ts";

Deno.test("words that are set again are told again, and no words are not", () => {
  const words = new SpokenWords<string | undefined>(undefined), told: string[] = [];
  effect(() => {
    if (words.times.value > 0 && words.value) told.push(`${words.times.value} ${words.value}`);
  });
  const seen = [undefined, "Failed", "Failed", undefined, "Failed"].map((each) => {
    words.value = each;
    return words.spoken;
  }).filter(Boolean);
  assert.equal(words.times.value, 3);
  assert.deepEqual(told.at(-1), "3 Failed");
  assert.deepEqual(seen, ["Failed", "Failed\u00a0", "Failed"], "for a screen reader, the words differ");
  assert.deepEqual(new Set(told), new Set(["1 Failed", "2 Failed", "3 Failed"]));
});

Deno.test("an effect that sets words does not depend on them", () => {
  const words = new SpokenWords<string>(""), cause = signal(0);
  let runs = 0;
  effect(() => {
    runs += cause.value + 1;
    words.value = "Locked";
  });
  words.value = "Other";
  assert.deepEqual([runs, words.times.value], [1, 2]);
});
