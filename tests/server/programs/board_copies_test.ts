import assert from "node:assert/strict";
import * as Y from "yjs";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import { BoardCopies } from "../../../server/programs/board_copies.ts";
import { noteOf } from "../../support/board/figures.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Peer } from "../../support/peer/peer.ts";
import { ProgramClient } from "../../support/server/program_client.ts";
import { TestServer } from "../../support/server/test_server.ts";

Deno.test("a copy has what the room has, is kept for a minute, and is written to under the same id after that", async () => {
  await using server = await TestServer.start();
  const { id: board, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  const clock = new FakeClock();
  const { budget, encodings, scheduler } = server.admission;
  using copies = new BoardCopies({ clock, admission: { budget, encodings, scheduler } });
  const holder = { address: "a", network: "n", board };
  const { room, release } = await server.rooms.acquire(board, holder);
  const used = budget.usedBytes;
  const write = async (id: string) => {
    const written = await copies.use({ room, board, holder }, ({ board, ...copy }) => {
      board.transact(() => board.add(noteOf(id)), "local");
      return { client: board.doc.clientID, update: Y.encodeStateAsUpdate(board.doc), copy };
    });
    assert.ok("value" in written);
    ann.sendUpdate(written.value.update);
    await ann.untilSaved();
    return written.value.client;
  };
  const first = await write("a");
  assert.equal(await write("b"), first);
  assert.deepEqual([copies.size, budget.usedBytes > used], [1, true]);
  clock.pass(60_000);
  assert.deepEqual([copies.size, budget.usedBytes], [0, used]);
  assert.equal(await write("c"), first, "a document remembers each id for ever");
  const seen = await copies.use({ room, board, holder }, ({ scene }) => [...scene.keys()]);
  assert.deepEqual(seen, { value: ["a", "b", "c"] });

  // A copy that may have what the room has not is dropped, and its id is not used again.
  await copies.use({ room, board, holder }, (copy, drop) => {
    copy.change(() => copy.board.add(noteOf("x")));
    drop();
  });
  const other = await copies.use({ room, board, holder }, (copy) => [copy.stored("x"), copy.doc.clientID === first]);
  assert.deepEqual(other, { value: [undefined, true] });
  const all = new Y.Doc();
  Y.applyUpdate(all, room.encode());
  assert.equal(all.store.clients.size, 1);
  release();
});

Deno.test("a board that takes half of the memory gets no copy, and says so", async () => {
  await using server = await TestServer.start({ budget: new MemoryBudget({ totalBytes: 100_000 }) });
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  ann.change((board) => board.add(noteOf("a", { text: "x".repeat(40_000) })));
  await ann.untilSaved();
  const response = await new ProgramClient(server.origin, links.editor).post({ delete: ["a"] });
  assert.deepEqual([response.status, (await response.json()).code], [413, "boardTooLarge"]);
});
