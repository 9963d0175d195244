import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { CLOSE, encodeAwareness, encodeInkFrame, type Frame } from "../../../board/wire/protocol.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { awareness, readAwareness } from "../../support/peer/awareness.ts";
import { Peer } from "../../support/peer/peer.ts";
import { PollingPeer } from "../../support/peer/polling_peer.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { seeded } from "../../support/random.ts";
import { InstancePair } from "../../support/server/instance_pair.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { cookieOf, Visitor } from "../../support/server/visitors.ts";
import { WAITING_PER_ADDRESS_MAX } from "../../../server/store/moderation_store.ts";
import { openDatabase } from "../../../server/database/open_database.ts";

const random = seeded(6);

/** A board on one instance or on two. With two, the owner connects to the first and everybody else to the second. */
async function scene(instances: 1 | 2) {
  const stack = new AsyncDisposableStack();
  const kv = stack.use(await openDatabase(":memory:"));
  const pair = instances === 2 ? stack.use(await InstancePair.start(kv)) : undefined;
  const first = pair?.a ?? stack.use(await TestServer.start({ kv }));
  const second = pair?.b ?? first;
  const { links } = await first.createBoard();
  const owner = new Visitor(first.origin, links.owner, "olga");
  const olga = stack.use(await Peer.join(first.socketUrl(links.owner), { headers: { cookie: owner.cookie } }));
  const join = async (name: string, id: number, slug = links.editor) => {
    const peer = stack.use(await Peer.join(second.socketUrl(slug), { headers: { cookie: cookieOf(name) } }));
    peer.send(encodeAwareness(awareness({ id, clock: 1, state: { user: { name, color: "red" } } })));
    await olga.until((frame) => frame.kind === "awareness" && new TextDecoder().decode(frame.body).includes(name));
    return peer;
  };
  const visitor = (name: string, slug = links.editor) => new Visitor(second.origin, slug, name);
  return { owner, olga, join, visitor, links, first, second, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const state = (frozen: boolean, muted = false) => (frame: Frame) =>
  frame.kind === "notice" && frame.code === "state" &&
  frame.text.startsWith(JSON.stringify({ frozen, muted }).slice(0, -1));

const draws = (peer: Peer, id: string) => peer.change((board) => board.add(stroke(id, random)));

/** A stroke as the update of a new document. */
function updateOf(id: string): Uint8Array {
  const board = new Board();
  board.transact(() => board.add(stroke(id, random)), "local");
  return Y.encodeStateAsUpdate(board.doc);
}

for (const instances of [1, 2] as const) {
  const where = instances === 1 ? "on one instance" : "on two instances";

  Deno.test(`${where}: owners hear at once what another owner does to links, and nobody else does`, async () => {
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7);
    const links = `${board.second.origin}/api/boards/${board.links.owner}/links`;
    const ask = async (name: string, method: string, path = "", body?: object) => {
      const init = { method, headers: { "drawbridge-name": name }, ...(body && { body: JSON.stringify(body) }) };
      const response = await fetch(links + path, init);
      return response.status === 201 ? await response.json() : await response.body?.cancel();
    };
    const { id } = await ask("Otto", "POST", "", { role: "viewer", label: "Guests" });
    // The own page of Olga, whose peer has no name.
    await ask("", "PATCH", `/${id}`, { label: "All" });
    await ask("Otto", "PATCH", `/${id}`, { role: "commenter" });
    await ask("Otto", "DELETE", `/${id}`);
    const told = (peer: Peer) =>
      peer.frames.flatMap((frame) => frame.kind === "notice" && frame.code === "link" ? [JSON.parse(frame.text)] : []);
    await board.olga.untilTrue(() => told(board.olga).length >= 3);
    assert.deepEqual(told(board.olga), [
      { action: "createLink", name: "Otto", about: "Guests" },
      { action: "changeRole", name: "Otto", about: "All" },
      { action: "revokeLink", name: "Otto", about: "All" },
    ]);
    await ada.untilRead();
    assert.deepEqual(told(ada), []);
  });

  Deno.test(`${where}: while a board is frozen only owners draw, and what others drew arrives when it is thawed`, async () => {
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7);
    draws(ada, "7.1");
    await ada.untilSaved();
    await board.owner.moderate("freeze");
    await ada.until(state(true));
    draws(ada, "7.2");
    const ink = { author: 7, stroke: "7.2", nib: "pen", color: "red", width: 4, x: 0, y: 0 } as const;
    const line = { points: new Float32Array([0, 0, 0, 1, 1, 0]), pressure: false };
    ada.send(encodeInkFrame([encodeStrokeNews({ ...ink, phase: "drawing", samples: line })]));
    ada.send(encodeInkFrame([encodeStrokeNews({ ...ink, phase: "cancelled" })]));
    await ada.untilRead();
    await board.olga.until((frame) => frame.kind === "ink");
    assert.equal(board.olga.frames.filter(({ kind }) => kind === "ink").length, 1, "only the end of the stroke");
    assert.equal(ada.saved, 1, "nothing counts as saved that is not");
    draws(board.olga, "1.1");
    await board.olga.untilSaved();
    assert.deepEqual((await late(board)).sort(), ["1.1", "7.1"]);

    const asked = ada.frames.length;
    await board.owner.moderate("thaw");
    await ada.untilTrue(() => ada.frames.slice(asked).some(({ kind }) => kind === "step1"));
    ada.sendDifference();
    await ada.untilSaved();
    assert.deepEqual((await late(board)).sort(), ["1.1", "7.1", "7.2"]);
  });

  Deno.test(`${where}: polls are frozen too, and updates get a code that says so`, async () => {
    await using board = await scene(instances);
    const peer = await new PollingPeer(board.second.origin, board.links.editor, { cookie: cookieOf("Bob") }).join();
    await board.owner.moderate("freeze");
    const refused = await peer.update(updateOf("9.1"));
    assert.deepEqual([refused.status, refused.code], [403, "frozen"]);
    await board.owner.moderate("thaw");
    assert.equal((await peer.update(updateOf("9.2"))).status, 200);
  });

  Deno.test(`${where}: a muted person writes nothing and still draws; the others are not muted`, async () => {
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7);
    await board.owner.moderate("mute", { person: 7 });
    await ada.until(state(false, true));
    const say = (name: string) => board.visitor(name).request("POST", "/talk", { kind: "post", text: "hi" });
    assert.deepEqual(await say("Ada").then(({ status, json }) => [status, json.code]), [403, "muted"]);
    assert.equal((await say("Bob")).status, 201);
    draws(ada, "7.1");
    await ada.untilSaved();
    const { json } = await board.owner.request("GET", "/moderation");
    assert.deepEqual(json.restricted.map((each: { name: string }) => each.name), ["Ada"]);
    await board.owner.moderate("unmute", { visitor: json.restricted[0].visitor });
    assert.equal((await say("Ada")).status, 201);

    const { visitor } = json.restricted[0];
    const left = async (): Promise<unknown[]> => (await board.owner.request("GET", "/moderation")).json.left;
    await ada[Symbol.asyncDispose]();
    await board.olga.until((frame) => frame.kind === "awareness" && readAwareness(frame.body)[0].state === undefined);
    assert.partialDeepStrictEqual(await left(), [{ visitor, name: "Ada", ids: [], isMuted: false }]);
    await board.owner.moderate("mute", { visitor });
    assert.equal((await say("Ada")).json.code, "muted", "also who has left");
    assert.deepEqual(await left(), [], "restricted people are in another list");
    await board.owner.moderate("unmute", { visitor });
    await board.join("Ada", 9);
    assert.deepEqual(await left(), [], "who is back is here");
  });

  Deno.test(`${where}: a removed person is closed out on every way in, in the same browser, until an owner lets them back`, async () => {
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7), bob = await board.join("Bob", 8);
    await board.owner.moderate("remove", { person: 7 });
    assert.equal((await ada.closed).code, CLOSE.removed);
    const visitor = board.visitor("Ada");
    for (const [method, path] of [["GET", "/state"], ["GET", "/talk"], ["GET", "/board.json"], ["POST", "/talk"]]) {
      const { status, json } = await visitor.request(method, path);
      assert.deepEqual([path, status, json.code], [path, 403, "removed"]);
    }
    await using again = await Peer.connect(board.second.socketUrl(board.links.editor), {
      headers: { cookie: visitor.cookie },
    });
    assert.equal((await again.closed).code, CLOSE.removed);
    const poll = await new PollingPeer(board.second.origin, board.links.editor, { cookie: visitor.cookie }).poll();
    assert.equal(poll.code, "removed");
    draws(bob, "8.1");
    await bob.untilSaved();
    const { json } = await board.owner.request("GET", "/moderation");
    await board.owner.moderate("readmit", { visitor: json.restricted[0].visitor });
    assert.equal((await visitor.request("GET", "/state")).status, 200);
  });

  Deno.test(`${where}: a viewer's laser pointer is shown only while an owner allows it, and never when muted`, async () => {
    clocks.clear();
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7, board.links.viewer), bob = await board.join("Bob", 8);
    assert.ok(!await laserIsShown(board, ada, 7));
    assert.ok(await laserIsShown(board, bob, 8));
    await board.owner.moderate("openLaser");
    await ada.until((frame) => frame.kind === "notice" && frame.text.includes('"laser":true'));
    assert.ok(await laserIsShown(board, ada, 7));
    await board.owner.moderate("freeze");
    await bob.until(state(true));
    assert.ok(await laserIsShown(board, bob, 8), "also while the board is frozen");
    await board.owner.moderate("mute", { person: 7 });
    await ada.until((frame) => frame.kind === "notice" && frame.text === '{"frozen":true,"muted":false}');
    assert.ok(!await laserIsShown(board, ada, 7));
    await board.owner.moderate("closeLaser");
    await bob.until((frame) => frame.kind === "notice" && frame.text.includes('"laser":false'));
    assert.ok(!await laserIsShown(board, bob, 8));
    await board.owner.moderate("remove", { person: 7 });
    assert.equal((await ada.closed).code, CLOSE.removed);
  });

  Deno.test(`${where}: who brought everybody no longer does once the board is frozen, whatever their client does`, async () => {
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7);
    const state = { user: { name: "Ada", color: "red" }, together: { brings: 1 } };
    ada.send(encodeAwareness(awareness({ id: 7, clock: 2, state })));
    const shows = (brings: boolean, clock: number) => (frame: Frame) =>
      frame.kind === "awareness" &&
      readAwareness(frame.body).some(({ id, ...entry }) =>
        id === 7 && entry.clock === clock && JSON.stringify(entry.state).includes("brings") === brings
      );
    await board.olga.until(shows(true, 2));
    await board.owner.moderate("freeze");
    await board.olga.until(shows(false, 3));
    await using late = await Peer.join(board.first.socketUrl(board.links.viewer));
    await late.until(shows(false, 3));
  });

  Deno.test(`${where}: newcomers wait in the lobby until an owner lets them in; who was here stays`, async () => {
    await using board = await scene(instances);
    const ada = await board.join("Ada", 7);
    await board.owner.moderate("openLobby");
    draws(ada, "7.1");
    await ada.untilSaved();
    const bob = board.visitor("Bob");
    assert.deepEqual((await bob.request("GET", "/state")).json.code, "waiting");
    const asked = await bob.request("POST", "/lobby", { name: "Bob" });
    assert.deepEqual(asked.json, { standing: "waiting", isOwnerHere: true });
    await board.olga.until((frame) => frame.kind === "notice" && frame.text.includes('"waiting":1'));
    const { json } = await board.owner.request("GET", "/moderation");
    assert.deepEqual(json.waiting.map((each: { name: string }) => each.name), ["Bob"]);
    await board.owner.moderate("admit", { visitor: json.waiting[0].visitor });
    assert.deepEqual((await bob.request("POST", "/lobby", { name: "Bob" })).json, { standing: "in" });
    assert.equal((await bob.request("GET", "/state")).status, 200);

    const eve = board.visitor("Eve");
    await eve.request("POST", "/lobby", { name: "Eve" });
    const again = await board.owner.request("GET", "/moderation");
    await board.owner.moderate("refuse", { visitor: again.json.waiting[0].visitor });
    assert.equal((await eve.request("POST", "/lobby", { name: "Eve" })).json.code, "removed");
  });
}

