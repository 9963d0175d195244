import assert from "node:assert/strict";
import { sizeWords } from "../../../../client/ui/offline/size_words.ts";

Deno.test("sizes are whole kilobytes, from 1,000 of them on megabytes", () => {
  for (
    const [bytes, words] of [[0, "0 kB"], [1, "1 kB"], [1_000, "1 kB"], [999_000, "999 kB"], [1_000_000, "1 MB"], [
      3_740_000,
      "3.7 MB",
    ]] as const
  ) assert.equal(sizeWords(bytes), words);
});
