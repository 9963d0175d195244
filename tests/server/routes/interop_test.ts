import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { StockClient } from "../../support/peer/stock_client.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Board } from "../../../board/document.ts";

function untilHas({ doc, shapes }: Board, id: string): Promise<void> {
  if (shapes.has(id)) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (!shapes.has(id)) return;
      doc.off("update", look);
      resolve();
    };
    doc.on("update", look);
  });
}

const random = seeded(3);

Deno.test("two stock Yjs clients and ours share a board and their presence", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using one = new StockClient(server, links.owner);
  await using two = new StockClient(server, links.editor);
  await Promise.all([one.synced(), two.synced()]);
  await using ours = await Peer.join(server.socketUrl(links.editor));
  one.board.add(stroke("one.1", random));
  two.board.add(stroke("two.1", random));
  ours.change((board) => board.add(stroke("ours.1", random)));
  for (const board of [one.board, two.board, ours.board]) {
    for (const id of ["one.1", "two.1", "ours.1"]) await untilHas(board, id);
  }
  assert.deepEqual(contents(one.board), contents(ours.board));
  assert.deepEqual(contents(two.board), contents(ours.board));

  const seen = new Promise<void>((resolve) => {
    two.provider.awareness.on("change", () => {
      if (two.provider.awareness.getStates().get(one.board.doc.clientID)?.user?.name === "Ann") resolve();
    });
  });
  one.provider.awareness.setLocalStateField("user", { name: "Ann" });
  await seen;
});

Deno.test("a stock client survives a restart of the server", async () => {
  using kv = await openDatabase(":memory:");
  const first = await TestServer.start({ kv });
  const { links } = await first.createBoard();
  await using client = new StockClient(first, links.owner);
  await client.synced();
  client.board.add(stroke("s.1", random));
  await first[Symbol.asyncDispose]();
  client.board.add(stroke("s.2", random)); // while there is no server
  await using second = await TestServer.start({ kv });
  client.provider.serverUrl = `${second.origin.replace("http", "ws")}/ws`;
  await client.synced();
  await using late = await Peer.join(second.socketUrl(links.viewer));
  await untilHas(late.board, "s.2");
  assert.deepEqual([...contents(late.board).keys()], ["s.1", "s.2"]);
});

Deno.test("a stock client with a wrong link gets a final code", async () => {
  await using server = await TestServer.start();
  await using client = new StockClient(server, "A".repeat(22));
  const event = await new Promise<CloseEvent>((resolve) => {
    client.provider.on("connection-close", (event: CloseEvent | null) => event && resolve(event));
  });
  assert.ok(event.code >= 4400 && event.code <= 4499, `close code ${event.code}`);
});
