import assert from "node:assert/strict";
import { REPLIES_MAX } from "../../../board/comment_thread.ts";
import { readTalkAction, type TalkAction, type TalkEvent } from "../../../board/talk.ts";
import type { Imported } from "../../../board/talk/imported.ts";
import { placeAmong, readPortableTalk, toPortableTalk } from "../../../board/talk/portable_talk.ts";
import { PAYLOADS } from "../../support/browser/payloads.ts";

const PLACE = { x: 3, y: 4, on: { shape: "s.1", x: 0.5, y: 1 } };

/** A log as a server keeps it. */
function logOf(actions: readonly (TalkAction & { imported?: Imported })[]): TalkEvent[] {
  const threads = new Map<number, number>();
  return actions.map((action, i) => {
    const number = i + 1;
    const thread = action.kind === "comment" ? number : "of" in action ? threads.get(action.of) : undefined;
    if (thread) threads.set(number, thread);
    return { ...action, number, at: 100 * number, author: "a".repeat(32), name: "Ada", ...(thread && { thread }) };
  });
}

Deno.test("a file has what was said as it is now, and it is read back unchanged", () => {
  const words = toPortableTalk(logOf([
    { kind: "post", text: "one" },
    { kind: "comment", text: "why?", place: PLACE },
    { kind: "post", text: "removed" },
    { kind: "reply", of: 2, text: "so" },
    { kind: "edit", of: 1, text: "first" },
    { kind: "remove", of: 3 },
    { kind: "react", of: 1, emoji: "🎉" },
    { kind: "resolve", of: 2 },
    { kind: "move", of: 2, place: { x: 0, y: 0 } },
    { kind: "post", text: "old", imported: { name: "Bo", at: 7 } },
  ]));
  assert.deepEqual(words, [
    { kind: "post", text: "first", name: "Ada", at: 100 },
    { kind: "comment", number: 2, text: "why?", name: "Ada", at: 200, place: { x: 0, y: 0 }, resolved: true },
    { kind: "reply", of: 2, text: "so", name: "Ada", at: 400 },
    { kind: "post", text: "old", name: "Bo", at: 7 },
  ]);
  assert.deepEqual(readPortableTalk(JSON.parse(JSON.stringify(words))), { words, unread: 0 });
});

Deno.test("the first reply that is left takes the place of a removed comment", () => {
  const words = toPortableTalk(logOf([
    { kind: "comment", text: "removed", place: PLACE },
    { kind: "reply", of: 1, text: "removed too" },
    { kind: "reply", of: 1, text: "kept" },
    { kind: "reply", of: 1, text: "last" },
    { kind: "remove", of: 1 },
    { kind: "remove", of: 2 },
    { kind: "comment", text: "alone", place: PLACE },
    { kind: "remove", of: 7 },
  ]));
  assert.deepEqual(words.map(({ kind, text }) => [kind, text]), [["comment", "kept"], ["reply", "last"]]);
  assert.equal(readPortableTalk(words).unread, 0);
});

Deno.test("entries that are malformed, repeated or answer nothing are left out and counted", () => {
  const post = { kind: "post", text: "good", name: "Ada", at: 1 };
  const comment = { kind: "comment", number: 2, text: "good", place: { x: 1, y: 2 }, name: "Ada", at: 1 };
  const bad = [
    ...[null, 7, "post", [], {}, { ...post, text: "" }, { ...post, text: "a".repeat(2_001) }, { ...post, name: 7 }],
    ...[{ ...post, at: -1 }, { ...post, at: "1" }, { ...post, at: 1e300 }, { ...post, at: 0.5 }, {
      ...post,
      kind: "__proto__",
    }],
    ...[{ ...comment, number: undefined }, { ...comment, place: { x: "1", y: 0 } }, comment],
    ...[{ kind: "reply", of: 9, text: "good", name: "Ada", at: 1 }, { kind: "resolve", of: 2, name: "Ada", at: 1 }],
  ];
  const { words, unread } = readPortableTalk([post, comment, ...bad]);
  assert.deepEqual(words, [post, comment]);
  assert.equal(unread, bad.length);
  for (const value of ["x", 7, {}]) assert.deepEqual(readPortableTalk(value), { words: [], unread: 1 });
  assert.deepEqual(readPortableTalk(undefined), { words: [], unread: 0 });
  const replies = Array.from({ length: REPLIES_MAX + 3 }, () => ({ ...post, kind: "reply", of: 2 }));
  assert.equal(readPortableTalk([comment, ...replies]).unread, 3);
});

Deno.test("what a file claims of its author, numbers and mentions is not taken over", () => {
  const forged = {
    kind: "post",
    text: "@Bo hi",
    name: "Ada\u202e\n",
    at: 1,
    author: "a".repeat(32),
    id: "x".repeat(20),
    number: 9,
    thread: 3,
    to: ["b".repeat(32)],
    mentions: [{ author: "b".repeat(32), name: "Bo" }],
  };
  assert.deepEqual(readPortableTalk([forged]).words, [{ kind: "post", text: "@Bo hi", name: "Ada", at: 1 }]);
  for (const text of PAYLOADS) {
    const [words] = readPortableTalk([{ kind: "post", text, name: text, at: 1 }]).words;
    assert.equal(words.text, (readTalkAction({ kind: "post", text }) as { text: string }).text);
  }
});

Deno.test("a comment stays on its shape if that came with the file, else at its place", () => {
  assert.deepEqual(placeAmong(PLACE, new Map([["s.1", "n.1"]])), { ...PLACE, on: { ...PLACE.on, shape: "n.1" } });
  assert.deepEqual(placeAmong(PLACE, new Map()), { x: 3, y: 4 });
  assert.deepEqual(placeAmong({ x: 1, y: 2 }, new Map([["s.1", "n.1"]])), { x: 1, y: 2 });
});
