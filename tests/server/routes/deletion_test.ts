import assert from "node:assert/strict";
import { Commit, type Database, entries, type Key } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";
import { until } from "../../support/until.ts";

const random = seeded(9);

async function keysOf(kv: Database): Promise<Key[]> {
  return (await Array.fromAsync(entries(kv, { prefix: [] }))).map(({ key }) => [...key]);
}

Deno.test("a deleted board leaves only a mark, and its sockets get a final close code", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
  const response = await fetch(`${server.origin}/api/boards/${links.owner}`, { method: "DELETE" });
  assert.equal(response.status, 204);
  assert.deepEqual(await ann.closed, { code: 4411, reason: "this board was deleted" });
  assert.deepEqual(await keysOf(server.kv), [["deletions", id], ["link_news"]]);
});

Deno.test("a deletion interrupted by a crash is finished at the next start", async () => {
  await using server = await TestServer.start();
  const { id } = await server.createBoard();
  await server.kv.commit(new Commit().set(["boards", id, "log", 1], new Uint8Array(3)));
  await new KvLinkStore(server.kv).deleteBoard(id);
  await new KvLinkStore(server.kv).resumeDeletions();
  assert.deepEqual(await keysOf(server.kv), [["deletions", id], ["link_news"]]);
});

for (const strokesBefore of [0, 1]) {
  Deno.test(`a deleted board of ${strokesBefore} strokes stays deleted when another instance draws on it`, async () => {
    using kv = await openDatabase(":memory:");
    await using here = await TestServer.start({ kv });
    await using there = await TestServer.start({ kv });
    const { id, links } = await here.createBoard();
    await using ann = await Peer.join(there.socketUrl(links.editor));
    for (let i = 0; i < strokesBefore; i++) {
      ann.change((board) => board.add(stroke(`a.${i}`, random)));
      await ann.untilSaved();
    }
    await (await fetch(`${here.origin}/api/boards/${links.owner}`, { method: "DELETE" })).body?.cancel();
    ann.change((board) => board.add(stroke("a.late", random)));
    assert.ok([4410, 4411].includes((await ann.closed).code));
    assert.equal(ann.saved, strokesBefore);
    await until("the other instance has let go of the board", () => there.rooms.size === 0);
    assert.deepEqual(there.log, [], "and does not try again");
    assert.deepEqual(await keysOf(kv), [["deletions", id], ["link_news"]]);
  });
}
