import { systemClock } from "../board/clock.ts";
import { CLOSE, SUBPROTOCOL } from "../board/protocol.ts";
import type { Doorkeeper } from "./access.ts";
import { isOwnOrigin } from "./origin.ts";
import { receive } from "./relay/gate.ts";
import type { LinkWatch } from "./relay/link_watch.ts";
import type { Registry } from "./relay/registry.ts";
import { Session } from "./relay/session.ts";

/** An accepted upgrade that never opens gives its hold on the room back after this. */
const OPENING_MS = 10_000;

/** Pings keep proxies from closing a quiet socket; a peer that does not answer for so long is gone, seconds. */
const IDLE_TIMEOUT_S = 30;

export interface Door {
  readonly rooms: Registry;
  readonly find: Doorkeeper;
  readonly watch: LinkWatch;
  /** True once the server is going away. */
  readonly isLeaving: () => boolean;
}

/**
 * `/ws/<slug>`: who may come in is settled, and the board loaded, before the socket exists; so no frame can come too
 * early. A wrong link gets a socket that closes with a final code, as a browser is not told the status of a refused
 * upgrade and would try for ever.
 */
export async function upgrade(
  request: Request,
  slug: string,
  { rooms, find, watch, isLeaving }: Door,
): Promise<Response> {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refuse(426, "this address is for WebSockets", { upgrade: "websocket" });
  }
  if (!isOwnOrigin(request)) return refuse(403, "this page may not open a board here");
  if (isLeaving()) return refuse(503, "the server is restarting", { "retry-after": "1" });
  const offered = request.headers.get("sec-websocket-protocol")?.split(",").map((name) => name.trim()) ?? [];
  const extended = offered.includes(SUBPROTOCOL);
  const options = { protocol: extended ? SUBPROTOCOL : undefined, idleTimeout: IDLE_TIMEOUT_S };

  const access = await find(slug);
  if (access === undefined) {
    const accepted = accept(request, options);
    if (accepted === undefined) return refuse(400, NO_HANDSHAKE);
    const { socket, response } = accepted;
    const session = new Session(socket, { role: "viewer", extended, clock: systemClock });
    socket.onopen = () => session.refuse(CLOSE.noSuchLink, "this link does not open a board");
    socket.onmessage = () => session.ignored();
    socket.onerror = () => {};
    return response;
  }

  const { room, release } = await rooms.acquire(access.board);
  try {
    const accepted = accept(request, options);
    if (accepted === undefined) {
      release();
      return refuse(400, NO_HANDSHAKE);
    }
    const { socket, response } = accepted;
    socket.binaryType = "arraybuffer";
    const session = new Session(socket, { role: access.role, extended, clock: systemClock });
    const unwatch = watch.watch(session, access);
    let isLate = false;
    const opening = setTimeout(() => {
      isLate = true;
      unwatch();
      release();
    }, OPENING_MS);
    socket.onopen = () => {
      clearTimeout(opening);
      // Without a hold on it the room may have been unloaded.
      if (isLate) session.close(CLOSE.tryAgain, "the connection took too long to open");
      else room.join(session);
    };
    socket.onmessage = ({ data }) => receive(room, session, data);
    socket.onerror = () => {}; // `close` follows
    socket.onclose = () => {
      clearTimeout(opening);
      unwatch();
      room.leave(session);
      release();
    };
    return response;
  } catch (error) {
    release();
    throw error;
  }
}

const NO_HANDSHAKE = "the WebSocket handshake is incomplete";

/** Undefined when the request is no complete handshake. */
function accept(request: Request, options: Deno.UpgradeWebSocketOptions): Deno.WebSocketUpgrade | undefined {
  try {
    return Deno.upgradeWebSocket(request, options);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refuse(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers });
}
