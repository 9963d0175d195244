import assert from "node:assert/strict";
import { encodeDirect } from "../../../../board/wire/direct_frame.ts";
import { DIRECT_MESSAGES_BURST } from "../../../../board/wire/direct_limits.ts";
import { encodeDirectCursor, encodeDirectInk } from "../../../../board/wire/direct_message.ts";
import { encodeStrokeNews } from "../../../../board/wire/live_stroke.ts";
import { encodeAwareness, encodeSync, SYNC } from "../../../../board/wire/protocol.ts";
import { settled } from "../../../support/fake_clock.ts";
import { awareness } from "../../../support/peer/awareness.ts";
import { connected, end, news, Page, pass, world } from "../../../support/peer/direct_pages.ts";

Deno.test("three pages connect to each other; ink and cursors arrive, and the round trip is measured", async () => {
  const all = await connected([1, 2, 3]);
  const [ada, bo, cy] = all.pages;
  assert.deepEqual(ada.people, [[2, "open"], [3, "open"]]);
  assert.deepEqual(bo.people, [[1, "open"], [3, "open"]]);
  assert.deepEqual(ada.iceServers, [{ urls: "stun:a" }]);
  assert.deepEqual(all.network.connections[0].channel?.options, {
    negotiated: true,
    id: 0,
    ordered: false,
    maxRetransmits: 0,
  });
  assert.ok(ada.connections.people.every(({ roundTripMs }) => roundTripMs !== undefined));
  assert.equal(ada.connections.state, "on");
  ada.draw(1);
  ada.point(5, { x: 10, y: 20 });
  all.network.deliver();
  for (const each of [bo, cy]) {
    assert.deepEqual(each.ink, ["1 s.1 1"]);
    assert.deepEqual(each.connections.cursorOf(1)?.cursor, { x: 10, y: 20 });
    each.connections.hearInk(news(1, 1));
    assert.equal(each.ink.length, 1, "what the server brings later is not shown again");
  }
  end(all, all.pages);
});

Deno.test("a cursor counts until the server brings the same or a newer one; older ones never do", async () => {
  const all = await connected([1, 2]);
  const [ada, bo] = all.pages;
  const fromServer = (clock: number) =>
    bo.receive(encodeAwareness(awareness({ id: 1, clock, state: { cursor: { x: 0, y: 0 } } })));
  ada.point(5, { x: 10, y: 20 });
  all.network.deliver();
  fromServer(4);
  assert.deepEqual(bo.connections.cursorOf(1)?.cursor, { x: 10, y: 20 });
  fromServer(5);
  assert.equal(bo.connections.cursorOf(1), undefined);
  ada.point(5, { x: 30, y: 20 });
  ada.point(4, { x: 40, y: 20 });
  all.network.deliver();
  assert.equal(bo.connections.cursorOf(1), undefined);
  ada.point(6, null);
  ada.point(7, { x: 1, y: 1 });
  all.network.deliver((items) => items.reverse());
  assert.deepEqual(bo.connections.cursorOf(1)?.cursor, { x: 1, y: 1 });
  end(all, all.pages);
});

Deno.test("nobody draws or points as another, and garbage and floods have no effect", async () => {
  const all = await connected([1, 2, 3]);
  const [ada, bo] = all.pages;
  // The channel of Ada's page to Bo's.
  const channel = all.network.connections.find(({ channel, other }) => channel && other)!.channel!;
  ada.draw(1, 3);
  channel.send(encodeDirectInk(0, encodeStrokeNews(news(2, 3))));
  for (const bytes of [[], [0], [0, 0], [1], [1, 0, 1], [2], [9, 9, 9], [0, 0, ...Array(20_000).fill(1)]]) {
    channel.send(Uint8Array.from(bytes));
  }
  channel.send(encodeDirectCursor(1, { x: 1e12, y: 0 }));
  all.network.deliver();
  assert.deepEqual([ada.ink, bo.ink], [[], []]);
  assert.equal(bo.connections.cursorOf(3), undefined);
  await pass(all, 2_000);
  for (let i = 0; i < 2 * DIRECT_MESSAGES_BURST; i++) ada.draw(i);
  all.network.deliver();
  assert.ok(bo.ink.length <= DIRECT_MESSAGES_BURST, `${bo.ink.length} were read`);
  assert.deepEqual(bo.people.map(([, state]) => state), ["open", "open"]);
  end(all, all.pages);
});

Deno.test("hostile signals make no connection: unknown people, bad JSON, audio, foreign attempts", async () => {
  const all = await connected([1, 2]);
  const [, bo] = all.pages;
  const before = all.network.connections.length;
  const signal = (text: string, peer = 1) => bo.receive(encodeDirect({ step: "signal", peer, text }));
  const offer = "v=0\ns=0\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\n";
  signal(JSON.stringify({ attempt: 1, offer }), 7);
  for (
    const text of [
      "",
      "null",
      "[]",
      "{",
      '{"attempt":1}',
      '{"attempt":"1","offer":""}',
      JSON.stringify({ attempt: 1, offer: "v=0" }),
      JSON.stringify({ attempt: 1, offer: `${offer}m=audio 9 UDP/TLS/RTP/SAVPF 111\n` }),
      JSON.stringify({ attempt: 1, answer: offer }),
      JSON.stringify({ attempt: 1, candidate: { candidate: 5 } }),
    ]
  ) signal(text);
  // Offers that follow too soon are ignored, too.
  for (let i = 0; i < 100; i++) signal(JSON.stringify({ attempt: 5, offer }));
  await pass(all, 1_000);
  assert.equal(all.network.connections.length, before);
  assert.deepEqual(bo.people, [[1, "open"]]);
  end(all, all.pages);
});

