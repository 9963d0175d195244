import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { WrappedDatabase } from "../../../server/database/wrapped_database.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { HeldBeats } from "../../support/server/held_beats.ts";
import { giveLeaseAway, SECRET } from "../../support/server/instance_pair.ts";
import { TestServer } from "../../support/server/test_server.ts";

const random = seeded(31);

const line = (peer: Peer, id: string) => peer.change((board) => board.add(stroke(id, random)));

Deno.test("a database that answers one instance of two slowly neither stops the other one nor loses a change", async () => {
  const database = await openDatabase(":memory:");
  using _database = database;
  let turn = Promise.resolve();
  let waiting = 0;
  const slow = new WrappedDatabase(database, async (run) => {
    waiting++;
    await turn;
    return await run();
  });
  // A heartbeat before its time would unite the board that both serve.
  const beats = new HeldBeats();
  const now = Date.now();
  const options = { instanceSecret: SECRET, clock: beats, now: () => now };
  await using a = await TestServer.start({ ...options, kv: slow });
  await using b = await TestServer.start({ ...options, kv: database });

  // One board is served by each instance, and one by both.
  const [atA, atB, atBoth] = [await a.createBoard(), await b.createBoard(), await a.createBoard()];
  await using ann = await Peer.join(a.socketUrl(atA.links.owner));
  await using bob = await Peer.join(b.socketUrl(atA.links.editor));
  await using cy = await Peer.join(b.socketUrl(atB.links.owner));
  await using dan = await Peer.join(a.socketUrl(atBoth.links.owner));
  await giveLeaseAway(database, atBoth.id);
  await using eve = await Peer.join(b.socketUrl(atBoth.links.editor));
  await giveLeaseAway(database, atBoth.id);
  assert.ok(a.rooms.peek(atBoth.id) && b.rooms.peek(atBoth.id), "both serve it");
  assert.equal(b.rooms.peek(atA.id), undefined);

  const { promise, resolve } = Promise.withResolvers<void>();
  turn = promise;
  waiting = 0;
  for (const [peer, id] of [[ann, "a.1"], [bob, "b.1"], [dan, "d.1"]] as const) line(peer, id);
  for (const [peer, id] of [[cy, "c.1"], [eve, "e.1"]] as const) line(peer, id);
  await Promise.all([cy.untilSaved(), eve.untilSaved()]);
  const created = await b.createBoard();
  await using fay = await Peer.join(b.socketUrl(created.links.owner));
  line(fay, "f.1");
  await fay.untilSaved();
  // Who waits for the slow one still sees the others' changes.
  await ann.untilTrue(() => ann.board.shapes.has("b.1"));
  assert.deepEqual([ann, bob, dan].map(({ saved }) => saved), [0, 0, 0], "nothing is confirmed that is not stored");
  assert.ok(waiting > 0, "the slow one was asked");

  resolve();
  await Promise.all([ann, bob, dan].map((peer) => peer.untilSaved()));
  beats.beat();
  await Promise.all([dan, eve].map((peer) => peer.untilTrue(() => peer.board.shapes.size === 2)));
  assert.deepEqual(contents(dan.board), contents(eve.board));
  for (const [board, ids] of [[atA, ["a.1", "b.1"]], [atB, ["c.1"]], [atBoth, ["d.1", "e.1"]]] as const) {
    await using reader = await Peer.join(b.socketUrl(board.links.viewer));
    assert.deepEqual([...reader.board.shapes.keys()].sort(), ids);
  }
});
