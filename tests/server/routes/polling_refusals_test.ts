import assert from "node:assert/strict";
import { encodePoll, encodeUpdates } from "../../../board/wire/polling.ts";
import { POLL_BYTES_MAX, UPDATES_BYTES_MAX } from "../../../board/wire/polling_limits.ts";
import { encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { PollingPeer } from "../../support/peer/polling_peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";

const random = seeded(11);

function drawn(peer: PollingPeer, id: string, samples?: number): Uint8Array {
  return peer.change((board) => board.add(stroke(id, random, samples)));
}

async function refused(response: Response): Promise<{ status: number; code: string }> {
  const { code, error } = await response.json();
  assert.ok(error, "a reason for people");
  return { status: response.status, code };
}

Deno.test("damaged bodies are refused with a reason, and what was saved stays", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  assert.equal((await ann.update(drawn(ann, "a.1"))).status, 200);
  const before = (await server.store.load(id))!.updates.length;
  const poll = encodePoll({ session: ann.session, waitMs: 0, after: 0, received: [], frames: [] });
  const bodies: [path: "poll" | "updates", body: Uint8Array<ArrayBuffer>][] = [
    ["poll", new Uint8Array()],
    ["poll", poll.slice(0, 16)],
    // An endless number, more sources than allowed, and a frame that ends too early.
    ["poll", new Uint8Array([...ann.session, ...Array(20).fill(0xff)])],
    ["poll", new Uint8Array([...ann.session, 0, 0, 200])],
    ["poll", new Uint8Array([...poll, 5, 1])],
    ["updates", new Uint8Array([...ann.session, 9, 0, 2])],
    ["updates", new Uint8Array([...ann.session, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f])],
  ];
  for (const [path, body] of bodies) {
    assert.deepEqual(await refused(await ann.post(path, body)), { status: 400, code: "badRequest" }, `${path} ${body}`);
  }
  // Every other one is cut, or has a byte that is wrong. Whatever the server makes of it, it answers.
  const whole = encodeUpdates({ session: ann.session, frames: [encodeSync(SYNC.update, drawn(ann, "a.2"))] });
  for (let i = 0; i < 60; i++) {
    const body = whole.slice(0, i % 2 ? whole.length : random.below(whole.length));
    if (i % 2) body[16 + random.below(body.length - 16)] = random.below(256);
    // A new session each time: a malformed update ends its session.
    crypto.getRandomValues(body.subarray(0, 16));
    const { status, body: rest } = await ann.post("updates", body);
    await rest?.cancel();
    assert.ok([200, 400, 404, 409, 413, 503].includes(status), `${status}`);
  }
  assert.ok((await server.store.load(id))!.updates.length >= before);
  const bob = await new PollingPeer(server.origin, links.viewer).join();
  assert.ok(bob.board.shapes.has("a.1"));
  assert.deepEqual(server.log.filter(({ level }) => level === "error"), []);
});

