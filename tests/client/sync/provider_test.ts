import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { BOARD_SHAPES_MAX } from "../../../board/limits.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { Peer } from "../../support/peer/peer.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { Page } from "../../support/client/sync_page.ts";
import { contents } from "../../support/board/strokes.ts";

Deno.test("a change on one page appears on another, and both learn when it is saved", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  await ann.saved();
  ann.add("a.1");
  assert.ok(!ann.unsaved.isNone);
  await bob.until(() => bob.board.shapes.has("a.1"));
  await ann.saved();
  assert.deepEqual(contents(bob.board), contents(ann.board));
  assert.equal(bob.unsaved.changes, 0, "what others drew is not mine to save");
  for (const page of [ann, bob]) await page.closed();
});

Deno.test("nothing is reported as saved while the server cannot save, and the page learns it", async () => {
  const kv = await openDatabase(":memory:");
  const faulty = new FaultyDatabase(kv);
  {
    await using server = await TestServer.start({ kv: faulty });
    const { id, links } = await server.createBoard();
    using ann = await new Page(() => server.socketUrl(links.owner)).opened();
    await ann.saved();
    faulty.isBroken = true;
    ann.add("a.1");
    await ann.until(() => ann.provider.notices.cannotSave);
    assert.equal(ann.unsaved.changes, 1);
    assert.ok(!ann.unsaved.isNone);
    faulty.isBroken = false;
    await ann.saved();
    assert.equal((await server.store.load(id))!.updates.length, 1, "it was in the store when it was reported");
    await ann.until(() => !ann.provider.notices.cannotSave);
    await ann.closed();
  }
  kv.close();
});

Deno.test("the page learns when a part of the board could not be read", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await server.store.append(id, EMPTY_HEAD, new Uint8Array([9, 9, 9]));
  using ann = new Page(() => server.socketUrl(links.owner));
  ann.provider.connect();
  await ann.until(() => ann.provider.notices.isDamaged);
});

Deno.test("changes on a full board stay local and unsaved, and are sent once there is room", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < BOARD_SHAPES_MAX; i++) doc.getMap("shapes").set(`full.${i}`, 1);
  });
  await server.store.append(id, EMPTY_HEAD, Y.encodeStateAsUpdate(doc));
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  await ann.saved();
  ann.add("a.1");
  await ann.until(() => ann.provider.notices.isFull);
  assert.ok(ann.provider.isOpen && !ann.unsaved.isNone);
  assert.ok(ann.board.shapes.has("a.1"));
  ann.board.transact(() => ann.board.shapes.delete("full.0"), "local");
  await ann.saved();
  assert.ok(!ann.provider.notices.isFull);
  await ann.closed();
});

Deno.test("a change is in the store when it is reported as saved", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  await ann.saved();
  for (let i = 0; i < 10; i++) {
    ann.add(`a.${i}`);
    await ann.saved();
    const stored = new Board();
    for (const update of (await server.store.load(id))!.updates) Y.applyUpdate(stored.doc, update);
    assert.ok(stored.shapes.has(`a.${i}`), `a.${i}`);
  }
  await ann.closed();
});

Deno.test("offline changes and deletions merge with the changes of peers", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  ann.add("a.1");
  ann.add("a.2");
  await bob.until(() => bob.board.shapes.size === 2);
  await bob.closed();
  bob.add("b.1");
  using back = new Page(() => server.socketUrl(links.editor));
  Y.applyUpdate(back.board.doc, Y.encodeStateAsUpdate(bob.board.doc), "cache");
  back.board.transact(() => back.board.remove(new Set(["a.1"])), "local");
  ann.board.transact(() => ann.board.remove(new Set(["a.2"])), "local");
  ann.add("a.3");
  await ann.saved();
  await back.opened();
  await back.saved();
  await ann.until(() => ann.board.shapes.has("b.1") && !ann.board.shapes.has("a.1"));
  assert.deepEqual([...contents(ann.board).keys()], ["a.3", "b.1"]);
  assert.deepEqual(contents(back.board), contents(ann.board));
  for (const page of [ann, back]) await page.closed();
});

Deno.test("after a lost connection the page reconnects by itself and sends what the server lacks", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  await ann.saved();
  const lost = ann.newestSocket;
  lost.close(3000);
  await ann.until(() => !ann.provider.isOpen);
  assert.ok(ann.provider.hasFailed);
  ann.add("a.1");
  assert.equal(ann.unsaved.changes, 1);
  await ann.saved();
  assert.notEqual(ann.newestSocket, lost);
  await using late = await Peer.join(server.socketUrl(links.viewer));
  assert.deepEqual([...contents(late.board).keys()], ["a.1"]);
  await ann.closed();
});

Deno.test("a difference above the frame limit arrives in parts, and the page is synced after the last", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = new Page(() => server.socketUrl(links.owner));
  for (let i = 0; i < 130; i++) ann.add(`a.${i}`, 9_000);
  ann.board.transact(() => ann.board.remove(new Set(["a.7"])), "local");
  assert.ok(Y.encodeStateAsUpdate(ann.board.doc).length > 4.2 * 1024 * 1024);
  await ann.opened();
  await ann.saved();
  using late = await new Page(() => server.socketUrl(links.editor)).opened();
  assert.equal(late.board.shapes.size, 129);
  assert.deepEqual(contents(late.board), contents(ann.board));
  await late.closed();
  await ann.closed();
});

