import assert from "node:assert/strict";
import { toPortable } from "../../../board/portable/portable.ts";
import { Problem } from "../../../client/editor/problem.ts";
import { isOurs, readOwn, textOf } from "../../../client/out/own_file.ts";
import { geoOf } from "../../support/board/figures.ts";
import { inTime } from "../../support/formats/in_time.ts";

Deno.test("a file of ours is read, and one that would take the memory of the page is refused before it is parsed", async () => {
  const whole = JSON.stringify(toPortable([geoOf("a")], "Plan"));
  assert.equal(readOwn(whole).shapes.length, 1);
  assert.equal(await isOurs(new Blob([whole])), true);
  assert.equal(await textOf(new Blob([whole])), whole);
  const start = '{"type":"drawbridge","version":1,"shapes":[';
  const hostile: Readonly<Record<string, RegExp>> = {
    [start + "[".repeat(60_000_000)]: /damaged/,
    [`${start}${"{},".repeat(4_000_000)}{}]}`]: /more shapes/,
    [`${start}${"{},".repeat(1_000_000)}{}]}`]: /shapes/,
    [`${start}${"0,".repeat(16_000_000)}0]}`]: /more shapes/,
    ["a".repeat(100_000_000)]: /./,
  };
  for (const [text, words] of Object.entries(hostile)) {
    const refused = inTime("a refusal", () => readOwn(text));
    await assert.rejects(refused, (error) => error instanceof Problem && words.test(error.message));
  }
});
