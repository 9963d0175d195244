import assert from "node:assert/strict";
import { FrameFlood } from "../../support/peer/frame_flood.ts";
import { Peer } from "../../support/peer/peer.ts";
import { TestServer } from "../../support/server/test_server.ts";

/** Writes of 10,000 frames each: far more than one connection may send. */
const WRITES = 20;

for (const kind of ["pong", "binary", "text"] as const) {
  for (const whose of ["a viewer", "somebody without a link"]) {
    Deno.test(`D4: empty ${kind} frames of ${whose} end that connection and no other`, async () => {
      await using server = await TestServer.start();
      const { links } = await server.createBoard();
      await using ann = await Peer.join(server.socketUrl(links.editor));
      const target = { origin: server.origin, slug: whose === "a viewer" ? links.viewer : "A".repeat(22) };
      using flood = await FrameFlood.begin(target, kind);
      for (let i = 0; i < WRITES && await flood.goOn(); i++);
      await flood.ended();
      assert.equal(server.refusals.counts.get("flood"), 1);
      await assert.rejects(FrameFlood.begin(target, kind), /refused/, "the peer is kept off the board for a while");
      ann.change((board) => board.meta.set("title", "still here"));
      await ann.untilSaved();
    });
  }
}

Deno.test("D4: a refused peer with a few frames in transit gets the reason", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using eve = await Peer.join(server.socketUrl(links.editor));
  for (let i = 0; i < 500; i++) eve.send(new Uint8Array([0, 9]));
  assert.equal((await eve.closed).code, 4400);
  assert.equal(server.refusals.counts.get("flood"), undefined);
});
