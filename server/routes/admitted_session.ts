import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { Rights } from "../../board/role.ts";
import type { Access } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import { SocketAdmission } from "../admission/socket_admission.ts";
import type { Client } from "../http/client_address.ts";
import type { Room } from "../relay/room.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { Refusals } from "../session/refusals.ts";
import { Session } from "../session/session.ts";
import type { Socket } from "../session/socket.ts";
import type { TrafficCounters } from "../session/traffic_counters.ts";
import type { AdmissionCause } from "./refused_admission.ts";

const NO_RIGHTS: Rights = { view: false, draw: false, comment: false, point: false, manage: false };

export interface AdmittedSessionOptions {
  /** Undefined when the link opens nothing. */
  readonly access: Access | undefined;
  /** True when the peer negotiated our own frame kinds. */
  readonly isExtended: boolean;
  /** See `Membership.name`. */
  readonly name?: string | undefined;
  /** True when another instance passes the connection on. */
  readonly isForwarded?: boolean;
  readonly socketAdmission: SocketAdmission;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly traffic: TrafficCounters | undefined;
  readonly clock: Clock;
  /** Ends the connection without waiting for the peer. */
  readonly terminate: () => void;
}

/** Creates the session of an admitted connection, by WebSocket or polling. Its address and board are charged for it. */
export function admittedSession(socket: Socket, options: AdmittedSessionOptions): Session {
  const { access, isExtended, name, isForwarded = false, socketAdmission, admission, refusals, traffic } = options;
  const { clock, terminate } = options;
  const session = new Session(socket, {
    role: access?.role ?? "viewer",
    rights: access?.rights ?? NO_RIGHTS,
    link: access?.listedLink,
    visitor: access?.visitor,
    name,
    extended: isExtended,
    isForwarded,
    clock,
    refusals,
    ...(traffic && { traffic }),
    onFlood: () => socketAdmission.ban(),
    terminate,
    reserve: (bytes, evict) => admission.budget.reserve(bytes, socketAdmission.holder, evict),
    scheduler: {
      run: (work) => admission.scheduler.run(socketAdmission.holder, work),
      direct: admission.scheduler.direct,
      admitLarge: (bytes) => admission.ingress.take(socketAdmission.holder, bytes),
      shared: admission.ingress.sharedBy(socketAdmission.holder),
    },
  });
  socketAdmission.onEvict = () => {
    refusals.count("evicted");
    session.close(CLOSE.tryAgain, "there are too many connections from your network");
  };
  return session;
}

interface EntranceOptions {
  readonly rooms: Pick<RoomRegistry, "acquire">;
  readonly admission: Admission;
  /** True while memory is short. */
  readonly isTight: () => boolean;
}

/**
 * Admits a peer that sends requests to the room of its board.
 *
 * @param held releases both; it belongs to the caller
 * @returns the reason when the peer is not admitted
 */
export async function enterRoom(
  { rooms, admission, isTight }: EntranceOptions,
  { access, client }: { readonly access: Access; readonly client: Client },
  held: DisposableStack,
): Promise<{ readonly room: Room; readonly socketAdmission: SocketAdmission } | AdmissionCause> {
  const admitted = isTight() ? "memory is short" : admission.enterSocket(client);
  if (!(admitted instanceof SocketAdmission)) return admitted;
  const socketAdmission = held.use(admitted);
  const full = socketAdmission.enterBoard(access.board);
  if (full) return full;
  const { room, release } = await rooms.acquire(access.board, client, { isConnection: true });
  held.defer(release);
  return socketAdmission.isEvicted ? "evicted" : { room, socketAdmission };
}
