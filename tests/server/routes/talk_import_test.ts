import assert from "node:assert/strict";
import type { TalkEvent } from "../../../board/talk.ts";
import { TALK_IMPORT_MAX } from "../../../board/talk/talk_import.ts";
import { Peer } from "../../support/peer/peer.ts";
import { type BoardLinks, TestServer } from "../../support/server/test_server.ts";

const KEY = "ada-".repeat(8);
const POST = { kind: "post", text: "old", name: "Bo", at: 7 };

async function ask(server: TestServer, slug: string, body: unknown) {
  const init = { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await fetch(`${server.origin}/api/boards/${slug}/talk/import`, init);
  return { status: response.status, body: await response.json() };
}

async function eventsOn(server: TestServer, { links }: BoardLinks): Promise<TalkEvent[]> {
  return (await (await fetch(`${server.origin}/api/boards/${links.viewer}/talk`)).json()).events;
}

Deno.test("an owner imports words: marked, under the owner's author, once however often they are sent", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  await using viewer = await Peer.join(server.socketUrl(board.links.viewer));
  const comment = { ...POST, kind: "comment", place: { x: 1, y: 2 } };
  const forged = { ...POST, author: "b".repeat(32), number: 9, thread: 3, imported: { name: "Ada", at: 1 } };
  const mentions = [{ author: "b".repeat(32), name: "Bo" }];
  const request = {
    name: "Owner",
    key: KEY,
    id: "0123456789abcdef",
    items: [{ ...forged, text: "@Bo old", mentions }, comment],
  };
  const before = Date.now();
  const first = await ask(server, board.links.owner, request);
  assert.deepEqual([first.status, first.body], [201, { numbers: [1, 2] }]);
  assert.deepEqual((await ask(server, board.links.owner, request)).body, { numbers: [1, 2] });
  const events = await eventsOn(server, board);
  assert.deepEqual(events.map(({ at: _, author: __, ...rest }) => rest), [
    { kind: "post", text: "@Bo old", number: 1, name: "Owner", imported: { name: "Bo", at: 7 } },
    {
      kind: "comment",
      text: "old",
      place: { x: 1, y: 2 },
      number: 2,
      thread: 2,
      name: "Owner",
      imported: { name: "Bo", at: 7 },
    },
  ]);
  for (const { at, author } of events) {
    assert.ok(at >= before && author !== "b".repeat(32) && author !== "");
  }
  const live = await viewer.until((frame) => frame.kind === "talk");
  assert.deepEqual(live.kind === "talk" && JSON.parse(live.json), events[0]);
  // The second request caused nothing more.
  assert.equal((await eventsOn(server, board)).length, 2);
});

Deno.test("nobody but owners imports words, and malformed ones add nothing", async () => {
  await using server = await TestServer.start();
  const board = await server.createBoard();
  for (const slug of [board.links.editor, board.links.viewer]) {
    assert.equal((await ask(server, slug, { items: [POST] })).status, 404);
  }
  const bad = [
    "",
    "[]",
    ...[{}, { items: [] }, { items: {} }, { items: Array.from({ length: TALK_IMPORT_MAX + 1 }, () => POST) }],
    ...[{ items: [POST, { ...POST, text: "" }] }, { items: [{ ...POST, at: "7" }] }, { items: [{ ...POST, name: 7 }] }],
    ...[{ items: [{ ...POST, kind: "edit", of: 1 }] }, { items: [{ kind: "remove", of: 1 }] }, { items: [null] }],
    ...[{ items: [POST], key: "short" }, { items: [POST], id: "../../../../etc" }, { items: [POST], name: 7 }],
    { items: [{ ...POST, kind: "comment" }] },
  ];
  for (const body of bad) {
    const { status, body: answer } = await ask(server, board.links.owner, body);
    assert.equal(status, 400, JSON.stringify(body));
    assert.match(answer.code, /^bad(Message|Request)$/);
  }
  const reply = { ...POST, kind: "reply", of: 5 };
  assert.deepEqual((await ask(server, board.links.owner, { items: [POST, reply] })).body.code, "noSuchMessage");
  const large = { items: Array.from({ length: TALK_IMPORT_MAX }, () => ({ ...POST, name: "x".repeat(20_000) })) };
  assert.equal((await ask(server, board.links.owner, large)).body.code, "tooLarge");
  assert.deepEqual(await eventsOn(server, board), []);
});
