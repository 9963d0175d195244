import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import * as Y from "yjs";
import { encodeAwareness } from "../../../board/wire/protocol.ts";
import { awareness, readAwareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { Board } from "../../../board/document.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { Page } from "../../support/client/sync_page.ts";

Deno.test("changes without a connection are made under an id that nobody knows yet", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  bob.provider.tellPresence({ user: { name: "Bob", color: "red" }, cursor: null });
  bob.add("b.1");
  await bob.saved();
  await ann.until(() => ann.peers.length === 1 && ann.board.shapes.size === 1);
  bob.newestSocket.close(3000);
  await bob.until(() => !bob.provider.isOpen);
  const known = new Set([...Y.decodeStateVector(Y.encodeStateVector(ann.board.doc)).keys(), ann.peers[0]?.id]);
  assert.ok(!known.has(bob.board.doc.clientID));
  bob.add("b.2");
  await ann.until(() => ann.board.shapes.size === 2);
  for (const page of [ann, bob]) await page.closed();
});

Deno.test("a page that the server considered dead reappears at once", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  ann.provider.tellPresence({ user: { name: "Ann", color: "red" }, cursor: null });
  await using bob = await Peer.join(server.socketUrl(links.editor));
  const mine = await bob.until((frame) => frame.kind === "awareness");
  const [{ id, clock }] = readAwareness((mine as { body: Uint8Array }).body);
  ann.newestSocket.dispatchEvent(
    new MessageEvent("message", { data: encodeAwareness(awareness({ id, clock: clock + 1 })).buffer }),
  );
  await bob.until((frame) => frame.kind === "awareness" && readAwareness(frame.body)[0].clock > clock + 1);
  await ann.closed();
});

Deno.test("a page remembers the id under which changes were in flight when the connection was lost", async () => {
  using kv = await openDatabase(":memory:");
  const faulty = new FaultyDatabase(kv);
  await using server = await TestServer.start({ kv: faulty });
  const { links } = await server.createBoard();
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  ann.add("a.1");
  await ann.saved();
  const cut = async () => {
    const id = ann.board.doc.clientID;
    ann.newestSocket.close(3000);
    await ann.until(() => !ann.provider.isOpen);
    return id;
  };
  await cut();
  assert.deepEqual([...ann.provider.doubtful], []);
  await ann.until(() => ann.provider.isSynced);
  // Nothing is acknowledged before the connection is lost.
  faulty.isBroken = true;
  ann.add("a.2");
  const id = await cut();
  assert.deepEqual([...ann.provider.doubtful], [id]);
  faulty.isBroken = false;
  await ann.saved();
  await ann.closed();
});

Deno.test("a page remembers also the ids of changes of an earlier page load that were in flight", async () => {
  using kv = await openDatabase(":memory:");
  const faulty = new FaultyDatabase(kv);
  await using server = await TestServer.start({ kv: faulty });
  const { links } = await server.createBoard();
  const earlier = new Board();
  earlier.add(stroke("e.1", seeded(1)));
  using ann = await new Page(() => server.socketUrl(links.owner)).opened();
  await ann.saved();
  faulty.isBroken = true;
  Y.applyUpdate(ann.board.doc, Y.encodeStateAsUpdate(earlier.doc), "cache");
  ann.unsaved.found(1);
  ann.provider.tellCopy();
  assert.ok(ann.unsaved.isUnderWay);
  ann.newestSocket.close(3000);
  await ann.until(() => !ann.provider.isOpen);
  assert.deepEqual([...ann.provider.doubtful], [earlier.doc.clientID]);
  faulty.isBroken = false;
  await ann.saved();
  await ann.closed();
});