/** Uses the laser pointer and waits until the owner gets what the peer sends next. @returns whether the laser was shown */
async function laserIsShown(board: Awaited<ReturnType<typeof scene>>, peer: Peer, id: number): Promise<boolean> {
  const clock = clocks.get(id) ?? 1;
  clocks.set(id, clock + 2);
  const from = board.olga.frames.length;
  const laser = { stroke: clock, last: 0, points: [1, 2] };
  peer.send(encodeAwareness(awareness({ id, clock: clock + 1, state: { together: { laser } } })));
  await peer.untilRead();
  peer.send(encodeAwareness(awareness({ id, clock: clock + 2, state: { end: clock } })));
  const texts = () =>
    board.olga.frames.slice(from).map((frame) =>
      frame.kind === "awareness" ? new TextDecoder().decode(frame.body) : ""
    );
  await board.olga.untilTrue(() => texts().some((text) => text.includes(`"end":${clock}`)));
  return texts().some((text) => text.includes(`"stroke":${clock}`));
}

const clocks = new Map<number, number>();

/** The strokes that a newcomer gets. */
async function late(board: Awaited<ReturnType<typeof scene>>): Promise<string[]> {
  await using peer = await Peer.join(board.first.socketUrl(board.links.viewer));
  return [...contents(peer.board).keys()];
}

