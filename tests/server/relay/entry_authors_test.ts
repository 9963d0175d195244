import assert from "node:assert/strict";
import { encodeAwareness } from "../../../board/wire/protocol.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { stroke } from "../../support/board/strokes.ts";

const random = seeded(6);

function name(peer: Peer, name: string): void {
  const state = { user: { name, color: "#000000" }, cursor: null };
  peer.send(encodeAwareness(awareness({ id: peer.doc.clientID, clock: 1, state }) as Uint8Array<ArrayBuffer>));
}

Deno.test("each entry names its author: link, name in the presence, client ids", async () => {
  await using server = await TestServer.start();
  const from = Date.now();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await using bob = await Peer.join(server.socketUrl(links.editor));
  name(ann, "  Ann\n ");
  ann.change((board) => board.add(stroke("a.1", random)));
  await ann.untilSaved();
  bob.change((board) => board.add(stroke("b.1", random)));
  await bob.untilSaved();
  await ann.untilTrue(() => ann.board.shapes.has("b.1"));
  ann.change((board) => board.remove(new Set(["b.1"])));
  await ann.untilSaved();

  const origins = (await server.store.load(id))!.origins!;
  const linkOf = async (slug: string) => (await server.links.find(slug))!.id;
  assert.deepEqual(origins.map((origin) => origin!.authors), [
    [{ link: await linkOf(links.owner), name: "Ann", clients: [ann.doc.clientID] }],
    [{ link: await linkOf(links.editor), name: "", clients: [bob.doc.clientID] }],
    [{ link: await linkOf(links.owner), name: "Ann", clients: [] }],
  ]);
  for (const origin of origins) assert.ok(origin!.committed >= from && origin!.committed <= Date.now());
});

Deno.test("an entry with changes of several people names all of them, also one that has left since", async () => {
  await using server = await TestServer.start({ openBoards: true });
  await using ann = await Peer.join(server.socketUrl("together"), { protocols: [] });
  await using bob = await Peer.join(server.socketUrl("together"), { protocols: [] });
  name(ann, "Ann");
  ann.change((board) => board.add(stroke("a.1", random)));
  await bob.untilTrue(() => bob.board.shapes.has("a.1"));
  bob.change((board) => board.add(stroke("b.1", random)));
  await ann.untilTrue(() => ann.board.shapes.has("b.1"));
  await ann[Symbol.asyncDispose]();
  await bob.untilTrue(() => bob.frames.some(({ kind }) => kind === "awareness"));
  await server.rooms.flush();
  const [origin] = (await server.store.load("open:together"))!.origins!;
  assert.deepEqual(origin!.authors, [
    { name: "Ann", clients: [ann.doc.clientID] },
    { name: "", clients: [bob.doc.clientID] },
  ]);
});
