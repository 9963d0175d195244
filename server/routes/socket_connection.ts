import { type Clock, systemClock } from "../../board/clock.ts";
import { DIRECT_BYTES_MAX } from "../../board/limits.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { Access } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import type { SocketAdmission } from "../admission/socket_admission.ts";
import { admittedSession } from "./admitted_session.ts";
import { onFrame } from "../session/frame_listener.ts";
import { receive, sizeOf } from "../relay/message_validation.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { ModerationWatch } from "../relay/moderation/moderation_watch.ts";
import type { Cause, Refusals } from "../session/refusals.ts";
import type { Room } from "../relay/room.ts";
import type { TrafficCounters } from "../session/traffic_counters.ts";
import type { OpenSessions } from "../session/open_sessions.ts";
import { CAN_TERMINATE, terminate } from "../session/terminate.ts";

/** An accepted upgrade that has not opened after this releases what it holds, ms. */
const OPENING_MS = 10_000;

export interface ConnectionOptions {
  readonly admission: Admission;
  readonly watch: LinkWatch;
  readonly moderationWatch: Pick<ModerationWatch, "watch">;
  readonly openSessions: OpenSessions;
  readonly refusals: Refusals;
  readonly traffic?: TrafficCounters;
  readonly clock?: Clock;
}

/** A refusal that the page sees: a browser hides the status of a refused upgrade from it. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly cause: Cause;
}

const WRONG_LINK: Refusal = {
  code: CLOSE.noSuchLink,
  reason: "this link does not open a board",
  cause: "wrong link",
};

export interface Admitted {
  /** Undefined when the link opens nothing. */
  readonly access: Access | undefined;
  readonly room: Room | undefined;
  /** Why there is no room. Default: the link opens nothing. */
  readonly refusal?: Refusal | undefined;
  /** True when the peer negotiated our own frame kinds. */
  readonly isExtended: boolean;
  /** True when another instance passes the connection on. */
  readonly isForwarded?: boolean;
  readonly socketAdmission: SocketAdmission;
  /** Everything the connection holds. It is released once, however the connection ends. */
  readonly held: DisposableStack;
}

/**
 * Connects an accepted socket to its room. A handshake that is reset before it opens fires an `error` event without a
 * `close` event, or no event at all. In the latter case the timer releases what the connection holds.
 */
export function openConnection(socket: WebSocket, admitted: Admitted, options: ConnectionOptions): void {
  const { access, room, refusal = WRONG_LINK, isExtended, isForwarded = false, socketAdmission, held } = admitted;
  const { watch, moderationWatch, openSessions, refusals, traffic, admission, clock = systemClock } = options;
  socket.binaryType = "arraybuffer";
  const session = admittedSession(socket, {
    access,
    isExtended,
    isForwarded,
    socketAdmission,
    admission,
    refusals,
    traffic,
    clock: room?.clock ?? clock,
    terminate: () => terminate(socket),
  });
  if (access) {
    held.defer(watch.watch(session, access));
    held.defer(moderationWatch.watch(session, access.board));
  }
  const opened = clock.after(OPENING_MS, () => held.dispose());
  const ended = () => {
    opened();
    openSessions.delete(session);
    session.gone(() => {
      room?.leave(session);
      held.dispose();
    });
  };
  // Listeners take half the memory of `onmessage` and its siblings, and they live as long as the socket.
  socket.addEventListener("open", () => {
    opened();
    openSessions.add(session);
    // The lease was released, so the room may have been unloaded.
    if (held.disposed) session.close(CLOSE.tryAgain, "the connection took too long to open");
    else if (room) room.join(session);
    else session.refuse(refusal.code, refusal.reason, refusal.cause);
  }, { once: true });
  onFrame(socket, () => session.frameReceived(), { hasIdleTimeout: !CAN_TERMINATE });
  socket.addEventListener("message", ({ data }) => {
    const message = detached(data);
    if (room) receive(room, session, message);
    else session.ignored(sizeOf(message));
  });
  socket.addEventListener("error", ended);
  socket.addEventListener("close", ended);
}

/**
 * Deno keeps the last message of a connection until the next one arrives. This moves a large one to a buffer of its
 * own, which is freed when nobody uses it any more. It copies nothing.
 */
function detached(message: unknown): unknown {
  const isLarge = message instanceof ArrayBuffer && message.byteLength > DIRECT_BYTES_MAX;
  return isLarge ? message.transfer() : message;
}
