import assert from "node:assert/strict";
import { readTalkAction, readTalkEvent, TALK_TEXT_MAX } from "../../board/talk.ts";

Deno.test("a message keeps its lines and loses control characters and spaces around it", () => {
  const text = "  one\r\n\ttwo\u0000\u001b[31m\ud800 three\n ";
  assert.deepEqual(readTalkAction({ kind: "post", text }), { kind: "post", text: "one\n\ttwo[31m three" });
});

Deno.test("a message is text that is neither empty nor too long", () => {
  for (const text of [undefined, 1, null, {}, [], "", " \n\t", "\u0007", "a".repeat(TALK_TEXT_MAX + 1)]) {
    assert.equal(readTalkAction({ kind: "post", text }), undefined, JSON.stringify(text));
  }
  assert.notEqual(readTalkAction({ kind: "post", text: "a".repeat(TALK_TEXT_MAX) }), undefined);
});

Deno.test("a reaction is one emoji", () => {
  for (const emoji of ["👍", "❤️", "👩🏽‍🚀", "🇩🇪", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"]) {
    assert.deepEqual(readTalkAction({ kind: "react", of: 1, emoji }), { kind: "react", of: 1, emoji });
  }
  for (const emoji of ["", "a", "1", "👍👍", "👍a", "<b>", "\u200d", 7, null, "👍" + "\u200d👍".repeat(40)]) {
    assert.equal(readTalkAction({ kind: "react", of: 1, emoji }), undefined, JSON.stringify(emoji));
  }
});

Deno.test("a comment has words and a place, a reply has words", () => {
  const place = { x: 1, y: 2 };
  assert.deepEqual(readTalkAction({ kind: "comment", text: " hi ", place }), { kind: "comment", text: "hi", place });
  assert.deepEqual(readTalkAction({ kind: "reply", of: 1, text: "yes", place }), { kind: "reply", of: 1, text: "yes" });
  assert.deepEqual(readTalkAction({ kind: "move", of: 1, place }), { kind: "move", of: 1, place });
  for (const kind of ["resolve", "reopen"] as const) {
    assert.deepEqual(readTalkAction({ kind, of: 1, text: "x" }), { kind, of: 1 });
    assert.equal(readTalkAction({ kind }), undefined);
  }
  for (
    const action of [
      { kind: "comment", text: "hi" },
      { kind: "comment", place },
      { kind: "comment", text: "a".repeat(TALK_TEXT_MAX + 1), place },
      { kind: "comment", text: "hi", place: { x: 1 } },
      { kind: "reply", text: "hi" },
      { kind: "reply", of: 1, text: "" },
      { kind: "move", of: 1 },
      { kind: "move", place },
    ]
  ) assert.equal(readTalkAction(action), undefined, JSON.stringify(action));
});

Deno.test("what is no action and no event is refused", () => {
  for (const  of of[0, -1, 1.5, "1", null, 2 ** 53]) assert.equal(readTalkAction({ kind: "remove", of }), undefined);
  for (const value of [undefined, null, 1, "post", [], {}, { kind: "shout" }]) {
    assert.equal(readTalkAction(value), undefined);
    assert.equal(readTalkEvent(value), undefined);
  }
  const event = { kind: "remove", of: 1, number: 2, at: 3, author: "a", name: "Ada" };
  assert.deepEqual(readTalkEvent({ ...event, extra: 1 }), event);
  assert.deepEqual(readTalkEvent({ ...event, thread: 1 }), { ...event, thread: 1 });
  assert.deepEqual(readTalkEvent({ ...event, thread: "1" }), event);
  for (const key of ["number", "at", "author", "name"]) assert.equal(readTalkEvent({ ...event, [key]: {} }), undefined);
});
