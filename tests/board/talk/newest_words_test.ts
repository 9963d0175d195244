import assert from "node:assert/strict";
import { newestOfOthers, type NewestWords, withNewest } from "../../../board/talk/newest_words.ts";

const after = (...authors: readonly string[]) =>
  authors.reduce<readonly NewestWords[]>((newest, author, i) => withNewest(newest, { author, number: i + 1 }), []);

Deno.test("one's own words are never new, before and after signing in, and those without a key are of others", () => {
  assert.equal(newestOfOthers(after("b", "a", "a", "me", "a"), ["a", "me"]), 1);
  assert.equal(newestOfOthers(after("c", "b", "a", "me"), ["a", "me"]), 2);
  assert.equal(newestOfOthers(after("a", "a"), ["a", "me"]), 0);
  assert.equal(newestOfOthers(after("a", "", "a"), ["a"]), 2);
  assert.equal(newestOfOthers(after("a", "", "", "", "a"), ["a", ""]), 4);
  assert.equal(newestOfOthers([], ["a"]), 0);
});

Deno.test("words that arrive late do not replace newer ones", () => {
  const newest = withNewest([{ author: "a", number: 5 }, { author: "b", number: 4 }], { author: "a", number: 3 });
  assert.equal(newestOfOthers(newest, ["b"]), 5);
});
