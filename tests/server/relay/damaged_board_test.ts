import assert from "node:assert/strict";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { Commit } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { LiveDocument } from "../../../server/document/live_document.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { Editing, IMPOSSIBLE } from "../../support/server/sessions.ts";
import { strokeUpdates } from "../../support/store/stored_boards.ts";
import { stroke } from "../../support/board/strokes.ts";

const random = seeded(1);

/** Bytes that no Yjs document can read. */
const RUBBISH = new Uint8Array([9, 9, 9, 9]);

const isDamaged = (frame: Peer["frames"][number]) => frame.kind === "notice" && frame.code === "damaged";
const shapesOf = ({ board }: Peer) => [...board.shapes.keys()].sort();

/** A stored board with these entries, without a session. */
async function storedBoard(server: TestServer, entries: readonly Uint8Array[]) {
  const { id, links } = await server.createBoard();
  let head = await server.store.append(id, { seq: 0, entries: 0, bytes: 0, snapshotBytes: 0 }, entries[0]);
  for (const entry of entries.slice(1)) {
    assert.notEqual(head, "conflict");
    if (head !== "conflict") head = await server.store.append(id, head, entry);
  }
  return { id, links };
}

Deno.test("a board that lost an entry opens without the updates that depend on it", () => {
  const updates = strokeUpdates([10, 10, 10]);
  const rest = [updates[0], updates[2]];
  assert.throws(() => new LiveDocument(rest));
  const document = new LiveDocument(rest, { isDamaged: true });
  assert.deepEqual(document.encode(), new LiveDocument([updates[0]]).encode());
  document.close();
});

Deno.test("the document of a board that lost an entry can be rebuilt, and accepts later entries that depend on it", () => {
  const [first, , third, fourth] = strokeUpdates([10, 10, 10, 10]);
  const document = new LiveDocument([first]);
  const fresh = new Editing().next("new");
  const applied = document.rebuild([first, third], [fresh, IMPOSSIBLE], { isDamaged: true });
  assert.deepEqual([...applied.keys()], [fresh], "what cannot be applied is left out, as on any other board");
  document.hear([fourth]);
  assert.equal(document.clockOf(scanOwnUpdate(third).runs[0].client), scanOwnUpdate(first).runs[0].end);
  assert.equal(document.admits(fresh), "known");
  document.close();
});

Deno.test("people are told of a damaged entry, can continue to draw, and their changes are saved", async () => {
  await using server = await TestServer.start();
  const { id, links } = await storedBoard(server, strokeUpdates([10, 10, 10]));
  await server.kv.commit(new Commit().set(["boards", id, "log", 2], new Uint8Array([2, 0, 0, 0, 0, 1])));
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await using viewer = await Peer.join(server.socketUrl(links.viewer));
  await Promise.all([ann.until(isDamaged), viewer.until(isDamaged)]);
  assert.deepEqual(shapesOf(ann), ["s.0x0"]);
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
  assert.ok(server.log.some(({ event }) => event === "board damaged"));
});

Deno.test("on an intact board no damage is reported", async () => {
  await using server = await TestServer.start();
  const { links } = await storedBoard(server, strokeUpdates([10, 10]));
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
  assert.ok(!ann.frames.some(isDamaged));
});

Deno.test("an intact entry that cannot be applied is set aside, and the board opens", async () => {
  await using server = await TestServer.start();
  const [first, second] = strokeUpdates([10, 10]);
  const { id, links } = await storedBoard(server, [first, RUBBISH, second]);
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await ann.until(isDamaged);
  assert.deepEqual(shapesOf(ann), ["s.0x0", "s.1x0"]);
  assert.notEqual((await server.kv.get(["boards", id, "aside", "log", 2])).value, null);
  assert.equal((await server.store.load(id))!.updates.length, 2);
});

Deno.test("a snapshot that cannot be applied is replaced by the previous generation and the log", async () => {
  await using server = await TestServer.start();
  const { id, links } = await storedBoard(server, strokeUpdates([10, 10, 10]));
  assert.notEqual(await server.store.compact(id, (await server.store.load(id))!.head, [RUBBISH]), "conflict");
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await ann.until(isDamaged);
  assert.deepEqual(shapesOf(ann), ["s.0x0", "s.1x0", "s.2x0"]);
});

Deno.test("a board with missing parts opens without them and reports it", async () => {
  await using server = await TestServer.start();
  const [first, , third] = strokeUpdates([10, 10, 10]);
  const { links } = await storedBoard(server, [first, third]);
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await ann.until(isDamaged);
  assert.deepEqual(shapesOf(ann), ["s.0x0"]);
});

Deno.test("damage in entries of another instance is reported to connected people", async () => {
  const kv = await openDatabase(":memory:");
  {
    await using one = await TestServer.start({ kv });
    await using two = await TestServer.start({ kv });
    const { id, links } = await one.createBoard();
    await using ann = await Peer.join(one.socketUrl(links.owner));
    await using bob = await Peer.join(two.socketUrl(links.editor));
    for (const name of ["b.1", "b.2"]) {
      bob.change((board) => board.add(stroke(name, random)));
      await bob.untilSaved();
    }
    await kv.commit(new Commit().set(["boards", id, "log", 1], new Uint8Array([2, 0, 0, 0, 0, 1])));
    ann.change((board) => board.add(stroke("a.1", random)));
    await Promise.all([ann.untilSaved(), ann.until(isDamaged)]);
    await using late = await Peer.join(one.socketUrl(links.viewer));
    assert.deepEqual(shapesOf(late), ["a.1"]);
  }
  kv.close();
});

Deno.test("an entry of another instance that cannot be applied sends everybody to a rebuilt document", async () => {
  const kv = await openDatabase(":memory:");
  {
    await using server = await TestServer.start({ kv });
    const { id, links } = await storedBoard(server, strokeUpdates([10]));
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await server.store.append(id, (await server.store.load(id))!.head, RUBBISH);
    ann.change((board) => board.add(stroke("a.1", random)));
    assert.equal((await ann.closed).code, 1013);
    await using again = await Peer.join(server.socketUrl(links.owner), { board: ann.board });
    await again.until(isDamaged);
    again.sendDifference();
    await again.untilSaved();
    await using late = await Peer.join(server.socketUrl(links.viewer));
    assert.deepEqual(shapesOf(late), ["a.1", "s.0x0"]);
  }
  kv.close();
});
