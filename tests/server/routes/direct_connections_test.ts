import assert from "node:assert/strict";
import { decodeDirect, type DirectFrame, encodeDirect } from "../../../board/wire/direct_frame.ts";
import { DIRECT_PEOPLE_MAX, SIGNAL_BYTES_MAX } from "../../../board/wire/direct_limits.ts";
import { CLOSE, encodeAwareness, KIND } from "../../../board/wire/protocol.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { PollingPeer, type PollResult } from "../../support/peer/polling_peer.ts";
import { TestServer } from "../../support/server/test_server.ts";

const STATE = { user: { name: "Ada", color: "blue" }, cursor: null };

type Sender = Pick<PollResult, "frames">;

function direct({ frames }: Sender): DirectFrame[] {
  return frames.flatMap((frame) => frame.kind === "direct" ? [decodeDirect(frame.body)] : []);
}

/** What the peer was told last about who takes part. */
function members(peer: Sender): readonly number[] | undefined {
  const last = direct(peer).findLast(({ step }) => step === "members");
  return last?.step === "members" ? last.ids : undefined;
}

function signals(peer: Sender): { peer: number; text: string }[] {
  return direct(peer).flatMap((frame) => frame.step === "signal" ? [{ peer: frame.peer, text: frame.text }] : []);
}

/** Joins a board, with presence under this id. */
async function person(url: string, id: number, protocols?: string[]): Promise<Peer> {
  const peer = await Peer.join(url, protocols && { protocols });
  peer.send(encodeAwareness(awareness({ id, clock: 1, state: STATE })));
  return peer;
}

async function asking(url: string, id: number): Promise<Peer> {
  const peer = await person(url, id);
  peer.send(encodeDirect({ step: "join", id }));
  await peer.until(({ kind }) => kind === "direct");
  return peer;
}

Deno.test("two who asked are told of each other and of the ICE servers; what one signals reaches the other only", async () => {
  await using server = await TestServer.start({ iceServers: [{ urls: "stun:stun.example.org" }] });
  const { links } = await server.createBoard();
  const url = server.socketUrl(links.editor);
  await using ada = await asking(url, 1);
  await using quiet = await person(url, 3);
  assert.deepEqual(direct(ada), [{ step: "members", ids: [1], iceServers: '[{"urls":"stun:stun.example.org"}]' }]);
  await using bo = await asking(url, 2);
  await ada.untilTrue(() => members(ada)?.length === 2);
  assert.deepEqual([members(ada), members(bo)], [[1, 2], [1, 2]]);
  bo.send(encodeDirect({ step: "signal", peer: 1, text: "hello" }));
  await ada.untilTrue(() => signals(ada).length > 0);
  assert.deepEqual(signals(ada), [{ peer: 2, text: "hello" }]);
  for (const peer of [quiet, bo]) await peer.untilRead();
  assert.deepEqual([direct(quiet), signals(bo)], [[], []]);
  bo.send(encodeDirect({ step: "leave" }));
  await ada.untilTrue(() => members(ada)?.length === 1);
  // Neither reaches the other any more.
  bo.send(encodeDirect({ step: "signal", peer: 1, text: "again" }));
  ada.send(encodeDirect({ step: "signal", peer: 2, text: "again" }));
  for (const peer of [bo, ada, bo]) await peer.untilRead();
  assert.deepEqual([signals(ada).length, signals(bo).length], [1, 0]);
});

Deno.test("nobody asks or signals in the name of another", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const url = server.socketUrl(links.editor);
  await using ada = await asking(url, 1);
  await using bo = await asking(url, 2);
  await using mallory = await person(url, 3);
  mallory.send(encodeDirect({ step: "join", id: 1 }));
  mallory.send(encodeDirect({ step: "join", id: 99 }));
  mallory.send(encodeDirect({ step: "signal", peer: 1, text: "from nobody" }));
  await mallory.untilRead();
  assert.deepEqual(direct(mallory), []);
  assert.deepEqual(members(ada), [1, 2]);
  // The server names the sender, and a frame that only the server sends has no effect.
  mallory.send(encodeDirect({ step: "join", id: 3 }));
  mallory.send(encodeDirect({ step: "members", ids: [2], iceServers: "[]" }));
  mallory.send(encodeDirect({ step: "signal", peer: 2, text: "hello" }));
  await bo.untilTrue(() => signals(bo).length > 0);
  assert.deepEqual(signals(bo), [{ peer: 3, text: "hello" }]);
  assert.deepEqual(members(bo), [1, 2, 3]);
  assert.deepEqual(signals(ada), []);
});

Deno.test("who gives an awareness id up takes part no more, before another can claim the id", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const url = server.socketUrl(links.editor);
  await using ada = await asking(url, 1);
  await using bo = await asking(url, 2);
  bo.send(encodeAwareness(awareness({ id: 2, clock: 2 })));
  await ada.untilTrue(() => members(ada)?.length === 1);
  await using mallory = await person(url, 2);
  await mallory.untilRead();
  ada.send(encodeDirect({ step: "signal", peer: 2, text: "for Bo" }));
  for (const peer of [ada, mallory, bo]) await peer.untilRead();
  assert.deepEqual([...signals(mallory), ...signals(bo)], []);
});

