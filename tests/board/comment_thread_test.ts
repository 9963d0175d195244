import assert from "node:assert/strict";
import { type CommentThread, threadAfter } from "../../board/comment_thread.ts";
import type { TalkAction, TalkEvent } from "../../board/talk.ts";

const PLACE = { x: 1, y: 2 };

const event = (number: number, action: TalkAction, author = "a"): TalkEvent => ({
  ...action,
  number,
  at: number * 10,
  author,
  name: "Ada",
  thread: 1,
});

const COMMENT = event(1, { kind: "comment", text: "Why?", place: PLACE });

const after = (...events: readonly TalkEvent[]): CommentThread | undefined =>
  events.reduce<CommentThread | undefined>(threadAfter, undefined);

Deno.test("a thread says what was written, by whom, where, and whether it is resolved", () => {
  const begun = after(COMMENT)!;
  assert.deepEqual(begun, {
    number: 1,
    at: 10,
    author: "a",
    name: "Ada",
    text: "Why?",
    place: PLACE,
    isEdited: false,
    isRemoved: false,
    isResolved: false,
    newest: [{ author: "a", number: 1 }],
    replies: [],
    authors: ["a"],
    last: 1,
    lastAt: 10,
  });
  const answered = after(
    COMMENT,
    event(2, { kind: "reply", of: 1, text: "So" }, "b"),
    event(3, { kind: "reply", of: 1, text: "And so" }, ""),
    event(4, { kind: "react", of: 2, emoji: "👍" }, "c"),
    event(5, { kind: "edit", of: 2, text: "Thus" }, "b"),
    event(6, { kind: "edit", of: 1, text: "How?" }),
    event(7, { kind: "move", of: 1, place: { x: 8, y: 9 } }),
    event(8, { kind: "resolve", of: 1 }, "c"),
  );
  assert.deepEqual(answered, {
    ...begun,
    text: "How?",
    isEdited: true,
    isResolved: true,
    place: { x: 8, y: 9 },
    newest: [{ author: "", number: 3 }, { author: "b", number: 2 }, { author: "a", number: 1 }],
    replies: [2, 3],
    authors: ["a", "b"],
    last: 8,
    lastAt: 30,
  });
  assert.equal(threadAfter(answered, event(9, { kind: "reopen", of: 1 }))?.isResolved, false);
});

Deno.test("an event counts once, in whatever order events arrive again", () => {
  const reply = event(2, { kind: "reply", of: 1, text: "So" });
  const removal = event(3, { kind: "remove", of: 2 });
  const thread = after(COMMENT, reply, removal);
  assert.deepEqual(thread?.replies, []);
  for (const again of [reply, removal]) assert.deepEqual(threadAfter(thread, again), thread);
  assert.deepEqual(after(COMMENT, reply, removal, event(4, { kind: "remove", of: 2 }))?.replies, []);
});

Deno.test("a removed comment stays without its text while it has replies", () => {
  const removed = after(COMMENT, event(2, { kind: "reply", of: 1, text: "So" }), event(3, { kind: "remove", of: 1 }));
  assert.deepEqual([removed?.text, removed?.isRemoved], ["", true]);
  assert.equal(threadAfter(removed, event(4, { kind: "edit", of: 1, text: "back" }))?.text, "");
  assert.equal(threadAfter(removed, event(4, { kind: "remove", of: 2 })), undefined);
  assert.equal(after(COMMENT, event(2, { kind: "remove", of: 1 })), undefined);
});

Deno.test("events of a thread that is not known begin none", () => {
  assert.equal(after(event(2, { kind: "reply", of: 1, text: "So" }), event(3, { kind: "reopen", of: 1 })), undefined);
});
