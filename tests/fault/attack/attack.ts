import * as Y from "yjs";
import { encodeSync, SUBPROTOCOL, SYNC } from "../../../board/wire/protocol.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";

export interface Target {
  /** A server of the test, on this machine. */
  readonly origin: string;
  /** Links to a board on which honest people draw. */
  readonly slug: string;
  readonly viewer: string;
  readonly ms: number;
  /** The awareness id of an honest person. */
  readonly victim: number;
  /** The attacker's address in `X-Forwarded-For`, as from a trusted proxy. */
  readonly from?: string;
}

/** A client of the server, and its address; undefined: that of this machine. */
export type Client = Pick<Target, "origin" | "from">;

/** Attacks until the time is up. @returns the number of strikes */
export type Attack = (target: Target, goesOn: () => boolean) => Promise<number>;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function headersOf({ from }: Client): Record<string, string> {
  return from === undefined ? {} : { "x-forwarded-for": from };
}

/** A WebSocket with request headers, which browser types lack. */
const HeaderSocket = WebSocket as unknown as new (
  url: string,
  options: { protocols: string[]; headers: Record<string, string> },
) => WebSocket;

/** Opens a socket. @returns the socket, even if it was refused */
export function open(client: Target): Promise<WebSocket>;
export function open(client: Client, slug: string): Promise<WebSocket>;
export function open(client: Client & Partial<Target>, slug = client.slug): Promise<WebSocket> {
  const url = `${client.origin.replace("http", "ws")}/ws/${slug}`;
  const socket = new HeaderSocket(url, { protocols: [SUBPROTOCOL], headers: headersOf(client) });
  socket.binaryType = "arraybuffer";
  return new Promise((resolve) => {
    socket.onopen = () => resolve(socket);
    socket.onerror = () => resolve(socket);
  });
}

/** Sends a frame after most earlier ones have left. @returns false when the socket is closed */
export async function send(socket: WebSocket, frame: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (socket.readyState !== WebSocket.OPEN) return false;
  socket.send(frame);
  while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > 4_000_000) await pause(1);
  return socket.readyState === WebSocket.OPEN;
}

/** Sends a request and reads the whole response, unless told otherwise. @returns the status; 0 without a response */
export async function ask(client: Client, path: string, init: RequestInit = {}): Promise<number> {
  const headers = { ...headersOf(client), ...init.headers as Record<string, string> };
  try {
    const response = await fetch(client.origin + path, { ...init, headers });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}

/** Creates a board for the attacker. @returns undefined when the server refuses */
export async function ownBoard(target: Target): Promise<BoardLinks["links"] | undefined> {
  const response = await fetch(`${target.origin}/api/boards`, { method: "POST", headers: headersOf(target) })
    .catch(() => undefined);
  if (response?.status === 201) return (await response.json() as BoardLinks).links;
  await response?.body?.cancel();
}

interface Filling {
  readonly pieces: Iterable<(doc: Y.Doc) => void>;
  readonly goesOn: () => boolean;
}

/** Writes pieces to a board while `goesOn`, and leaves. @returns the number of pieces */
export async function fill(target: Target, slug: string, filling: Filling): Promise<number> {
  const socket = await open(target, slug);
  const count = await write(socket, filling);
  socket.close();
  return count;
}

/** Writes pieces while `goesOn`. @returns the number of pieces */
export async function write(socket: WebSocket, { pieces, goesOn }: Filling): Promise<number> {
  let count = 0;
  for (const piece of pieces) {
    const doc = new Y.Doc();
    doc.transact(() => piece(doc));
    if (!goesOn() || !await send(socket, encodeSync(SYNC.update, Y.encodeStateAsUpdate(doc)))) break;
    count++;
    await pause(0);
  }
  // Everything that was sent is read before the close frame.
  while (goesOn() && socket.readyState === WebSocket.OPEN && socket.bufferedAmount > 0) await pause(5);
  return count;
}

/** Runs an attack several times concurrently. */
export function atOnce(count: number, attack: Attack): Attack {
  return async (target, goesOn) => {
    const counts = await Promise.all(Array.from({ length: count }, () => attack(target, goesOn)));
    return counts.reduce((sum, each) => sum + each, 0);
  };
}

/** Repeats an action; after a failure it waits a moment. */
export function again(once: (target: Target, n: number) => Promise<unknown>): Attack {
  return async (target, goesOn) => {
    let count = 0;
    while (goesOn()) {
      await once(target, count++).catch(() => {});
      await pause(1);
    }
    return count;
  };
}