Deno.test("the list tells what was done by whom, and only owners read it", async () => {
  await using board = await scene(1);
  const ada = await board.join("Ada", 7);
  await board.owner.moderate("mute", { person: 7 });
  await board.owner.moderate("freeze");
  const { json } = await board.owner.request("GET", "/moderation/done");
  assert.deepEqual(
    json.entries.map(({ number, name, action, about }: Record<string, unknown>) => [number, name, action, about]),
    [[2, "olga", "freeze", undefined], [1, "olga", "mute", "Ada"]],
  );
  for (const path of ["/moderation", "/moderation/done"]) {
    assert.equal((await board.visitor("Ada").request("GET", path)).status, 404);
  }
  assert.equal((await board.visitor("Ada").request("POST", "/moderation", { action: "thaw" })).status, 404);
  await ada.until(state(true, true));
});

Deno.test("visitors that one address makes up do not keep others out of the lobby for ever", async () => {
  await using board = await scene(1);
  await board.owner.moderate("openLobby");
  const ask = (name: string) => board.visitor(name).request("POST", "/lobby", { name });
  for (let i = 0; i < WAITING_PER_ADDRESS_MAX; i++) assert.equal((await ask(`Guest${i}`)).status, 200);
  assert.equal((await ask("OneMore")).json.code, "boardFull");
  assert.equal((await ask("Guest0")).json.standing, "waiting");
});

Deno.test("bad requests get a clear code, and owners cannot be removed", async () => {
  await using board = await scene(1);
  board.olga.send(encodeAwareness(awareness({ id: 3, clock: 1, state: { user: { name: "Olga", color: "red" } } })));
  await board.olga.until((frame) => frame.kind === "awareness");
  const code = async (body: object) => (await board.owner.request("POST", "/moderation", body)).json.code;
  assert.equal(await code({}), "badRequest");
  assert.equal(await code({ action: "explode" }), "badRequest");
  assert.equal(await code({ action: "mute" }), "badRequest");
  assert.equal(await code({ action: "mute", person: 99 }), "noSuchPerson");
  assert.equal(await code({ action: "mute", visitor: "nobody" }), "noSuchPerson");
  assert.equal(await code({ action: "remove", person: 3 }), "ownerHere");
});
