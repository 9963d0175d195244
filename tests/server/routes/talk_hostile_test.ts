import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import type { TalkEvent } from "../../../board/talk.ts";
import { encodeTalk } from "../../../board/wire/protocol.ts";
import { Peer } from "../../support/peer/peer.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { TestServer } from "../../support/server/test_server.ts";

const ADA = "ada-".repeat(8);
const EVE = "eve-".repeat(8);

async function say(server: TestServer, slug: string, body: object) {
  const init = { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${server.origin}/api/boards/${slug}/talk`, init);
  return { status: response.status, body: await response.json() };
}

async function eventsOn(server: TestServer, slug: string): Promise<TalkEvent[]> {
  return (await (await fetch(`${server.origin}/api/boards/${slug}/talk?after=0`)).json()).events;
}

Deno.test("a replayed request has one effect, and nobody takes the place of another's", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  const request = { kind: "post", text: "once", name: "Ada", key: ADA, id: "0123456789abcdef" };
  const { body: first } = await say(server, links.editor, request);
  // Also with other words, by another link, and at once.
  const again = await Promise.all(
    [links.editor, links.owner, links.editor].map((slug) => say(server, slug, { ...request, text: "forged" })),
  );
  for (const { status, body } of again) assert.deepEqual([status, body], [201, first]);
  // Another author with the same id is another request.
  const { body: eve } = await say(server, links.editor, { ...request, text: "me too", key: EVE });
  assert.deepEqual([eve.number, eve.author !== first.author], [2, true]);
  assert.deepEqual((await eventsOn(server, links.viewer)).map(({ number }) => number), [1, 2]);
  await viewer.until((frame) => frame.kind === "talk" && JSON.parse(frame.json).number === 2);
});

Deno.test("what concerns words that are not there yet is refused, and the words come out right", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const early = [
    { kind: "reply", of: 1, text: "too early" },
    { kind: "edit", of: 1, text: "too early" },
    { kind: "react", of: 1, emoji: "🎉" },
    ...["remove", "resolve", "reopen"].map((kind) => ({ kind, of: 1 })),
    { kind: "move", of: 1, place: { x: 0, y: 0 } },
  ];
  for (const action of early) {
    const { status, body } = await say(server, links.owner, { ...action, key: ADA });
    assert.deepEqual([status, body.code], [404, "noSuchMessage"], action.kind);
  }
  assert.deepEqual(await eventsOn(server, links.viewer), []);
  const { body } = await say(server, links.editor, { kind: "post", text: "first", key: ADA });
  assert.equal(body.number, 1);
  // A message is no thread, and an event that is no message is neither.
  for (const action of [{ kind: "reply", of: 1, text: "x" }, { kind: "resolve", of: 1 }]) {
    assert.equal((await say(server, links.editor, { ...action, key: ADA })).status, 404);
  }
  await say(server, links.editor, { kind: "react", of: 1, emoji: "🎉", key: ADA });
  assert.equal((await say(server, links.editor, { kind: "edit", of: 2, text: "x", key: ADA })).status, 404);
});

Deno.test("an event that a peer sends as a frame reaches nobody", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  await using eve = await Peer.join(server.socketUrl(links.editor));
  const forged = { kind: "post", text: "I am Ada", number: 1, at: 1, author: "a".repeat(32), name: "Ada" } as const;
  eve.send(encodeTalk(forged) as Uint8Array<ArrayBuffer>);
  await eve.untilRead().catch(() => {});
  await say(server, links.editor, { kind: "post", text: "real", key: ADA });
  const heard = await viewer.until((frame) => frame.kind === "talk");
  assert.equal(heard.kind === "talk" && JSON.parse(heard.json).text, "real");
  assert.deepEqual((await eventsOn(server, links.viewer)).map((event) => "text" in event && event.text), ["real"]);
});

Deno.test("a flood is limited whatever key, name, id, board or kind of event it uses, and loses nothing before", async () => {
  await using server = await TestServer.start({ clock: new FakeClock() });
  const [one, other] = [await server.createBoard(), await server.createBoard()];
  const answers = [];
  for (let i = 0; i < 50; i++) {
    const links = i % 2 === 0 ? one.links : other.links;
    const words = i % 3 === 0
      ? { kind: "comment", place: { x: i, y: 0 }, text: `flood ${i}` }
      : { kind: "post", text: `flood ${i}` };
    const disguise = { key: newSecret(), id: newSecret(), name: `Eve ${i}` };
    answers.push(await say(server, i % 5 === 0 ? links.owner : links.editor, { ...words, ...disguise }));
  }
  assert.deepEqual(answers.map(({ status }) => status), [...Array(40).fill(201), ...Array(10).fill(429)]);
  const texts = await Promise.all([one, other].map(({ links }) => eventsOn(server, links.viewer)));
  assert.deepEqual(texts.map((events) => events.length), [20, 20]);
});
