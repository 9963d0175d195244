import * as Y from "yjs";
import { encodeAwareness, encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { EndlessMessage } from "../../support/peer/endless_message.ts";
import { seeded } from "../../support/random.ts";
import { StuckReader } from "../../support/peer/stuck_reader.ts";
import { type Attack, headersOf, open, pause, type Target } from "./attack.ts";

/** Sends frames on a new connection whenever the last one was closed, after most earlier frames have left. */
function stream(frame: (n: number) => Uint8Array<ArrayBuffer>, atOnce: number): Attack {
  return async (target, goesOn) => {
    let [count, socket] = [0, await open(target)];
    while (goesOn()) {
      if (socket.readyState !== WebSocket.OPEN) socket = await open(target);
      for (let i = 0; i < atOnce && socket.readyState === WebSocket.OPEN; i++) socket.send(frame(count++));
      do await pause(1); while (socket.bufferedAmount > 4_000_000 && goesOn());
    }
    socket.close();
    return count;
  };
}

function requests(make: (target: Target, n: number) => [string, RequestInit]): Attack {
  return async (target, goesOn) => {
    let count = 0;
    const one = async () => {
      while (goesOn()) {
        const [url, init] = make(target, count++);
        const headers = { ...headersOf(target), ...init.headers as Record<string, string> };
        const response = await fetch(url, { ...init, headers }).catch(() => undefined);
        await response?.body?.cancel();
      }
    };
    await Promise.all(Array.from({ length: 4 }, one));
    return count;
  };
}

const UPGRADE = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
};

/** A frame that depends on missing structs. */
function gapped(n: number): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("x.1", n);
  const before = Y.encodeStateVector(doc);
  doc.getMap("shapes").set("x.2", n);
  return encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc, before));
}

const random = seeded(1);

/** Attacks that the server has withstood from the start. */
export const CLASSIC_ATTACKS: ReadonlyMap<string, Attack> = new Map<string, Attack>([
  ["frame flood", stream(() => encodeSync(SYNC.update, new Uint8Array([0, 0])), 2_000)],
  ["presence spoofing", stream((n) => encodeAwareness(awareness({ id: random.below(2 ** 32), clock: n + 1 })), 20)],
  [
    "awareness bloat",
    stream(
      (n) => encodeAwareness(awareness(...Array.from({ length: 3_000 }, (_, i) => ({ id: n * 3_000 + i, clock: 1 })))),
      2,
    ),
  ],
  ["gapped updates", stream(gapped, 50)],
  ["slow reader", async (target, goesOn) => {
    const readers: StuckReader[] = [];
    while (goesOn()) {
      const reader = readers.length < 30 &&
        await StuckReader.join(target.origin, target.slug, target.from).catch(() => undefined);
      if (reader) readers.push(reader);
      await pause(50);
    }
    for (const reader of readers) reader[Symbol.dispose]();
    return readers.length;
  }],
  ["connection flood", async (target, goesOn) => {
    let count = 0;
    const one = async () => {
      for (; goesOn(); count++) (await open(target)).close();
    };
    await Promise.all(Array.from({ length: 20 }, one));
    return count;
  }],
  ["link guessing", requests(({ origin }, n) => [`${origin}/api/boards/${String(n).padStart(22, "A")}/state`, {}])],
  [
    "cross-origin upgrade",
    requests((
      { origin, slug },
    ) => [`${origin}/ws/${slug}`, { headers: { ...UPGRADE, origin: "http://evil.example" } }]),
  ],
  [
    "oversized HTTP",
    requests(({ origin }) => [`${origin}/api/boards`, { method: "POST", body: new Uint8Array(2_000_000) }]),
  ],
  ["slow HTTP", async ({ origin }, goesOn) => {
    const { hostname, port } = new URL(origin);
    const slow: Deno.TcpConn[] = [];
    while (goesOn()) {
      if (slow.length < 200) slow.push(await Deno.connect({ hostname, port: Number(port) }));
      for (const connection of slow) await connection.write(new TextEncoder().encode("G")).catch(() => {});
      await pause(20);
    }
    for (const connection of slow) connection.close();
    return slow.length;
  }],
  ["unfinished fragments", unfinished({ sockets: 1 })],
  ["unfinished, 50 at once", unfinished({ sockets: 50 })],
  ["unfinished, no link", unfinished({ sockets: 1, slug: "A".repeat(22) })],
]);

/**
 * Endless messages in pieces of 64 KiB on bare connections, invisible to every script of the server. A terminated peer
 * reconnects; a peer that only gets a close frame continues.
 */
function unfinished({ sockets, slug }: { sockets: number; slug?: string }): Attack {
  return async (target, goesOn) => {
    let count = 0;
    const one = async () => {
      while (goesOn()) {
        const endless = await EndlessMessage.begin({ ...target, slug: slug ?? target.slug }).catch(() => undefined);
        for (; goesOn() && await endless?.goOn(); count++);
        endless?.[Symbol.dispose]();
        await pause(1);
      }
    };
    await Promise.all(Array.from({ length: sockets }, one));
    return count;
  };
}
