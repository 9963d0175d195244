import assert from "node:assert/strict";
import * as Y from "yjs";
import { systemClock } from "../../../board/clock.ts";
import { encodeUpdates } from "../../../board/wire/polling.ts";
import { UPDATES_BYTES_MAX } from "../../../board/wire/polling_limits.ts";
import { encodeAwareness, encodeInkFrame, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { awareness, readAwareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { PollingPeer, type PollResult } from "../../support/peer/polling_peer.ts";
import { seeded } from "../../support/random.ts";
import { until } from "../../support/until.ts";
import { TestServer } from "../../support/server/test_server.ts";

const random = seeded(7);

function presenceOf({ frames }: PollResult) {
  return frames.flatMap((frame) => frame.kind === "awareness" ? readAwareness(frame.body) : []);
}

function tells(id: number, clock: number, state: unknown): Uint8Array<ArrayBuffer> {
  return encodeAwareness(awareness({ id, clock, state }));
}

Deno.test("200 for updates means that they are in the store; both ways, in order, and a repeat changes nothing", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.owner).join();
  await using bob = await Peer.join(server.socketUrl(links.editor));
  const made = ["a.1", "a.2", "a.3"].map((name) => ann.change((board) => board.add(stroke(name, random))));
  assert.equal((await ann.update(...made.slice(0, 2))).status, 200);
  assert.ok((await server.store.load(id))!.updates.length > 0);
  assert.equal((await ann.update(made[2])).status, 200);
  assert.equal((await ann.update(...made)).status, 200, "repeated");
  await bob.untilTrue(() => bob.board.shapes.has("a.3"));
  assert.deepEqual(contents(bob.board), contents(ann.board));

  const held = ann.poll({ waitMs: 25_000 });
  bob.sendDifference();
  bob.change((board) => board.add(stroke("b.1", random)));
  bob.change((board) => board.add(stroke("b.2", random)));
  assert.equal((await held).status, 200);
  assert.ok(ann.board.shapes.has("b.1") && ann.board.shapes.has("b.2"), "both came with one answer");
  assert.deepEqual(contents(ann.board), contents(bob.board));
  assert.equal((await ann.poll()).status, 204, "nothing is told twice");
  assert.equal((await ann.poll()).headers.get("cache-control"), "no-store");
});

Deno.test("what a lost answer contained comes again, once", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.owner).join();
  await using bob = await Peer.join(server.socketUrl(links.editor));
  bob.sendDifference();
  bob.change((board) => board.add(stroke("b.1", random)));
  await bob.untilSaved();
  const { received, after } = ann;
  const lost = new PollingPeer(server.origin, links.owner, { session: ann.session });
  lost.received = new Map(received);
  lost.after = after;
  assert.equal((await lost.poll()).status, 200);
  assert.equal((await ann.poll()).status, 200);
  assert.ok(ann.board.shapes.has("b.1"));
  assert.equal((await ann.poll()).status, 204);
});

Deno.test("any instance can continue from the log number, with what the first one had not told", async () => {
  const kv = await openDatabase(":memory:");
  {
    await using one = await TestServer.start({ kv });
    await using two = await TestServer.start({ kv });
    const { links } = await one.createBoard();
    const ann = await new PollingPeer(one.origin, links.owner).join();
    await using bob = await Peer.join(one.socketUrl(links.editor));
    bob.sendDifference();
    bob.change((board) => board.add(stroke("b.1", random)));
    await bob.untilSaved();
    await ann.poll();
    bob.change((board) => board.add(stroke("b.2", random)));
    await bob.untilSaved();
    ann.goTo(two.origin);
    const { frames } = await ann.poll();
    assert.equal(frames.filter(({ kind }) => kind === "update").length, 1, "only what came after the number");
    assert.ok(frames.some(({ kind }) => kind === "queryAwareness"), "it asks who this is");
    assert.deepEqual(contents(ann.board), contents(bob.board));
    ann.goTo(one.origin);
    await ann.poll();
    assert.deepEqual(contents(ann.board), contents(bob.board));
    const beyond = new PollingPeer(two.origin, links.owner);
    beyond.after = 1_000;
    assert.equal((await beyond.poll()).status, 409);
  }
  kv.close();
});

Deno.test("who asked another instance what it lacks, and got no log number, begins a new session here", async () => {
  const kv = await openDatabase(":memory:");
  using _kv = kv;
  await using a = await TestServer.start({ kv });
  await using b = await TestServer.start({ kv });
  const { links } = await a.createBoard();
  const peer = new PollingPeer(a.origin, links.owner);
  await peer.poll();
  peer.goTo(b.origin);
  const step1 = encodeSync(SYNC.step1, Y.encodeStateVector(peer.doc));
  await peer.poll({ frames: [step1] });
  peer.goTo(a.origin);
  assert.equal((await peer.poll({ after: undefined })).code, "outOfStep");
  assert.ok((await peer.poll({ after: undefined, frames: [step1] })).frames.some(({ kind }) => kind === "step2"));
});