Deno.test("viewers, stock clients and other boards reach nobody", async () => {
  await using server = await TestServer.start();
  const [{ links }, other] = [await server.createBoard(), await server.createBoard()];
  await using ada = await asking(server.socketUrl(links.editor), 1);
  await using viewer = await person(server.socketUrl(links.viewer), 2);
  await using stock = await person(server.socketUrl(links.editor), 3, []);
  await using far = await asking(server.socketUrl(other.links.editor), 4);
  for (const [peer, id] of [[viewer, 2], [stock, 3], [far, 4]] as const) {
    peer.send(encodeDirect({ step: "join", id }));
    peer.send(encodeDirect({ step: "signal", peer: 1, text: "hello" }));
    ada.send(encodeDirect({ step: "signal", peer: id, text: "hello" }));
  }
  for (const peer of [viewer, stock, far, ada, viewer, stock, far]) await peer.untilRead();
  assert.deepEqual(members(ada), [1]);
  assert.deepEqual([viewer, stock].flatMap(direct), []);
  assert.deepEqual([members(far), signals(far), signals(ada)], [[4], [], []]);
});

Deno.test("a revoked link ends its part at once", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const response = await fetch(`${server.origin}/api/boards/${links.owner}/links`, {
    method: "POST",
    body: JSON.stringify({ role: "editor" }),
  });
  const { slug, id } = await response.json();
  await using ada = await asking(server.socketUrl(links.editor), 1);
  await using bo = await asking(server.socketUrl(slug), 2);
  await ada.untilTrue(() => members(ada)?.length === 2);
  const revoked = await fetch(`${server.origin}/api/boards/${links.owner}/links/${id}`, { method: "DELETE" });
  await revoked.body?.cancel();
  assert.ok(revoked.ok);
  assert.equal((await bo.closed).code, CLOSE.linkEnded);
  await ada.untilTrue(() => members(ada)?.length === 1);
});

Deno.test("the seventh waits for a place, and is told so", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const url = server.socketUrl(links.editor);
  await using people = new AsyncDisposableStack();
  const six: Peer[] = [];
  for (let id = 1; id <= DIRECT_PEOPLE_MAX; id++) six.push(people.use(await asking(url, id)));
  await using seventh = await asking(url, 7);
  assert.deepEqual(members(seventh), [1, 2, 3, 4, 5, 6]);
  seventh.send(encodeDirect({ step: "signal", peer: 1, text: "hello" }));
  six[0].send(encodeDirect({ step: "signal", peer: 7, text: "hello" }));
  for (const peer of [seventh, six[0], seventh]) await peer.untilRead();
  assert.deepEqual([signals(six[0]), signals(seventh)], [[], []]);
  six[2].send(encodeDirect({ step: "leave" }));
  await seventh.untilTrue(() => members(seventh)?.includes(7) === true);
  assert.deepEqual(members(seventh), [1, 2, 4, 5, 6, 7]);
});

Deno.test("a peer that polls takes part", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ada = await asking(server.socketUrl(links.editor), 1);
  const bo = await new PollingPeer(server.origin, links.editor).join();
  const frames = [
    encodeAwareness(awareness({ id: 2, clock: 1, state: STATE })),
    encodeDirect({ step: "join", id: 2 }),
  ];
  await bo.poll({ frames });
  await ada.untilTrue(() => members(ada)?.length === 2);
  ada.send(encodeDirect({ step: "signal", peer: 2, text: "hello" }));
  await ada.untilRead();
  const answer = await bo.poll();
  assert.deepEqual(signals(answer), [{ peer: 1, text: "hello" }]);
  await bo.leave();
  await ada.untilTrue(() => members(ada)?.length === 1);
});

Deno.test("malformed and too large frames end their own session only; a flood is stopped", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const url = server.socketUrl(links.editor);
  await using ada = await asking(url, 1);
  const bad = [
    Uint8Array.of(KIND.direct),
    Uint8Array.of(KIND.direct, 9),
    Uint8Array.of(KIND.direct, 1, 0),
    encodeDirect({ step: "signal", peer: 1, text: "a".repeat(SIGNAL_BYTES_MAX + 1) }),
  ];
  for (const [i, frame] of bad.entries()) {
    await using bo = await asking(url, 10 + i);
    bo.send(frame);
    assert.equal((await bo.closed).code, CLOSE.malformed);
    await ada.untilTrue(() => members(ada)?.length === 1);
  }
  await using flooding = await asking(url, 20);
  const signal = encodeDirect({ step: "signal", peer: 1, text: "a" });
  for (let i = 0; i < 2_000; i++) flooding.send(signal);
  await flooding.closed;
  assert.equal(server.refusals.counts.get("flood"), 1);
  await ada.untilTrue(() => members(ada)?.length === 1);
  assert.ok(signals(ada).length < 500, `${signals(ada).length} were relayed`);
});
