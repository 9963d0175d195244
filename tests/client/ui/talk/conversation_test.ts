import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { TalkEvent } from "../../../../board/talk.ts";
import { Conversation } from "../../../../client/ui/talk/conversation.ts";
import { TalkDesk } from "../../../../client/ui/talk/talk_desk.ts";
import { TalkMemory } from "../../../../client/ui/talk/talk_memory.ts";
import { until } from "../../../support/until.ts";
import { type BoardLinks, TestServer } from "../../../support/server/test_server.ts";

async function post(server: TestServer, { id }: BoardLinks, count: number): Promise<TalkEvent[]> {
  const events: TalkEvent[] = [];
  for (let i = 1; i <= count; i++) {
    const action = { kind: "post", text: String(i) } as const;
    events.push(
      await server.server.stores.talk.append(id, { action, author: "b", name: "Bo", isModerator: false }) as TalkEvent,
    );
  }
  return events;
}

function open(server: TestServer, slug: string, request?: typeof fetch): Conversation {
  const desk = new TalkDesk({
    slug: signal(slug),
    memory: new TalkMemory(undefined),
    request: request ?? ((path, init) => fetch(server.origin + path, init)),
  });
  return new Conversation(desk);
}

const numbers = ({ messages }: Conversation) => messages.value.map(({ number }) => number);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

Deno.test("the newest messages come first, and older ones page by page", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  await post(server, board, 120);
  const conversation = open(server, board.links.viewer);
  await conversation.catchUp();
  assert.deepEqual(numbers(conversation), range(71, 120));
  await conversation.loadOlder();
  assert.deepEqual(numbers(conversation), range(21, 120));
  assert.ok(conversation.hasOlder.value);
  await conversation.loadOlder();
  assert.deepEqual(numbers(conversation), range(1, 120));
  assert.ok(!conversation.hasOlder.value);
});

Deno.test("the messages back to one that the person looks for are read", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  await post(server, board, 260);
  const asked: string[] = [];
  const conversation = open(server, board.links.viewer, (path, init) => {
    asked.push(String(path));
    return fetch(server.origin + path, init);
  });
  await conversation.catchUp();
  assert.ok(await conversation.reach(30));
  assert.deepEqual(numbers(conversation), range(11, 260));
  assert.equal(asked.length, 3);
  assert.ok(await conversation.reach(200));
  assert.equal(asked.length, 3);
});

Deno.test("older messages are found behind many comments", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  await post(server, board, 2);
  for (let i = 0; i < 130; i++) {
    const action = { kind: "comment", text: "here", place: { x: i, y: 0 } } as const;
    await server.server.stores.talk.append(board.id, { action, author: "b", name: "Bo", isModerator: false });
  }
  const conversation = open(server, board.links.viewer);
  await conversation.catchUp();
  assert.deepEqual(numbers(conversation), []);
  await conversation.loadOlder();
  assert.deepEqual([numbers(conversation), conversation.hasOlder.value], [[1, 2], false]);
});

Deno.test("events that were missed are read, however many, and in whatever order they are heard", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  const conversation = open(server, board.links.editor);
  await conversation.catchUp();
  assert.deepEqual([conversation.state.value, numbers(conversation)], ["ready", []]);
  const events = await post(server, board, 230);
  for (const number of [3, 1, 2, 230]) conversation.hear(events[number - 1]);
  await until("all are there", () => conversation.last === 230);
  assert.deepEqual(numbers(conversation), range(1, 230));
});

Deno.test("an action shows at once, and a refused one says why", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  const conversation = open(server, board.links.editor);
  await conversation.catchUp();
  assert.ok(await conversation.act({ kind: "post", text: "mine" }, "Ada"));
  assert.equal(conversation.messages.value[0].author, conversation.desk.you.value);
  await post(server, board, 1);
  await conversation.catchUp();
  assert.ok(!await conversation.act({ kind: "edit", of: 2, text: "forged" }, "Ada"));
  assert.equal(conversation.problem.value, "foreignMessage");
  assert.ok(await conversation.act({ kind: "edit", of: 1, text: "edited" }, "Ada"));
  assert.deepEqual([conversation.problem.value, conversation.messages.value[0].text], [undefined, "edited"]);
});

Deno.test("a server that cannot be reached is an error that a second attempt mends", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  let isOffline = true;
  const conversation = open(
    server,
    board.links.viewer,
    (path, init) => isOffline ? Promise.reject(new TypeError("offline")) : fetch(server.origin + path, init),
  );
  await conversation.catchUp();
  assert.equal(conversation.state.value, "failed");
  isOffline = false;
  await conversation.catchUp();
  assert.equal(conversation.state.value, "ready");
});
