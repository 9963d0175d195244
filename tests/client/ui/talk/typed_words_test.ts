import assert from "node:assert/strict";
import { TypedWords } from "../../../../client/ui/talk/composer/typed_words.ts";

/** The storage of a tab, which a reload keeps. */
function tab() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

const BO = { author: "b".repeat(32), name: "Bo" };

Deno.test("words that were typed and not sent are there after a reload, each where it was typed", () => {
  const memory = tab(), before = new TypedWords("one", memory);
  before.set("chat", { text: "Half a message @Bo", mentions: [BO] });
  before.set("new", { text: "a comment", mentions: [] });
  before.set("edit 7", { text: "an edit", mentions: [] });
  before.set(7, { text: "a reply", mentions: [] });
  before.set(7, { text: "", mentions: [] }); // it was sent
  const after = new TypedWords("one", memory);
  assert.deepEqual(after.get("chat"), { text: "Half a message @Bo", mentions: [BO] });
  assert.deepEqual(after.get("new"), { text: "a comment", mentions: [] });
  assert.equal(after.get("edit 7")?.text, "an edit");
  assert.equal(after.get(7), undefined);
  assert.equal(new TypedWords("two", memory).get("chat"), undefined);
});

Deno.test("what the tab keeps may be anything, full or blocked", () => {
  const memory = tab(), [key] = keyOf(memory);
  for (const text of ["", "null", "[1]", '"words"', '{"chat":1,"new":{"text":2},"3":{"text":"x","mentions":[4]}}']) {
    memory.kept.set(key, text);
    const read = new TypedWords("one", memory);
    assert.equal(read.get("chat") ?? read.get("new"), undefined, text);
  }
  assert.deepEqual(new TypedWords("one", memory).get(3), { text: "x", mentions: [] });
  const full = {
    ...tab(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  }; // deno-fmt-ignore
  for (const each of [full, undefined]) {
    const words = new TypedWords("one", each);
    words.set("chat", { text: "still here", mentions: [] });
    assert.equal(words.get("chat")?.text, "still here");
  }
});

function keyOf(memory: ReturnType<typeof tab>): string[] {
  new TypedWords("one", memory).set("chat", { text: "x", mentions: [] });
  return [...memory.kept.keys()];
}
