import assert from "node:assert/strict";
import { WebsocketProvider } from "y-websocket";
import { Peer } from "../support/peer.ts";
import { seeded } from "../support/random.ts";
import { TestServer } from "../support/server.ts";
import { contents, stroke } from "../support/strokes.ts";
import { Board } from "../../board/document.ts";

/** A stock client, as any Yjs program uses it. */
function stock(server: { origin: string }, slug: string): { provider: WebsocketProvider; board: Board } {
  const board = new Board();
  const url = `${server.origin.replace("http", "ws")}/ws`;
  return { provider: new WebsocketProvider(url, slug, board.doc, { disableBc: true, maxBackoffTime: 200 }), board };
}

/** With the document, as presence has a timer of its own. */
function end(provider: WebsocketProvider, board: Board): void {
  provider.destroy();
  board.doc.destroy();
}

function synced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve();
  return new Promise((resolve) => {
    const listen = (isSynced: boolean) => {
      if (!isSynced) return;
      provider.off("sync", listen);
      resolve();
    };
    provider.on("sync", listen);
  });
}

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

/** A stock client that was destroyed still has the timer of its next try: Deno would take that for a leak of ours. */
function test(name: string, run: () => Promise<void>): void {
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false, fn: run });
}

test("two stock Yjs clients and ours share a board and each other's presence", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const one = stock(server, links.owner);
  const two = stock(server, links.editor);
  try {
    await Promise.all([synced(one.provider), synced(two.provider)]);
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
  } finally {
    for (const { provider, board } of [one, two]) end(provider, board);
  }
});

test("a stock client survives a restart of the server", async () => {
  const kv = await Deno.openKv(":memory:");
  const first = await TestServer.start({ kv });
  const { links } = await first.createBoard();
  const { provider, board } = stock(first, links.owner);
  try {
    await synced(provider);
    board.add(stroke("s.1", random));
    await first[Symbol.asyncDispose]();
    board.add(stroke("s.2", random)); // while there is no server
    await using second = await TestServer.start({ kv });
    provider.serverUrl = `${second.origin.replace("http", "ws")}/ws`;
    await synced(provider);
    await using late = await Peer.join(second.socketUrl(links.viewer));
    await untilHas(late.board, "s.2");
    assert.deepEqual([...contents(late.board).keys()], ["s.1", "s.2"]);
  } finally {
    end(provider, board);
    kv.close();
  }
});

test("a stock client with a wrong link is told once and for all", async () => {
  await using server = await TestServer.start();
  const { provider, board } = stock(server, "A".repeat(22));
  try {
    const event = await new Promise<CloseEvent>((resolve) => {
      provider.on("connection-close", (event: CloseEvent | null) => event && resolve(event));
    });
    assert.ok(event.code >= 4400 && event.code <= 4499, `close code ${event.code}`);
  } finally {
    end(provider, board);
  }
});
