import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { Rights } from "../../board/role.ts";
import type { Access } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import type { SocketAdmission } from "../admission/socket_admission.ts";
import type { Refusals } from "../session/refusals.ts";
import { Session } from "../session/session.ts";
import type { Socket } from "../session/socket.ts";
import type { TrafficCounters } from "../session/traffic_counters.ts";

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
      countDirect: () => admission.scheduler.countDirect(),
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
