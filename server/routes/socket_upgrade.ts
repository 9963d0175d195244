import { Hono } from "hono";
import { errorResponse } from "../http/error_response.ts";
import { CLOSE, SUBPROTOCOL } from "../../board/wire/protocol.ts";
import { type Access, type Authorize, linkPrincipal } from "../access/authorization.ts";
import { type ConnectionOptions, openConnection, type Refusal } from "./socket_connection.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import type { Client } from "../http/client_address.ts";
import { withUniformTiming } from "../http/uniform_timing.ts";
import { isFromOwnPage } from "../http/own_page.ts";
import { LoadRefused } from "../relay/board_loads.ts";
import { closeStream } from "./forwarded_socket.ts";
import type { SocketForwarding } from "./socket_forwarding.ts";
import type { Lease, RoomRegistry } from "../relay/room_registry.ts";
import { CAN_TERMINATE } from "../session/terminate.ts";
import type { BoardId } from "../store/board_store.ts";
import { type AdmissionCause, refusedAdmission } from "./refused_admission.ts";

/**
 * Deno's idle timeout, seconds; 0 is off. Rooms detect dead connections themselves: Deno's timer restarts with every
 * message and keeps the whole request in memory. It is needed only where `terminate` cannot end a dead connection.
 */
const IDLE_TIMEOUT_S = CAN_TERMINATE ? 0 : 30;

/** Connections whose link opens nothing are counted together, as if on one board. */
const NO_BOARD = "";

const NO_ROOM: Refusal = {
  code: CLOSE.tryAgain,
  reason: "the server cannot open more boards at the moment",
  cause: "memory is short",
};

const HINDRANCES: Readonly<Record<NonNullable<Access["hindrance"]>, Refusal>> = {
  removed: { code: CLOSE.removed, reason: "an owner has removed you for some time", cause: "moderation" },
  waiting: { code: CLOSE.waiting, reason: "an owner has to let you in first", cause: "moderation" },
};

/** The only version of the WebSocket protocol (RFC 6455 §4.1). */
const VERSION = "13";
/** 16 bytes in base64. */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

export interface SocketUpgradeOptions extends ConnectionOptions {
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  /** True once the server is shutting down. */
  readonly isLeaving: () => boolean;
  /** True while memory is short. */
  readonly isTight: () => boolean;
  /** Undefined: this is the only instance. */
  readonly forwarding?: SocketForwarding | undefined;
}

/** `GET /ws/:slug`: the WebSocket of a board. */
export function socketRoutes(options: SocketUpgradeOptions): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/:slug", (c) => {
    const { client, visitor, isForwarded } = requestInfo(c);
    const forwarding = isForwarded ? undefined : options.forwarding;
    return upgrade(c.req.raw, client, c.req.param("slug"), { ...options, forwarding, isForwarded, visitor });
  });
  return routes;
}

/**
 * `/ws/<slug>`: admission, link and board are settled before the socket exists, so no frame can arrive too early. A
 * wrong link gets a socket that closes with a final code: a browser hides the status of a refused upgrade from the
 * page, which would then retry forever.
 */
async function upgrade(
  request: Request,
  client: Client,
  slug: string,
  options: SocketUpgradeOptions & { readonly isForwarded: boolean; readonly visitor: string },
): Promise<Response> {
  const isUpgrade = request.method === "GET" && request.headers.get("upgrade")?.toLowerCase() === "websocket";
  if (!isUpgrade) return errorResponse("needsWebSocket", { headers: { upgrade: "websocket" } });
  const { rooms, authorize, isLeaving, admission, refusals, isTight, forwarding, isForwarded, visitor } = options;
  if (!isFromOwnPage(request)) {
    refusals.count("origin");
    return errorResponse("foreignPage");
  }
  if ((request.headers.get("sec-websocket-version") ?? VERSION) !== VERSION) {
    return errorResponse("wrongVersion", { headers: { "sec-websocket-version": VERSION } });
  }
  if (isLeaving()) return errorResponse("restarting");

  const entered = isTight() ? "memory is short" : admission.enterSocket(client);
  if (typeof entered === "string") return refuseFull(entered, options);
  using held = new DisposableStack();
  const socketAdmission = held.use(entered);
  const found = await withUniformTiming(() => viewing(authorize, slug, visitor));
  const access = found?.hindrance ? undefined : found;
  const full = socketAdmission.enterBoard(found?.board ?? NO_BOARD);
  if (full) return refuseFull(full, options);
  const isExtended =
    request.headers.get("sec-websocket-protocol")?.split(",").some((name) => name.trim() === SUBPROTOCOL) ?? false;
  const protocol = isExtended ? SUBPROTOCOL : undefined;
  const other = access && await forwarding?.open(access.board, request, { client, protocol });
  if (other === "refused") return refuseFull("instance is full", options);
  if (other) held.defer(() => closeStream(other));
  const lease = access && !other ? await load(access.board, client, rooms) : undefined;
  if (lease) held.defer(lease.release);
  if (socketAdmission.isEvicted) return refuseFull("evicted", options);

  const accepted = accept(request, { protocol, idleTimeout: IDLE_TIMEOUT_S });
  if (accepted === undefined) return errorResponse("badHandshake");
  if (other) {
    forwarding!.connect(accepted.socket, other, { socketAdmission, held: held.move() });
    return accepted.response;
  }
  const membership = {
    access,
    room: lease?.room,
    refusal: found?.hindrance ? HINDRANCES[found.hindrance] : access && !lease ? NO_ROOM : undefined,
    isExtended,
    isForwarded,
  };
  openConnection(accepted.socket, { ...membership, socketAdmission, held: held.move() }, options);
  return accepted.response;
}

/** Undefined when the link opens no board. A visitor who may not come in is told so. */
async function viewing(authorize: Authorize, slug: string, visitor: string): Promise<Access | undefined> {
  const access = await authorize(linkPrincipal(slug, visitor));
  return access?.rights.view || access?.hindrance ? access : undefined;
}

/** Undefined when the board cannot be loaded now. */
async function load(board: BoardId, client: Client, rooms: RoomRegistry): Promise<Lease | undefined> {
  try {
    return await rooms.acquire(board, client, { isConnection: true });
  } catch (error) {
    if (error instanceof LoadRefused) return undefined;
    throw error;
  }
}

/** Undefined when the handshake is incomplete. */
function accept(request: Request, options: Deno.UpgradeWebSocketOptions): Deno.WebSocketUpgrade | undefined {
  if (!KEY.test(request.headers.get("sec-websocket-key") ?? "")) return undefined;
  try {
    return Deno.upgradeWebSocket(request, options);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refuseFull(cause: AdmissionCause, { refusals }: SocketUpgradeOptions): Response {
  refusals.count(cause);
  const { code, ...options } = refusedAdmission(cause);
  return errorResponse(code, options);
}
