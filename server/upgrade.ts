import { systemClock } from "../board/clock.ts";
import { CLOSE, SUBPROTOCOL } from "../board/protocol.ts";
import type { Doorkeeper } from "./access.ts";
import { onArrival } from "./load/arrivals.ts";
import { clientAddress } from "./client_address.ts";
import type { Crowd, Place } from "./crowd.ts";
import { evenly } from "./even_refusals.ts";
import { isOwnOrigin } from "./origin.ts";
import type { Proxies } from "./proxies.ts";
import type { Refusals } from "./relay/refusals.ts";
import { receive, sizeOf } from "./relay/gate.ts";
import type { LinkWatch } from "./relay/link_watch.ts";
import type { Registry } from "./relay/registry.ts";
import { Session } from "./relay/session.ts";
import type { Tally } from "./relay/tally.ts";
import type { Roll } from "./roll.ts";
import { CAN_SEVER, sever } from "./sever.ts";

/** An accepted upgrade that never opens gives its hold on the room back after this. */
const OPENING_MS = 10_000;

/**
 * Who is still there is found out by the rooms: a timer a socket begins anew with every message, and keeps the whole
 * request in memory. Where a dead connection cannot be ended otherwise, the runtime has to, seconds.
 */
const IDLE_TIMEOUT_S = CAN_SEVER ? 0 : 30;

/** Where those are counted whose link opens nothing. */
const NO_BOARD = "";

export interface Door {
  readonly rooms: Registry;
  readonly find: Doorkeeper;
  readonly watch: LinkWatch;
  /** True once the server is going away. */
  readonly isLeaving: () => boolean;
  readonly crowd: Crowd;
  readonly roll: Roll;
  readonly refusals: Refusals;
  readonly tally?: Tally;
  /** True while memory is short. */
  readonly isTight: () => boolean;
  /** Addresses whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: Proxies;
}

/**
 * `/ws/<slug>`: who may come in is settled, and the board loaded, before the socket exists; so no frame can come too
 * early. A wrong link gets a socket that closes with a final code, as a browser is not told the status of a refused
 * upgrade and would try for ever.
 */
export async function upgrade(request: Request, remote: string, slug: string, door: Door): Promise<Response> {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refuse(426, "this address is for WebSockets", { upgrade: "websocket" });
  }
  const { isLeaving, crowd, refusals, isTight, trustedProxies } = door;
  if (!isOwnOrigin(request)) {
    refusals.count("origin");
    return refuse(403, "this page may not open a board here");
  }
  if (isLeaving()) return refuse(503, "the server is restarting", { "retry-after": "1" });
  const place = isTight() ? "memory is short" : crowd.enter(clientAddress(request, remote, trustedProxies));
  if (typeof place === "string") {
    refusals.count(place);
    return refuse(503, "there are too many connections at the moment", { "retry-after": "5" });
  }
  try {
    return await admit(request, slug, { ...door, place });
  } catch (error) {
    place.leave();
    throw error;
  }
}

/** Takes over the place: whatever comes of it gives it back. */
async function admit(request: Request, slug: string, door: Door & { place: Place }): Promise<Response> {
  const { rooms, find, watch, refusals, tally, place, roll } = door;
  const offered = request.headers.get("sec-websocket-protocol")?.split(",").map((name) => name.trim()) ?? [];
  const extended = offered.includes(SUBPROTOCOL);
  const options = { protocol: extended ? SUBPROTOCOL : undefined, idleTimeout: IDLE_TIMEOUT_S };

  const access = await evenly(() => find(slug));
  const full = place.sit(access?.board ?? NO_BOARD);
  if (full) {
    place.leave();
    refusals.count(full);
    const why = full === "banished" ? "too many messages came from here" : "there are too many people on this board";
    return refuse(503, why, { "retry-after": "5" });
  }
  const common = { extended, clock: systemClock, refusals, tally, onFlood: () => place.banish() };
  if (access === undefined) {
    const accepted = accept(request, options);
    if (accepted === undefined) {
      place.leave();
      return refuse(400, NO_HANDSHAKE);
    }
    const { socket, response } = accepted;
    const session = new Session(socket, { ...common, role: "viewer", sever: () => sever(socket) });
    socket.onopen = () => {
      roll.add(session);
      session.refuse(CLOSE.noSuchLink, "this link does not open a board", "wrong link");
    };
    onArrival(socket, () => session.arrived());
    socket.onmessage = ({ data }) => session.ignored(sizeOf(data));
    socket.onclose = () => {
      session.gone();
      roll.delete(session);
      place.leave();
    };
    return response;
  }

  const { room, release } = await rooms.acquire(access.board);
  try {
    const accepted = accept(request, options);
    if (accepted === undefined) {
      release();
      place.leave();
      return refuse(400, NO_HANDSHAKE);
    }
    const { socket, response } = accepted;
    socket.binaryType = "arraybuffer";
    const session = new Session(socket, {
      ...common,
      clock: room.clock,
      role: access.role,
      sever: () => sever(socket),
    });
    const unwatch = watch.watch(session, access);
    let isLate = false;
    // Forgotten once it is open, as everything here is kept for as long as the socket is. For the same reason there are
    // listeners, which cost half of what `onmessage` and its kind do.
    let opening: ReturnType<typeof setTimeout> | undefined = setTimeout(() => {
      isLate = true;
      unwatch();
      release();
      place.leave();
    }, OPENING_MS);
    const opened = () => {
      clearTimeout(opening);
      opening = undefined;
    };
    socket.addEventListener("open", () => {
      opened();
      roll.add(session);
      // Without a hold on it the room may have been unloaded.
      if (isLate) session.close(CLOSE.tryAgain, "the connection took too long to open");
      else room.join(session);
    }, { once: true });
    onArrival(socket, () => session.arrived());
    socket.addEventListener("message", ({ data }) => receive(room, session, data));
    // An error needs no listener: `close` follows.
    socket.addEventListener("close", () => {
      opened();
      session.gone();
      unwatch();
      roll.delete(session);
      room.leave(session);
      release();
      place.leave();
    });
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