Deno.test("a peer that is revoked or leaves is dropped at once, on both sides", async () => {
  const all = await connected([1, 2, 3]);
  const [ada, bo, cy] = all.pages;
  // Bo's link is revoked. His page, which may be hand-made, does nothing.
  all.server.tell([1, 3]);
  assert.deepEqual([ada.people, cy.people], [[[3, "open"]], [[1, "open"]]]);
  bo.draw(1);
  bo.point(9, { x: 1, y: 1 });
  ada.draw(2);
  all.network.deliver();
  assert.deepEqual([ada.ink, bo.ink, cy.ink], [[], [], ["1 s.1 2"]]);
  assert.equal(ada.connections.cursorOf(2), undefined);
  cy.connections.close();
  await settled();
  assert.deepEqual(ada.people, []);
  end(all, all.pages);
});

Deno.test("a page that loses the server, is hidden or may not draw drops everything within a second, and comes back", async () => {
  const all = await connected([1, 2]);
  const [ada, bo] = all.pages;
  for (const why of ["resting", "view only"] as const) {
    ada.readiness = why;
    await pass(all, 1_000);
    assert.deepEqual([ada.connections.state, ada.people, bo.people], [why, [], []]);
    assert.equal(all.network.open, 0);
    ada.readiness = "ready";
    await pass(all, 6_000);
    assert.deepEqual([ada.people, bo.people], [[[2, "open"]], [[1, "open"]]]);
  }
  // A new connection to the server is a new session there.
  ada.connections.watch("sent", encodeSync(SYNC.step1, new Uint8Array([0])));
  assert.deepEqual(ada.people, []);
  await pass(all, 12_000);
  assert.deepEqual(ada.people, [[2, "open"]]);
  end(all, all.pages);
});

Deno.test("a peer that vanishes is given up after 7 s of silence; what it drew until then came once", async () => {
  const all = await connected([1, 2]);
  const [ada, bo] = all.pages;
  ada.draw(0);
  all.network.deliver();
  all.network.isLost = () => true;
  all.network.isBlocked = true;
  ada.draw(1);
  await pass(all, 6_000);
  assert.deepEqual(bo.people, [[1, "open"]]);
  await pass(all, 3_500);
  assert.deepEqual([ada.people, bo.people], [[[2, "failed"]], [[1, "failed"]]]);
  assert.equal(all.network.open, 0);
  for (const x of [0, 1]) bo.connections.hearInk(news(x, 1));
  assert.deepEqual(bo.ink, ["1 s.1 0", "1 s.1 1"]);
  // The network is back.
  all.network.isLost = () => false;
  all.network.isBlocked = false;
  await pass(all, 31_000);
  assert.deepEqual([ada.people, bo.people], [[[2, "open"]], [[1, "open"]]]);
  end(all, all.pages);
});

Deno.test("where nothing connects, it fails after 15 s, and is tried again after 10 s, 30 s and every minute", async () => {
  const all = world();
  all.network.isBlocked = true;
  const pages = [1, 2].map((id) => new Page(id, all));
  await pass(all, 14_000);
  assert.deepEqual(pages.map(({ people }) => people[0][1]), ["connecting", "connecting"]);
  await pass(all, 3_000);
  assert.deepEqual(pages.map(({ people }) => people[0][1]), ["failed", "failed"]);
  const offers = () =>
    all.server.heard.filter((frame) => frame.step === "signal" && frame.text.includes("offer")).length;
  assert.equal(offers(), 1);
  await pass(all, 10_000);
  assert.equal(offers(), 2);
  await pass(all, 45_000);
  assert.equal(offers(), 3);
  await pass(all, 10 * 75_000);
  assert.ok(offers() >= 12 && offers() <= 14, `${offers()} offers`);
  end(all, pages);
});

Deno.test("a server that never answers is asked again, later every 10 s; the page says so", async () => {
  const all = world();
  all.server.isSilent = true;
  const page = new Page(1, all);
  await pass(all, 2_000);
  assert.equal(page.connections.state, "asking");
  await pass(all, 10_000);
  assert.equal(page.connections.state, "no answer");
  assert.equal(all.server.asked, 5);
  await pass(all, 60_000);
  assert.ok(all.server.asked <= 12, `${all.server.asked} times`);
  all.server.isSilent = false;
  await pass(all, 11_000);
  assert.equal(page.connections.state, "on");
  end(all, [page]);
});

Deno.test("who is not among the members waits for a place", async () => {
  const all = await connected([1, 2]);
  const [ada, bo] = all.pages;
  all.server.tell([1], [1, 2]);
  assert.deepEqual([bo.connections.state, bo.people, ada.people], ["full", [], []]);
  all.server.tell([1, 2]);
  await pass(all, 2_000);
  assert.deepEqual([bo.connections.state, bo.people], ["on", [[1, "open"]]]);
  end(all, all.pages);
});
