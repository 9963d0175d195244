import type { Clock } from "../../board/clock.ts";
import type { Rights, Role } from "../../board/role.ts";
import type { Reservation } from "../admission/memory_budget.ts";
import type { SharedRates } from "./connection_rate_limiter.ts";
import type { Refusals } from "./refusals.ts";
import type { TrafficCounters } from "./traffic_counters.ts";

/** The rights of a session, and the services of the process that it uses. */
export interface Membership {
  readonly role: Role;
  /** Id of the listed link that the peer came with; undefined on an open board. */
  readonly link?: string | undefined;
  /** Which visitor of the board the peer is; undefined where nobody keeps order. */
  readonly visitor?: string | undefined;
  /** Under which a program writes; undefined: what the presence of the peer says. */
  readonly name?: string | undefined;
  /** Default: the rights of the role. */
  readonly rights?: Rights;
  /** True when the peer negotiated our own frame kinds, false for a stock y-websocket client. */
  readonly extended: boolean;
  /** True when another instance forwards this connection's frames. */
  readonly isForwarded?: boolean;
  readonly clock: Clock;
  readonly refusals?: Refusals;
  /** Called when the peer exceeds its rate limit. */
  readonly onFlood?: () => void;
  /** Ends the connection without waiting for the peer. */
  readonly terminate?: () => void;
  /** Counts the traffic of all sessions of the process. Default: a separate counter. */
  readonly traffic?: TrafficCounters;
  /** See `PendingPieces`. */
  readonly reserve?: (bytes: number, evict: () => void) => Reservation | undefined;
  /** Default: every message is handled on arrival. */
  readonly scheduler?: SessionScheduler;
}

/** Turns of the event loop for one session. See `Scheduler`. */
export interface SessionScheduler {
  run(work: () => void): Promise<void | "full">;
  /** Counts the messages that need no turn. */
  readonly direct: { count: number };
  /** Counts the bytes of a large message. See `IngressLimiter`. */
  admitLarge(bytes: number): "address" | "network" | undefined;
  readonly shared?: SharedRates;
}
