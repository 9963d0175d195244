import assert from "node:assert/strict";
import type { TalkAction, TalkEvent } from "../../../../board/talk.ts";
import { MessageLog } from "../../../../client/ui/talk/message_log.ts";

const event = (number: number, action: TalkAction, author = "a"): TalkEvent => ({
  ...action,
  number,
  at: number,
  author,
  name: "Ada",
});
const post = (number: number) => event(number, { kind: "post", text: `text ${number}` });

Deno.test("edits, removals and reactions change the message that they concern", () => {
  const log = new MessageLog();
  assert.ok(log.add([
    post(1),
    post(2),
    event(3, { kind: "edit", of: 1, text: "better" }),
    event(4, { kind: "react", of: 1, emoji: "👍" }, "b"),
    event(5, { kind: "react", of: 1, emoji: "👍" }, "b"),
    event(6, { kind: "react", of: 1, emoji: "👍" }, "c"),
    event(7, { kind: "react", of: 2, emoji: "🎉" }),
    event(8, { kind: "unreact", of: 2, emoji: "🎉" }),
  ]));
  const [one, two] = log.messages();
  assert.deepEqual([one.text, one.isEdited, one.at], ["better", true, 1]);
  assert.deepEqual([...one.reactions], [["👍", new Set(["b", "c"])]]);
  assert.deepEqual([two.text, two.isEdited, two.reactions.size], ["text 2", false, 0]);
  assert.ok(log.add([event(9, { kind: "remove", of: 1 }), event(10, { kind: "edit", of: 1, text: "back" })]));
  assert.deepEqual([log.messages()[0].isRemoved, log.messages()[0].text], [true, ""]);
});

Deno.test("older pages are added before, and what concerns their messages applies", () => {
  const log = new MessageLog();
  log.add([post(5), event(6, { kind: "edit", of: 2, text: "better" })]);
  assert.deepEqual(log.messages().map(({ number }) => number), [5]);
  assert.ok(log.add([post(1), post(2), post(3), post(4)]));
  assert.deepEqual(log.messages().map(({ number }) => number), [1, 2, 3, 4, 5]);
  assert.equal(log.messages()[1].text, "better");
  assert.deepEqual([log.first, log.last], [1, 6]);
});

Deno.test("events with a gap are not added, and repeated ones are added once", () => {
  const log = new MessageLog();
  log.add([post(3), post(4)]);
  assert.ok(!log.add([post(6)]));
  assert.ok(!log.add([post(1)]));
  assert.ok(log.add([post(3), post(4), post(5)]));
  assert.ok(log.add([]));
  assert.deepEqual(log.messages().map(({ number }) => number), [3, 4, 5]);
});

Deno.test("comments are no messages of the conversation", () => {
  const log = new MessageLog();
  const comment = { kind: "comment", text: "here", place: { x: 1, y: 2 } } as const;
  log.add([
    post(1),
    { ...event(2, comment), thread: 2 },
    { ...event(3, { kind: "reply", of: 2, text: "there" }), thread: 2 },
    { ...event(4, { kind: "react", of: 2, emoji: "👍" }), thread: 2 },
    post(5),
  ]);
  assert.deepEqual(log.messages().map(({ number }) => number), [1, 5]);
  assert.equal(log.last, 5);
});