Deno.test("a viewer receives everything, knows its role, and sends no changes", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using eve = new Page(() => server.socketUrl(links.viewer));
  eve.add("e.1"); // left in the local copy from an earlier role
  await eve.opened();
  await eve.until(() => eve.provider.notices.role === "viewer");
  ann.add("a.1");
  await eve.until(() => eve.board.shapes.has("a.1"));
  await ann.saved();
  assert.equal(eve.unsaved.changes, 1, "what was not sent is not reported as saved");
  assert.deepEqual([...contents(ann.board).keys()], ["a.1"]);
  for (const page of [ann, eve]) await page.closed();
});

Deno.test("users see who is present and where, and who has left", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await seenBy(ann, () => server.socketUrl(links.editor));
  bob.provider.tellPresence({ user: { name: "Bob", color: "red" }, cursor: { x: 3, y: 4 } });
  await ann.until(() => ann.peers[0].presence.cursor !== null);
  const [{ id, presence }] = ann.peers;
  assert.deepEqual(presence, { user: { name: "Bob", color: "red" }, cursor: { x: 3, y: 4 } });
  assert.deepEqual(bob.peers, [], "I am not one of the others");
  await bob.closed();
  await ann.until(() => ann.peers.length === 0);
  assert.deepEqual(ann.left, [id]);
  await ann.closed();
});

Deno.test("a page alone sends no cursor moves; a new peer receives the current cursor", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = new Page(() => server.socketUrl(links.owner));
  using bob = new Page(() => server.socketUrl(links.editor));
  const user = { name: "Bob", color: "red" } as const;
  bob.provider.tellPresence({ user, cursor: null });
  await bob.opened();
  let frames = 0;
  const socket = bob.newestSocket, send = socket.send;
  socket.send = (bytes) => (frames++, send.call(socket, bytes));
  for (let x = 0; x < 10; x++) bob.provider.tellPresence({ user, cursor: { x, y: 0 } });
  assert.equal(frames, 0);
  ann.provider.tellPresence({ user: { name: "Ann", color: "blue" }, cursor: null });
  await ann.opened();
  await ann.until(() => ann.peers[0]?.presence.cursor?.x === 9);
  assert.equal(frames, 1);
  bob.provider.tellPresence({ user, cursor: { x: 10, y: 0 } });
  await ann.until(() => ann.peers[0].presence.cursor?.x === 10);
  await ann.closed();
  await bob.until(() => bob.peers.length === 0);
  bob.provider.tellPresence({ user: { ...user, name: "Robert" }, cursor: { x: 11, y: 0 } });
  assert.equal(frames, 3, "a new name is told at once");
  await bob.closed();
});

Deno.test("a page whose connection broke is present only once, under the same id", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await seenBy(ann, () => server.socketUrl(links.editor));
  const [{ id }] = ann.peers;
  bob.newestSocket.close(3000);
  await ann.until(() => ann.peers.length === 0);
  await ann.until(() => ann.peers.length === 1);
  assert.equal(ann.peers[0].id, id);
  for (const page of [ann, bob]) await page.closed();
});

Deno.test("a page that reconnects sees at once who is there, also those who have not moved", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await seenBy(ann, () => server.socketUrl(links.editor));
  ann.newestSocket.close(3000);
  await ann.until(() => ann.peers.length === 0);
  await ann.until(() => ann.provider.isSynced);
  // The server sends who is there before it answers the difference.
  assert.deepEqual(ann.peers.map(({ presence }) => presence.user.name), ["Bob"]);
  for (const page of [ann, bob]) await page.closed();
});

Deno.test("peers see a stroke in progress under its author's id, and it is not stored", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  ann.provider.tellPresence({ user: { name: "Ann", color: "blue" }, cursor: null });
  await bob.until(() => bob.peers.length === 1);
  ann.provider.tellInk({ stroke: "a.1", phase: "lifted", nib: "pen", color: "red", width: 4, x: 1, y: 2 });
  await bob.until(() => bob.ink.length === 1);
  assert.equal(bob.ink[0].author, bob.peers[0].id);
  assert.equal(bob.ink[0].stroke, "a.1");
  assert.deepEqual(ann.ink, [], "nobody is told of their own strokes");
  await server.rooms.flush();
  assert.equal(await server.store.load(id), undefined);
  for (const page of [ann, bob]) await page.closed();
});

Deno.test("a link that opens nothing is reported once", async () => {
  await using server = await TestServer.start();
  using page = new Page(() => server.socketUrl("A".repeat(22)));
  page.provider.connect();
  await page.until(() => page.refused !== undefined);
  assert.equal(page.refused, "noSuchLink");
  assert.ok(!page.provider.isOpen);
  await page.closed();
});

/** Opens a page for Bob, whose presence the other page then shows. */
async function seenBy(ann: Page, url: () => string): Promise<Page> {
  const bob = new Page(url);
  bob.provider.tellPresence({ user: { name: "Bob", color: "red" }, cursor: null });
  await bob.opened();
  await ann.until(() => ann.peers.length === 1);
  return bob;
}