Deno.test("oversized bodies are refused, also without a length, and bodies that never end take no more than their limit", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  for (const [path, max] of [["poll", POLL_BYTES_MAX], ["updates", UPDATES_BYTES_MAX]] as const) {
    assert.deepEqual(await refused(await ann.post(path, new Uint8Array(max + 1))), { status: 413, code: "tooLarge" });
    let bytes = 0;
    const endless = new ReadableStream({
      pull(controller) {
        bytes += 64 * 1024;
        if (bytes > max + 64 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    assert.deepEqual(await refused(await ann.post(path, endless)), { status: 413, code: "tooLarge" });
  }
  assert.equal((await ann.update(drawn(ann, "a.1"))).status, 200, "the session goes on");
});

Deno.test("reordered updates: 409 with a reason, nothing of them is lost, and a new session sends what is missing", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const [first, second] = [drawn(ann, "a.1"), drawn(ann, "a.2")];
  const early = await ann.update(second);
  assert.deepEqual([early.status, early.code], [409, "outOfStep"]);
  assert.ok(early.error);
  await ann.leave();
  const again = await new PollingPeer(server.origin, links.editor).join();
  assert.equal(again.board.shapes.size, 0, "an update whose predecessor is missing is not used");
  assert.equal((await again.update(first, second)).status, 200);
  const bob = await new PollingPeer(server.origin, links.viewer).join();
  assert.deepEqual(contents(bob.board), contents(ann.board));
});

Deno.test("stale polls: one that confirms what was never sent gets 409, and one that confirms less gets it again", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const bob = await new PollingPeer(server.origin, links.editor).join();
  await bob.poll();
  const [source, frames] = [...bob.received].at(-1)!;
  const beyond = await bob.poll({ received: [{ source, frames: frames + 1 }] });
  assert.deepEqual([beyond.status, beyond.code], [409, "outOfStep"]);
  assert.equal((await ann.update(drawn(ann, "a.1"))).status, 200);
  const old = await bob.poll({ received: [{ source, frames }] });
  assert.equal(old.frames.filter(({ kind }) => kind === "update").length, 1);
  // The same confirmation again, as from a poll that was delayed on its way.
  bob.received.set(source, frames);
  const repeated = await bob.poll();
  assert.equal(repeated.frames.filter(({ kind }) => kind === "update").length, 1);
  assert.equal(bob.board.shapes.size, 1);
  // A number of the log that does not exist yet.
  const ahead = new PollingPeer(server.origin, links.editor);
  ahead.after = 10_000;
  assert.equal((await ahead.poll()).status, 409);
});

Deno.test("large bodies count in the memory budget: without room they get 503, strokes pass, and all of it is given back", async () => {
  const budget = new MemoryBudget({ totalBytes: 1024 * 1024 });
  await using server = await TestServer.start({ budget });
  const { links } = await server.createBoard();
  const ann = await new PollingPeer(server.origin, links.editor).join();
  const used = budget.usedBytes;
  const response = await ann.post("updates", new Uint8Array(700 * 1024));
  assert.equal(response.headers.get("retry-after"), "2");
  assert.deepEqual(await refused(response), { status: 503, code: "busy" });
  assert.deepEqual(await refused(await ann.post("updates", new Uint8Array(400 * 1024))), {
    status: 400,
    code: "badRequest",
  });
  assert.equal((await ann.update(drawn(ann, "a.1"))).status, 200);
  await until("the memory is given back", () => budget.usedBytes <= used);
  assert.equal(server.refusals.counts.get("memory is short"), 1);
});

Deno.test("a thousand held requests of one address: half of them get 503 with a reason, and other addresses are served", async () => {
  await using server = await TestServer.start({ trustedProxies: ["127.0.0.1"] });
  const { id, links } = await server.createBoard();
  const peers = Array.from({ length: 1_000 }, () => {
    const peer = new PollingPeer(server.origin, links.editor, { from: "198.51.100.7" });
    peer.after = 0;
    return peer;
  });
  // The first poll of a session has news.
  for (let at = 0; at < peers.length; at += 100) {
    for (const { status } of await Promise.all(peers.slice(at, at + 100).map((peer) => peer.poll()))) {
      assert.equal(status, 200);
    }
  }
  let refusals = 0;
  const answers = peers.map(async (peer) => {
    const { status, code, error } = await peer.poll({ waitMs: 25_000 });
    assert.ok(error, "a reason for people");
    if (status === 503) refusals++;
    return `${status} ${code}`;
  });
  await until("half of them are refused", () => refusals === 500);
  assert.equal(server.admission.requests, 500);
  const bob = new PollingPeer(server.origin, links.editor, { from: "203.0.113.9" });
  assert.equal((await bob.poll()).status, 200);
  for (const link of await server.links.list(id)) await server.links.revoke(id, link.id);
  assert.deepEqual([...new Set(await Promise.all(answers))].sort(), ["404 noSuchLink", "503 busy"]);
});
