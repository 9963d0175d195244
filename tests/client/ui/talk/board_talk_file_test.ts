import assert from "node:assert/strict";
import type { ShapeId } from "../../../../board/id.ts";
import type { TalkAction, TalkEvent } from "../../../../board/talk.ts";
import { readPortableTalk } from "../../../../board/talk/portable_talk.ts";
import { BoardTalkFile } from "../../../../client/ui/talk/file/board_talk_file.ts";
import { TalkApi } from "../../../../client/ui/talk/talk_api.ts";
import { FakeClock } from "../../../support/fake_clock.ts";
import { type BoardLinks, TestServer } from "../../../support/server/test_server.ts";
import { until } from "../../../support/until.ts";

const KEY = "ada-".repeat(8);

type Request = typeof fetch;

function fileOf(server: TestServer, slug: string, { request = fetch, clock = new FakeClock() } = {}): BoardTalkFile {
  const toServer: Request = (path, init) => request(server.origin + path, init);
  return new BoardTalkFile({ api: new TalkApi(() => slug, KEY, toServer), name: () => "Owner", clock });
}

async function say(server: TestServer, { id }: BoardLinks, actions: readonly TalkAction[]): Promise<void> {
  for (const action of actions) {
    await server.server.stores.talk.append(id, { action, author: "b", name: "Bo", isModerator: false });
  }
}

async function talkOn(server: TestServer, { id }: BoardLinks): Promise<readonly TalkEvent[]> {
  return (await server.server.stores.talk.read(id, { after: 0, limit: 500 })).events;
}

Deno.test("talk goes from one board to another by a file: names, times, threads and shapes stay, all is marked", async () => {
  await using server = await TestServer.start();
  const [one, other] = [await server.createBoard(), await server.createBoard()];
  const place = { x: 1, y: 2, on: { shape: "s.1" as ShapeId, x: 0.5, y: 1 } };
  await say(server, one, [
    ...Array.from({ length: 130 }, (_, i): TalkAction => ({ kind: "post", text: `message ${i}` })),
    { kind: "comment", text: "first", place },
    { kind: "comment", text: "second", place: { x: 0, y: 0 } },
    { kind: "reply", of: 132, text: "to the second" },
    { kind: "reply", of: 131, text: "to the first" },
    { kind: "resolve", of: 131 },
  ]);
  const parts: number[] = [];
  const words = await fileOf(server, one.links.viewer).read({ progress: (part) => void parts.push(part) });
  assert.deepEqual([words.length, parts], [134, [100 / 135, 1]]);
  const read = readPortableTalk(JSON.parse(JSON.stringify(words)));
  await fileOf(server, other.links.owner).add(read.words, new Map([["s.1" as ShapeId, "n.1" as ShapeId]]));

  const before = await talkOn(server, one), after = await talkOn(server, other);
  assert.equal(after.length, 135);
  const saidThere = before.filter((event) => "text" in event).map(({ name, at }) => ({ name, at }));
  const saidHere = after.filter(({ imported }) => imported).map(({ imported }) => imported!);
  const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
  assert.deepEqual(saidHere.toSorted(byTime), saidThere.toSorted(byTime));
  assert.ok(after.every(({ name }) => name === "Owner"));
  const stores = server.server.stores.talk;
  const { comments: [open] } = await stores.threads(other.id, { limit: 9, isResolved: false });
  const { comments: [resolved] } = await stores.threads(other.id, { limit: 9, isResolved: true });
  assert.deepEqual([open.text, resolved.text, resolved.place.on?.shape], ["second", "first", "n.1"]);
  const textOf = (number: number) => (after[number - 1] as { text: string }).text;
  assert.deepEqual([...open.replies, ...resolved.replies].map(textOf), ["to the second", "to the first"]);
});

Deno.test("an import whose answers are lost adds nothing twice; one that is refused says how far it came", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  const words = readPortableTalk(
    Array.from({ length: 60 }, (_, at) => ({ kind: "post", text: String(at), name: "Bo", at })),
  ).words;
  const clock = new FakeClock();
  let requests = 0;
  const losing: Request = async (url, init) => {
    const response = await fetch(url, init);
    if (++requests % 2 === 0) return response;
    await response.body?.cancel();
    throw new TypeError("the answer was lost");
  };
  const adding = fileOf(server, board.links.owner, { request: losing, clock }).add(words, new Map());
  let isDone = false;
  void adding.then(() => isDone = true);
  await until("all are there", () => {
    clock.pass(2_000);
    return isDone;
  });
  assert.deepEqual(
    (await talkOn(server, board)).map((event) => "text" in event && event.text),
    words.map(({ text }) => text),
  );

  let left = 1;
  const refusing: Request = (url, init) =>
    left-- > 0 ? fetch(url, init) : Promise.resolve(Response.json({ code: "talkFull" }, { status: 409 }));
  await assert.rejects(fileOf(server, board.links.owner, { request: refusing }).add(words, new Map()), {
    message: "25 of 60 messages were imported: there is no room for more talk on this board",
  });
  await assert.rejects(fileOf(server, board.links.viewer).add(words, new Map()), {
    message: "0 of 60 messages were imported: the server refused the next ones",
  });
});