Deno.test("presence and live ink reach the others; a newer poll ends an older one; leaving removes presence", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.owner).join();
  await using bob = await Peer.join(server.socketUrl(links.editor));
  const held = ann.poll({ waitMs: 25_000 });
  bob.send(tells(2, 1, { user: { name: "Bob", color: "#123456" }, cursor: null }));
  assert.equal(presenceOf(await held)[0].id, 2);
  const older = ann.poll({ waitMs: 25_000 });
  await until("the older poll is held", () => server.admission.requests === 1);
  const news = { author: 1, stroke: "a.1", phase: "lifted", nib: "pen", color: "black", width: 4, x: 0, y: 0 } as const;
  const ink = encodeStrokeNews(news);
  await ann.poll({
    frames: [tells(1, 1, { user: { name: "Ann", color: "#123456" }, cursor: null }), encodeInkFrame([ink])],
  });
  assert.ok([200, 204].includes((await older).status));
  await bob.until(({ kind }) => kind === "ink");
  assert.equal(await ann.leave(), 204);
  await bob.until((frame) =>
    frame.kind === "awareness" && readAwareness(frame.body).some((it) => it.id === 1 && !it.state)
  );
  assert.equal(server.admission.sockets, 1, "only Bob's");
});

Deno.test("a revoked link ends held polls and updates; another link never finds the session", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using bob = await Peer.join(server.socketUrl(links.owner));
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const eve = new PollingPeer(server.origin, links.viewer, { session: ann.session });
  eve.received = ann.received;
  bob.sendDifference();
  bob.change((board) => board.add(stroke("b.1", random)));
  await bob.untilSaved();
  const stolen = await eve.poll();
  assert.ok(stolen.frames.every(({ kind }) => kind !== "update"), "a session of her own");
  assert.equal((await ann.poll()).frames.filter(({ kind }) => kind === "update").length, 1);

  const held = ann.poll({ waitMs: 25_000 });
  await until("the poll is held", () => server.admission.requests === 1);
  const [{ id: link }] = (await server.links.list(id)).filter(({ role }) => role === "editor");
  await server.links.revoke(id, link);
  const { status, code, close } = await held;
  assert.deepEqual([status, code, close], [404, "noSuchLink", 4410]);
  assert.equal((await ann.poll()).status, 404);
  assert.equal((await ann.update(new Uint8Array([0, 0]))).status, 404);
});

Deno.test("bad bodies, viewers, foreign pages and floods are refused with a reason, and change nothing", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const viewer = await new PollingPeer(server.origin, links.viewer).join();
  const made = new PollingPeer(server.origin, links.editor).change((board) => board.add(stroke("a.1", random)));
  assert.equal((await viewer.update(made)).status, 403);
  const short = await ann.post("poll", new Uint8Array([1, 2, 3]));
  assert.equal(short.status, 400);
  await short.body?.cancel();
  for (const cut of [0, 15, 17, 20]) {
    const whole = encodeUpdates({ session: ann.session, frames: [encodeSync(SYNC.update, made)] });
    const response = await ann.post("updates", whole.slice(0, cut));
    assert.equal(response.status, 400, `${cut}`);
    assert.ok((await response.json()).error);
  }
  const large = await ann.post("updates", new Uint8Array(UPDATES_BYTES_MAX + 1));
  assert.equal(large.status, 413);
  await large.body?.cancel();
  assert.equal(
    (await ann.poll({ frames: [encodeSync(SYNC.update, made)] })).status,
    400,
    "updates have their own address",
  );
  assert.equal((await ann.poll({ waitMs: 25_001 })).status, 400);
  const foreign = await fetch(`${server.origin}/api/boards/${links.editor}/poll`, {
    method: "POST",
    headers: { origin: "https://elsewhere.example" },
    body: ann.session.slice(),
  });
  assert.equal(foreign.status, 403);
  await foreign.body?.cancel();
  assert.equal((await new PollingPeer(server.origin, "nobody").poll()).status, 404);
  assert.equal(await server.store.load(id), undefined, "nothing was written");

  const { status, close } = await ann.update(new Uint8Array([1, 2, 3]));
  assert.deepEqual([status, close], [400, 4400]);
  assert.equal((await ann.poll()).close, 4400, "the session stays closed");
});

Deno.test("a session counts as a connection, for 40 s after its last request", async () => {
  await using server = await TestServer.start({ limits: { socketsPerAddress: 2 } });
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const bob = await new PollingPeer(server.origin, links.editor).join();
  assert.equal(server.admission.sockets, 2);
  const third = await new PollingPeer(server.origin, links.editor).poll();
  assert.equal(third.status, 503);
  assert.ok(Number(third.headers.get("retry-after")) > 0);
  assert.equal(await bob.leave(), 204);
  assert.equal((await new PollingPeer(server.origin, links.editor).poll()).status, 200);
  assert.ok(ann.after !== undefined);
});

Deno.test("a flood of requests of one session ends it and bans its address from the board", async () => {
  // Its time stands still: a slow machine would otherwise not send faster than the limit allows.
  await using server = await TestServer.start({ clock: { ...systemClock, now: () => 0 } });
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const results = await Promise.all(Array.from({ length: 200 }, () => ann.poll()));
  const flooded = results.find(({ close }) => close === 4429);
  assert.equal(flooded?.status, 429);
  assert.equal((await new PollingPeer(server.origin, links.editor).poll()).status, 503, "the address is banned");
});
