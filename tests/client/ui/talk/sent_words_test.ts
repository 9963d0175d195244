import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { TalkAction, TalkEvent } from "../../../../board/talk.ts";
import { Conversation } from "../../../../client/ui/talk/conversation.ts";
import { sentWords } from "../../../../client/ui/talk/sent_words.ts";
import { TalkDesk } from "../../../../client/ui/talk/talk_desk.ts";
import { TalkMemory } from "../../../../client/ui/talk/talk_memory.ts";
import { TestServer } from "../../../support/server/test_server.ts";
import { until } from "../../../support/until.ts";

Deno.test("a person is told of what they did in the talk once the server has it, and of nothing that others did", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const told: (string | undefined)[] = [];
  const desk = new TalkDesk({
    slug: signal(links.editor),
    memory: new TalkMemory(undefined),
    request: (path, init) => fetch(server.origin + path, init),
    sent: (event) => told.push(sentWords(event)),
  });
  const conversation = new Conversation(desk);
  await conversation.catchUp();
  const other = await server.server.stores.talk.append(id, {
    action: { kind: "post", text: "from Bo" },
    author: "b",
    name: "Bo",
    isModerator: false,
  });
  desk.hear(other as TalkEvent);
  desk.outbound.add({ kind: "post", text: "mine" }, "Ada");
  await until("it is sent", () => told.length === 1);
  const acts: TalkAction[] = [
    { kind: "edit", of: 2, text: "mine too" },
    { kind: "react", of: 1, emoji: "🎉" },
    { kind: "unreact", of: 1, emoji: "🎉" },
    { kind: "remove", of: 2 },
  ];
  for (const action of acts) await conversation.act(action, "Ada");
  assert.ok(!await conversation.act({ kind: "remove", of: 1 }, "Ada"), "it is not hers");
  assert.deepEqual(told, [
    "Sent",
    "Message changed",
    "You reacted with 🎉",
    "You no longer react with 🎉",
    "You removed the message",
  ]);
  desk.close();
});
