import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { TalkAction, TalkEvent } from "../../../../board/talk.ts";
import { Comments } from "../../../../client/ui/comments/comments.ts";
import { ThreadLog } from "../../../../client/ui/comments/thread_log.ts";
import { ThreadLogs } from "../../../../client/ui/comments/thread_logs.ts";
import { TalkDesk } from "../../../../client/ui/talk/talk_desk.ts";
import { TalkMemory } from "../../../../client/ui/talk/talk_memory.ts";
import { settled } from "../../../support/fake_clock.ts";
import { until } from "../../../support/until.ts";
import { type BoardLinks, TestServer } from "../../../support/server/test_server.ts";

const PLACE = { x: 1, y: 2 };
const comment = (text: string): TalkAction => ({ kind: "comment", text, place: PLACE });

/** A board on a server, where Bo speaks, and the comments as Ada's page knows them. */
async function setUp() {
  const server = await TestServer.start();
  const { id, links }: BoardLinks = await server.createBoard();
  const say = async (action: TalkAction, author = "b") => {
    const request = { action, author, name: "Bo", isModerator: false };
    return await server.server.stores.talk.append(id, request) as TalkEvent;
  };
  const network = { isDown: false, failed: 0, answered: 0 };
  const request: typeof fetch = (path, init) => {
    if (!network.isDown) return fetch(server.origin + path, init).finally(() => network.answered++);
    network.failed++;
    return Promise.reject(new TypeError("offline"));
  };
  const desk = new TalkDesk({ slug: signal(links.editor), memory: new TalkMemory(undefined), request });
  const comments = new Comments(desk);
  const texts = () => comments.threads.value.map(({ text }) => text);
  return {
    desk,
    comments,
    say,
    network,
    texts,
    async [Symbol.asyncDispose]() {
      comments.close();
      desk.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

Deno.test("open comments are read newest first, and resolved ones when they are asked for", async () => {
  await using all = await setUp();
  const { comments, say, texts } = all;
  for (const text of ["one", "two", "three"]) await say(comment(text));
  await say({ kind: "resolve", of: 2 });
  await comments.load();
  assert.deepEqual(texts(), ["three", "one"]);
  await comments.loadResolved();
  assert.deepEqual(texts(), ["three", "two", "one"]);
  assert.equal(comments.get(2)?.isResolved, true);
});

Deno.test("events change the threads at once, and missing ones are read", async () => {
  await using all = await setUp();
  const { comments, say, desk, texts } = all;
  await comments.load();
  desk.hear(await say(comment("one")));
  assert.deepEqual(texts(), ["one"]);
  const log = new ThreadLog(comments, 1);
  await log.load();
  await say({ kind: "reply", of: 1, text: "lost on the way" });
  await say(comment("two"));
  desk.hear(await say({ kind: "reply", of: 1, text: "heard" }));
  await until("all is there", () => log.events.value.length === 3 && texts().length === 2);
  assert.deepEqual(comments.get(1)?.replies, [2, 4]);
  assert.deepEqual(log.events.value.map(({ number }) => number), [1, 2, 4]);
  log.close();
});

Deno.test("a thread that a person points at is read before it opens", async () => {
  await using all = await setUp();
  const { comments, say, network } = all;
  await say(comment("one"));
  await comments.load();
  const logs = new ThreadLogs(comments), before = network.answered;
  logs.prepare(1);
  await until("it was read", () => network.answered > before);
  network.isDown = true;
  const log = logs.take(1);
  await until("its words are there", () => log.events.value.length === 1);
  log.close();
});

Deno.test("what is done offline shows at once, and is sent later", async () => {
  await using all = await setUp();
  const { comments, say, desk, network, texts } = all;
  await say(comment("one"));
  await comments.load();
  network.isDown = true;
  comments.send({ kind: "resolve", of: 1 }, "Ada");
  comments.send(comment("mine"), "Ada");
  assert.equal(comments.get(1)?.isResolved, true);
  assert.deepEqual([texts(), comments.pending.value.length], [["one"], 1]);
  await until("it was tried", () => network.failed === 1);
  await settled();
  network.isDown = false;
  desk.connected();
  await until("it was sent", () => desk.outbound.list.value.length === 0 && texts().includes("mine"));
  await comments.loadResolved();
  assert.deepEqual([texts(), comments.get(1)?.isResolved], [["mine", "one"], true]);
});

Deno.test("an action without words that is refused says why and is dropped; words stay", async () => {
  await using all = await setUp();
  const { comments, say, desk } = all;
  await say(comment("one"));
  await comments.load();
  comments.send({ kind: "reopen", of: 9 }, "Ada");
  await until("it was refused", () => comments.problem.value === "noSuchMessage");
  comments.send({ kind: "reply", of: 9, text: "my words" }, "Ada");
  await until("it was refused", () => desk.outbound.list.value.some(({ refused }) => refused === "noSuchMessage"));
  assert.deepEqual(desk.outbound.list.value.map(({ action }) => action.kind), ["reply"]);
});

Deno.test("own words in a thread that is seen do not make it new, however late the server has them", async () => {
  await using all = await setUp();
  const { comments, say, desk, network } = all;
  await say(comment("one"));
  await comments.load();
  network.isDown = true;
  comments.send({ kind: "reply", of: 1, text: "mine" }, "Ada");
  comments.noteSeen(comments.get(1)!);
  await until("it was tried", () => network.failed > 0);
  await settled();
  network.isDown = false;
  desk.connected();
  await until("it is there", () => comments.get(1)!.replies.length === 1);
  assert.ok(!comments.isNew(comments.get(1)!));
  desk.hear(await say({ kind: "reply", of: 1, text: "theirs" }));
  assert.ok(comments.isNew(comments.get(1)!));
});

Deno.test("comments are new from the first visit on, until their thread was seen", async () => {
  await using all = await setUp();
  const { comments, say, desk } = all;
  await say(comment("before"));
  await comments.load();
  assert.ok(!comments.isNew(comments.get(1)!));
  desk.hear(await say(comment("after")));
  desk.hear(await say({ kind: "reply", of: 1, text: "hi" }));
  assert.deepEqual([1, 2].map((number) => comments.isNew(comments.get(number)!)), [true, true]);
  comments.noteSeen(comments.get(2)!);
  assert.deepEqual([1, 2].map((number) => comments.isNew(comments.get(number)!)), [true, false]);
});

Deno.test("one's own words on another device, or before signing in, make no comment new", async () => {
  await using all = await setUp();
  const { comments, say, desk } = all;
  await say(comment("mine, before"));
  await comments.load();
  const [account, before] = ["account", "device"];
  desk.api.mine.value = [account, before];
  const write = (author: string, action: TalkAction) => say(action, author);
  desk.hear(await write(before, comment("mine")));
  desk.hear(await write(account, { kind: "reply", of: 2, text: "mine, too" }));
  desk.hear(await write(account, { kind: "reply", of: 1, text: "mine" }));
  assert.deepEqual([1, 2].map((number) => comments.isNew(comments.get(number)!)), [false, false]);
  desk.hear(await say({ kind: "reply", of: 2, text: "theirs" }));
  desk.hear(await write(account, { kind: "reply", of: 2, text: "mine again" }));
  assert.ok(comments.isNew(comments.get(2)!), "the words of others stay new");
});
