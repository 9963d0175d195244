import assert from "node:assert/strict";
import { encodeAwareness, encodeInkFrame, encodeQueryAwareness } from "../../../board/wire/protocol.ts";
import { authorOf, encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { Commit } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { InstanceSignature, SIGNATURE_HEADER } from "../../../server/http/instance_signature.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { PollingPeer } from "../../support/peer/polling_peer.ts";
import { seeded } from "../../support/random.ts";
import { HeldBeats } from "../../support/server/held_beats.ts";
import { giveLeaseAway, InstancePair, SECRET } from "../../support/server/instance_pair.ts";
import { TestServer, type TestServerOptions } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";

const random = seeded(13);

const lines = (peer: Peer, id: string) => peer.change((board) => board.add(stroke(id, random)));

/** What one person shows reaches the other one while both draw. */
async function showsInkAndPresence(from: Peer, to: Peer, id = 7): Promise<void> {
  from.send(encodeAwareness(new Uint8Array([1, id, 1, 2, 0x7b, 0x7d])));
  await to.until((frame) => frame.kind === "awareness" && frame.body[1] === id);
  const line = { author: id, stroke: `${id}.2`, nib: "pen", color: "red", width: 4, x: 0, y: 0 } as const;
  from.send(encodeInkFrame([encodeStrokeNews({ ...line, phase: "lifted" })]));
  await to.until((frame) => frame.kind === "ink" && authorOf(frame.entries[0]) === id);
}

const [{ open }] = await databaseKinds();

Deno.test("a request without a valid signature is refused, and its address is never trusted", async () => {
  await using opened = await open();
  await using pair = await InstancePair.start(opened.database);
  const { links } = await pair.a.createBoard();
  const path = `/api/boards/${links.owner}/state`;
  const client = { address: "192.0.2.9", network: "192.0.2.0/24" };
  const thief = new InstanceSignature("another secret, of the same length..");
  const genuine = new InstanceSignature(SECRET);
  const forged = [
    SECRET,
    await thief.sign({ method: "GET", path }, client),
    await genuine.sign({ method: "POST", path }, client),
    await genuine.sign({ method: "GET", path: "/healthz" }, client),
  ];
  for (const header of forged) {
    for (const asked of [path, `/ws/${links.owner}`]) {
      const response = await fetch(pair.a.origin + asked, { headers: { [SIGNATURE_HEADER]: header } });
      assert.equal(response.status, 403);
      assert.equal(await response.text(), "");
    }
  }
  assert.equal(pair.a.refusals.counts.get("instance"), 2 * forged.length);
});

Deno.test("a server that is no instance ignores the header", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const response = await fetch(`${server.origin}/api/boards/${links.owner}/state`, {
    headers: { [SIGNATURE_HEADER]: "forged" },
  });
  assert.equal(response.status, 200);
  await response.body?.cancel();
});

Deno.test("limits of the serving instance count the client's own address, and its refusals are passed on", async () => {
  await using opened = await open();
  const options = { kv: opened.database, instanceSecret: SECRET, trustedProxies: ["127.0.0.1"] };
  await using a = await TestServer.start({ ...options, limits: { socketsPerAddress: 2 } });
  await using b = await TestServer.start(options);
  const { id, links } = await a.createBoard();
  await using _ann = await Peer.join(a.socketUrl(links.owner));
  const connect = async (address: string) => {
    // Deno takes headers, but its types do not say so.
    const socket = new WebSocket(b.socketUrl(links.viewer), { headers: { "x-forwarded-for": address } } as never);
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.onopen = () => resolve(true);
      socket.onerror = () => resolve(false);
    });
    return { socket, isOpen };
  };
  const all = [];
  for (const address of ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"]) all.push(await connect(address));
  assert.deepEqual(all.map(({ isOpen }) => isOpen), [true, true, false, true]);
  assert.equal(b.rooms.peek(id), undefined, "a refusal does not split the board");
  for (const { socket } of all) {
    if (socket.readyState === WebSocket.CLOSED) continue;
    socket.close();
    await new Promise((resolve) => socket.onclose = resolve);
  }
});

