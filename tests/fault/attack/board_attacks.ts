import * as Y from "yjs";
import { encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import { again, ask, atOnce, type Attack, fill, open, ownBoard, pause, send, type Target, write } from "./attack.ts";

const MEGABYTE = 1_000_000;

function noise(bytes: number): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(made.subarray(at, at + 65_536));
  return made;
}

/** Keys in pieces of 10,000 that never merge. */
function* keys(count: number): Generator<(doc: Y.Doc) => void> {
  for (let from = 0; from < count; from += 10_000) {
    yield (doc) => {
      for (let i = from; i < Math.min(count, from + 10_000); i++) doc.getMap("shapes").set(`k${i}`, i);
    };
  }
}

function* megabytes(count: number): Generator<(doc: Y.Doc) => void> {
  for (let i = 0; i < count; i++) yield (doc) => doc.getMap("shapes").set(`m${i}`, noise(MEGABYTE));
}

/** Values that take many times their bytes in memory. */
function* emptyObjects(count: number): Generator<(doc: Y.Doc) => void> {
  for (let i = 0; i < count; i++) {
    yield (doc) => doc.getMap("shapes").set(`e${i}`, Array.from({ length: 1_500_000 }, () => ({})));
  }
}

const LOOK = { color: "black", width: 1, dash: "solid", order: "a0" };

/** Prepares the attacker's own board once, then repeats a request. */
function withBoard(
  pieces: () => Iterable<(doc: Y.Doc) => void>,
  attack: (links: BoardLinks["links"]) => Attack,
): Attack {
  return async (target, goesOn) => {
    const links = await ownBoard(target);
    if (!links) return 0;
    const filled = await fill(target, links.editor, { pieces: pieces(), goesOn });
    return filled + await attack(links)(target, goesOn);
  };
}

function* hatches(): Generator<(doc: Y.Doc) => void> {
  yield (doc) => {
    const geo = { ...LOOK, kind: "geo", form: "rectangle", x: 0, y: 0, w: 1e7, h: 1e7, fill: "hatch" };
    doc.getMap("shapes").set("h.1", geo);
    doc.getMap("shapes").set("h.2", { ...geo, width: 0.1, dash: "sketch" });
  };
}

function* notes(): Generator<(doc: Y.Doc) => void> {
  for (let i = 0; i < 500; i++) {
    yield (doc) => {
      const [x, y] = [i % 25 * 300, Math.floor(i / 25) * 300];
      doc.getMap("shapes").set(`n.${i}`, { ...LOOK, kind: "note", x, y, w: 200, h: 200, size: "m", font: "hand" });
      doc.getText(`text/n.${i}`).insert(0, "wörd ".repeat(960));
    };
  }
}

/** Structs of deleted content, 2²⁴ long each, which Yjs merges into one. */
function collected(clock: number): Uint8Array<ArrayBuffer> {
  const number = (value: number): number[] =>
    value < 128 ? [value] : [value % 128 + 128, ...number(Math.floor(value / 128))];
  return new Uint8Array([1, 1, ...number(7), ...number(clock), 0, ...number(2 ** 24), 0]);
}

async function collect(target: Target): Promise<void> {
  const links = await ownBoard(target);
  if (!links) return await pause(20);
  const socket = await open(target, links.editor);
  for (let i = 0; i < 3; i++) await send(socket, encodeSync(SYNC.update, collected(i * 2 ** 24)));
  socket.close();
  for (const _ of "ab") (await open(target, links.viewer)).close();
}

/** One update that depends on missing structs, and then as many updates as the server keeps until those arrive. */
const held: Attack = async (target, goesOn) => {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("x.1", 1);
  let count = 0;
  while (goesOn()) {
    const socket = await open(target);
    for (let i = 0; i < 10 && goesOn(); i++) {
      const before = Y.encodeStateVector(doc);
      doc.getMap("shapes").set("x.2", noise(i === 0 ? 1 : 3 * MEGABYTE));
      if (!await send(socket, encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc, before)))) break;
      count++;
    }
    // It is kept only while the connection is open.
    for (let i = 0; i < 100 && goesOn() && socket.readyState === WebSocket.OPEN; i++) await pause(50);
    socket.close();
    await pause(20);
  }
  return count;
};

/** A large board of the attacker that is always open: a disconnected client reconnects. */
const live: Attack = async (target, goesOn) => {
  const links = await ownBoard(target);
  if (!links) return 0;
  let count = 0;
  for (; goesOn(); await pause(20)) {
    const socket = await open(target, links.editor);
    count += await write(socket, { pieces: megabytes(12), goesOn });
    while (goesOn() && socket.readyState === WebSocket.OPEN) await pause(50);
    socket.close();
  }
  return count;
};

/** Stored boards without sessions, loaded one after the other. */
const cold = (method: string): Attack => async (target, goesOn) => {
  const slugs: string[] = [];
  let count = 0;
  while (goesOn()) {
    const links = slugs.length < 60 ? await ownBoard(target) : undefined;
    if (links) {
      count += await fill(target, links.editor, { pieces: keys(40_000), goesOn });
      slugs.push(links.viewer);
    }
    for (const slug of slugs) {
      if (!goesOn()) break;
      await ask(target, `/api/boards/${slug}/state`, { method });
      count++;
    }
    await pause(5);
  }
  return count;
};

const picture = (links: { viewer: string }) =>
  again((target) => ask(target, `/api/boards/${links.viewer}/board.svg?x=${crypto.randomUUID()}`));

export const BOARD_ATTACKS: ReadonlyMap<string, Attack> = new Map([
  ["hatch bomb", withBoard(hatches, picture)],
  [
    "a million structs",
    withBoard(() => keys(1_020_000), (links) => again(async (target) => (await open(target, links.viewer)).close())),
  ],
  ["collected structs", again(collect)],
  ["large pictures", withBoard(notes, picture)],
  ["pending pieces", atOnce(12, held)],
  ["live boards", atOnce(4, live)],
  [
    "empty objects",
    withBoard(
      () => emptyObjects(8),
      (links) => again(async (target) => (await open(target, links.viewer)).close()),
    ),
  ],
  ["cold boards by HEAD", cold("HEAD")],
  ["cold boards by GET", cold("GET")],
  [
    "state by 20 clients",
    withBoard(
      () => keys(10_000),
      ({ viewer }) => atOnce(20, again((target) => ask(target, `/api/boards/${viewer}/state`))),
    ),
  ],
  ["unread answers", withBoard(() => megabytes(12), ({ viewer }) => unread(`/api/boards/${viewer}/state`))],
  ["unread pictures", withBoard(hatches, ({ viewer }) => unread(`/api/boards/${viewer}/board.svg`))],
]);

/** Sends requests on new connections and never reads the responses. */
function unread(path: string): Attack {
  return async (target, goesOn) => {
    const { hostname, port, host } = new URL(target.origin);
    const forwarded = target.from ? `X-Forwarded-For: ${target.from}\r\n` : "";
    const request = new TextEncoder().encode(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${forwarded}\r\n`);
    const connections: Deno.TcpConn[] = [];
    while (goesOn()) {
      if (connections.length < 150) {
        const connection = await Deno.connect({ hostname, port: Number(port) }).catch(() => undefined);
        await connection?.write(request).catch(() => {});
        if (connection) connections.push(connection);
      }
      await pause(20);
    }
    for (const connection of connections) connection.close();
    return connections.length;
  };
}
