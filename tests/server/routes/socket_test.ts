import assert from "node:assert/strict";
import * as Y from "yjs";
import { FRAME_BYTES_MAX } from "../../../board/limits.ts";
import { encodeAwareness, encodeInkFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { contents, stroke } from "../../support/board/strokes.ts";

const random = seeded(1);

Deno.test("a stroke reaches the other peer, is acknowledged, and is stored after everybody left", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  {
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await using bob = await Peer.join(server.socketUrl(links.editor));
    ann.change((board) => board.add(stroke("a.1", random)));
    await bob.untilTrue(() => bob.board.read("a.1") !== undefined);
    await ann.untilSaved();
  }
  await using late = await Peer.join(server.socketUrl(links.viewer));
  assert.deepEqual([...contents(late.board).keys()], ["a.1"]);
});

Deno.test("the sender receives nothing but the acknowledgement", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await using _bob = await Peer.join(server.socketUrl(links.editor));
  const before = ann.frames.length;
  for (let i = 0; i < 20; i++) ann.change((board) => board.add(stroke(`a.${i}`, random)));
  await ann.untilSaved();
  assert.deepEqual([...new Set(ann.frames.slice(before).map(({ kind }) => kind))], ["saved"]);
});

Deno.test("two peers who draw at the same time get the same board", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await using bob = await Peer.join(server.socketUrl(links.editor));
  for (let i = 0; i < 200; i++) {
    ann.change((board) => board.add(stroke(`a.${i}`, random)));
    bob.change((board) => board.add(stroke(`b.${i}`, random)));
  }
  for (const peer of [ann, bob]) await peer.untilTrue(() => peer.board.shapes.size === 400);
  await using cold = await Peer.join(server.socketUrl(links.viewer));
  assert.deepEqual(contents(ann.board), contents(bob.board));
  assert.deepEqual(contents(cold.board), contents(bob.board));
});

Deno.test("a viewer's updates of every kind are dropped", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await using eve = await Peer.join(server.socketUrl(links.viewer));
  assert.ok(!eve.frames.some(({ kind }) => kind === "step1"), "a viewer is not asked for its document");
  eve.board.add(stroke("e.1", random));
  eve.sendUpdate(Y.encodeStateAsUpdate(eve.doc));
  eve.sendUpdate(Y.encodeStateAsUpdate(eve.doc), SYNC.step2);
  const news = { author: 1, stroke: "e.2", phase: "lifted", nib: "pen", color: "red", width: 4, x: 0, y: 0 } as const;
  eve.send(encodeInkFrame([encodeStrokeNews(news)]));
  await eve.until((frame) => frame.kind === "denied");
  eve.send(encodeAwareness(new Uint8Array([1, 7, 1, 2, 0x7b, 0x7d])));
  await ann.until((frame) => frame.kind === "awareness");
  assert.equal(ann.board.shapes.size, 0);
  assert.ok(!ann.frames.some(({ kind }) => kind === "ink"));
  assert.equal(eve.saved, 0);
  await using late = await Peer.join(server.socketUrl(links.owner));
  assert.equal(late.board.shapes.size, 0);
});

const malformed: [string, string | Uint8Array<ArrayBuffer>, number][] = [
  ["a text frame", "hello", 4400],
  ["an empty frame", new Uint8Array(0), 4400],
  ["random bytes", new Uint8Array([0, 9, 200, 3, 1]), 4400],
  ["a truncated sync frame", new Uint8Array([0, 2, 50, 1, 2]), 4400],
  ["an update that does not decode", encodeSync(SYNC.update, new Uint8Array([1, 1, 1, 0, 255, 255])), 4400],
  ["bytes behind the end of an update", encodeSync(SYNC.update, new Uint8Array([0, 0, 7])), 4400],
  ["a state vector that does not decode", encodeSync(SYNC.step1, new Uint8Array([9, 1])), 4400],
  ["awareness that is no JSON", encodeAwareness(new Uint8Array([1, 7, 1, 1, 0x7b])), 4400],
  ["a frame that is too large", new Uint8Array(FRAME_BYTES_MAX + 1), 4413],
];

for (const [what, message, code] of malformed) {
  Deno.test(`${what} affects only its sender, with close code ${code}`, async () => {
    await using server = await TestServer.start();
    const { links } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await using eve = await Peer.join(server.socketUrl(links.editor));
    eve.send(message);
    // Nothing that was sent after it is used.
    eve.change((board) => board.add(stroke("e.1", random)));
    const { code: closed, reason } = await eve.closed;
    assert.equal(closed, code);
    assert.ok(reason.length > 10, "the reason can be read");
    ann.change((board) => board.add(stroke("a.1", random)));
    await ann.untilSaved();
    await using late = await Peer.join(server.socketUrl(links.viewer));
    assert.deepEqual([...contents(late.board).keys()], ["a.1"]);
  });
}

Deno.test("unknown frame kinds are ignored without a penalty", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  for (const kind of [4, 99, 119, 127]) ann.send(new Uint8Array([kind, 1, 1, 1]));
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
});

Deno.test("every kind of wrong link gets a final close code", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  for (const slug of ["x", "A".repeat(22), id, `${links.owner}x`, links.owner.slice(1), "__proto__"]) {
    await using peer = await Peer.connect(server.socketUrl(slug));
    assert.equal((await peer.closed).code, 4404, slug);
  }
});

Deno.test("a page of another origin gets no socket", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const host = new URL(server.origin).host;
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "x",
  };
  for (
    const origin of ["null", "http://evil.example", `http://${host}.evil.example`, "http://127.0.0.1:1", "file://"]
  ) {
    const response = await fetch(`${server.origin}/ws/${links.owner}`, { headers: { ...upgrade, origin } });
    assert.equal(response.status, 403, origin);
    await response.body?.cancel();
  }
});

Deno.test("a peer whose update depends on missing structs is asked for everything", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.board.add(stroke("a.1", random)); // not sent
  ann.change((board) => board.add(stroke("a.2", random)));
  ann.change((board) => board.add(stroke("a.3", random)));
  await ann.untilTrue(() => ann.frames.filter(({ kind }) => kind === "step1").length === 2);
  assert.equal(ann.saved, 0, "nothing is acknowledged before the hole is filled");
  ann.sendUpdate(Y.encodeStateAsUpdate(ann.doc), SYNC.step2);
  await ann.untilSaved();
  await using late = await Peer.join(server.socketUrl(links.viewer));
  assert.equal(late.board.shapes.size, 3);
});

Deno.test("a peer that repeatedly sends updates with gaps is disconnected", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using eve = await Peer.join(server.socketUrl(links.editor));
  for (let i = 0; i < 6; i++) {
    const doc = new Y.Doc();
    doc.getMap("shapes").set("x.1", 1);
    const before = Y.encodeStateVector(doc);
    doc.getMap("shapes").set("x.2", 2);
    eve.sendUpdate(Y.encodeStateAsUpdate(doc, before));
    eve.sendUpdate(new Uint8Array([0, 0]), SYNC.step2);
  }
  assert.equal((await eve.closed).code, 4400);
});

Deno.test("a reason that quotes the peer in multi-byte characters fits a close frame", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using eve = await Peer.join(server.socketUrl(links.viewer));
  const wide = "€".repeat(20);
  const json = new TextEncoder().encode(`["${wide}",€${wide}]`);
  const body = Uint8Array.of(1, 7, 1, (json.length & 0x7f) | 0x80, json.length >> 7, ...json);
  eve.send(encodeAwareness(body));
  const { code, reason } = await eve.closed;
  assert.equal(code, 4400);
  assert.match(reason, /€€€/);
});