for (const { name: kind, ignore, open } of await databaseKinds()) {
  const test = (name: string, run: (pair: InstancePair) => Promise<void>, options?: TestServerOptions) =>
    Deno.test({
      name: `two instances on ${kind}: ${name}`,
      ignore,
      fn: async () => {
        await using opened = await open();
        await using pair = await InstancePair.start(opened.database, options);
        await run(pair);
      },
    });

  test("people on different instances draw together and see each other's live ink and presence", async ({ a, b }) => {
    const { id, links } = await a.createBoard();
    await using ann = await Peer.join(a.socketUrl(links.owner));
    await using bob = await Peer.join(b.socketUrl(links.editor));
    lines(ann, "a.1");
    lines(bob, "b.1");
    await Promise.all([ann.untilSaved(), bob.untilSaved()]);
    await Promise.all([ann, bob].map((peer) => peer.untilTrue(() => peer.board.shapes.size === 2)));
    assert.deepEqual(contents(ann.board), contents(bob.board));

    await showsInkAndPresence(bob, ann);
    assert.equal(a.rooms.sessions, 2, "one instance serves the board");
    assert.equal(b.rooms.peek(id), undefined);
  });

  test("a peer that polls at another instance draws with a peer on a socket", async ({ a, b }) => {
    const { id, links } = await a.createBoard();
    await using ann = await Peer.join(a.socketUrl(links.owner));
    lines(ann, "a.1");
    await ann.untilSaved();
    const bob = await new PollingPeer(b.origin, links.editor).join();
    assert.ok(bob.board.shapes.has("a.1"));
    assert.equal((await bob.update(bob.change((board) => board.add(stroke("b.1", random))))).status, 200);
    await ann.untilTrue(() => ann.board.shapes.has("b.1"));
    const held = bob.poll({ waitMs: 20_000 });
    lines(ann, "a.2");
    assert.equal((await held).status, 200);
    const state = await fetch(`${b.origin}/api/boards/${links.viewer}/state`);
    assert.equal(state.status, 200);
    assert.ok((await state.arrayBuffer()).byteLength > 0);
    const eve = await new PollingPeer(b.origin, links.viewer).join();
    assert.equal((await eve.update(eve.change((board) => board.add(stroke("e.1", random))))).status, 403);
    assert.equal(b.rooms.peek(id), undefined);
  });

  test("a viewer on another instance stays a viewer, and a revoked link ends there too", async ({ a, b }) => {
    const { links } = await a.createBoard();
    await using ann = await Peer.join(a.socketUrl(links.owner));
    await using eve = await Peer.join(b.socketUrl(links.viewer));
    lines(eve, "e.1");
    await eve.until((frame) => frame.kind === "denied");
    assert.equal(ann.board.shapes.size, 0);
    const listed = await fetch(`${b.origin}/api/boards/${links.owner}/links`).then((response) => response.json());
    const link = listed.links.find(({ role }: { role: string }) => role === "viewer");
    await fetch(`${b.origin}/api/boards/${links.owner}/links/${link.id}`, { method: "DELETE" });
    assert.equal((await eve.closed).code, 4410);
  });

  test("an instance that leaves hands its boards over with everything that was drawn", async ({ a, b }) => {
    const { id, links } = await a.createBoard();
    await using ann = await Peer.join(a.socketUrl(links.owner));
    await using bob = await Peer.join(b.socketUrl(links.editor));
    lines(bob, "b.1");
    await bob.untilSaved();
    await a.server.drain({ goodbyeMs: 0 });
    assert.deepEqual([(await ann.closed).code, (await bob.closed).code], [1012, 1012]);
    await using back = await Peer.join(b.socketUrl(links.owner));
    assert.ok(back.board.shapes.has("b.1"));
    assert.ok(b.rooms.peek(id));
  });

  test("a board whose holder is not reachable is taken over, and everybody is forwarded to the new holder", async ({ a, b }) => {
    const { id, links } = await a.createBoard();
    await giveLeaseAway(a.kv, id);
    await using ann = await Peer.join(a.socketUrl(links.owner));
    await using bob = await Peer.join(b.socketUrl(links.editor));
    lines(bob, "b.1");
    await ann.untilTrue(() => ann.board.shapes.has("b.1"));
    assert.equal(b.rooms.peek(id), undefined);
  });

  test("a lease with a senseless address does no harm", async ({ a, b }) => {
    for (const address of ["", "nonsense", "ftp://127.0.0.1", "file:///etc/passwd", "http://["]) {
      const { id, links } = await a.createBoard();
      await giveLeaseAway(a.kv, id, address);
      const state = await fetch(`${b.origin}/api/boards/${links.owner}/state`);
      assert.equal(state.status, 200, address);
      await state.body?.cancel();
      await giveLeaseAway(a.kv, id, address);
      await using ann = await Peer.join(b.socketUrl(links.owner));
      lines(ann, "a.1");
      await ann.untilSaved();
    }
  });

  const beats = new HeldBeats();
  test(
    "on a split board people see everything of each other, and when leases agree again one half comes over",
    async ({ a, b }) => {
      const { id, links } = await a.createBoard();
      await using ann = await Peer.join(a.socketUrl(links.owner));
      await giveLeaseAway(a.kv, id);
      await using bob = await Peer.join(b.socketUrl(links.editor));
      await giveLeaseAway(a.kv, id);
      assert.ok(a.rooms.peek(id) && b.rooms.peek(id));
      lines(ann, "a.1");
      // A heartbeat before this would unite the halves. The instances know of each other at the latest with the next one.
      await until("the halves know of each other", () => {
        beats.beat();
        return [a, b].every(({ server }) => server.bus.others(id).size === 1);
      });
      await bob.untilTrue(() => bob.board.shapes.has("a.1"));
      lines(bob, "b.1");
      await bob.untilSaved();
      await ann.untilTrue(() => ann.board.shapes.has("b.1"));
      await showsInkAndPresence(bob, ann, 7);
      await showsInkAndPresence(ann, bob, 8);
      const eve = await Peer.join(b.socketUrl(links.viewer));
      eve.send(encodeQueryAwareness());
      await eve.until((frame) => frame.kind === "awareness" && frame.body[0] === 2);
      eve.send(encodeAwareness(new Uint8Array([1, 9, 1, 2, 0x7b, 0x7d])));
      await ann.until((frame) => frame.kind === "awareness" && frame.body[1] === 9);
      await eve[Symbol.asyncDispose]();
      await ann.until((frame) => frame.kind === "awareness" && frame.body[1] === 9 && frame.body[3] === 4);

      await a.kv.commit(new Commit().delete(KEY.instance("gone")));
      let loser: Peer | undefined;
      for (const peer of [ann, bob]) void peer.closed.then(() => loser ??= peer);
      await until("one half has to come over", () => {
        beats.beat();
        return loser !== undefined;
      });
      assert.equal((await loser!.closed).code, 1012);
      const [at, other] = loser === ann ? [a, bob] : [b, ann];
      await using back = await Peer.join(at.socketUrl(links.editor));
      assert.equal(back.board.shapes.size, 2);
      lines(back, "c.1");
      await other.untilTrue(() => other.board.shapes.has("c.1"));
    },
    { clock: beats },
  );
}
