import { type Clock, systemClock } from "../../board/clock.ts";
import { CLOSE, isFinal } from "../../board/wire/protocol.ts";
import { POLL_SESSION_MS, POLL_UNUSED_SESSION_MS } from "../../board/wire/polling_limits.ts";
import type { Access } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import type { Client } from "../http/client_address.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { ModerationWatch } from "../relay/moderation/moderation_watch.ts";
import { sendLogAfter } from "../relay/log_answer.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import { PolledSocket } from "../session/polled_socket.ts";
import type { Refusals } from "../session/refusals.ts";
import type { TrafficCounters } from "../session/traffic_counters.ts";
import type { BoardStore } from "../store/board_store.ts";
import { admittedSession, enterRoom } from "./admitted_session.ts";
import { PollingSession } from "./polling_session.ts";
import type { AdmissionCause } from "./refused_admission.ts";

export interface PollingSessionsOptions {
  readonly rooms: Pick<RoomRegistry, "acquire">;
  readonly store: Pick<BoardStore, "loadAfter">;
  readonly watch: Pick<LinkWatch, "watch">;
  readonly moderationWatch: Pick<ModerationWatch, "watch">;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly traffic?: TrafficCounters;
  readonly clock?: Clock;
  /** True while memory is short. */
  readonly isTight: () => boolean;
}

/** A session and its end. */
interface Entry {
  readonly polling: PollingSession;
  readonly socket: PolledSocket;
  /** Requests that are being handled. */
  requests: number;
  cancelExpiry: () => void;
}

/** The sessions of peers that poll. A session lives from its first request until 40 s after its last. */
export class PollingSessions {
  readonly #options: PollingSessionsOptions;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Promise<Entry | AdmissionCause>>();
  readonly #open = new Set<Entry>();
  #isClosed = false;

  constructor(options: PollingSessionsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * Runs a request in the session with this key, which is opened if there is none.
   *
   * @returns the reason when it cannot be opened
   */
  async run<T>(
    key: string,
    who: { readonly access: Access; readonly client: Client },
    request: (polling: PollingSession, socket: PolledSocket) => Promise<T>,
  ): Promise<T | AdmissionCause> {
    const opening = this.#entries.get(key) ?? this.#start(key, who);
    const entry = await opening;
    if (typeof entry === "string") return entry;
    entry.requests++;
    entry.cancelExpiry();
    try {
      return await request(entry.polling, entry.socket);
    } finally {
      if (--entry.requests === 0 && this.#entries.get(key) === opening) this.#expireLater(key, entry);
    }
  }

  /** Ends a session whose peer leaves. */
  async end(key: string): Promise<void> {
    const entry = await this.#entries.get(key);
    if (typeof entry === "object") entry.socket.close(1000, "");
  }

  /** Ends all sessions. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    for (const { socket, cancelExpiry } of this.#open) {
      cancelExpiry();
      socket.close(CLOSE.restarting, "the server is restarting");
    }
    this.#open.clear();
    this.#entries.clear();
  }

  #start(key: string, who: { readonly access: Access; readonly client: Client }): Promise<Entry | AdmissionCause> {
    const opening = this.#openSession(key, who);
    this.#entries.set(key, opening);
    const forget = () => void (this.#entries.get(key) === opening && this.#entries.delete(key));
    opening.then((entry) => void (typeof entry === "string" && forget()), forget);
    return opening;
  }

  async #openSession(
    key: string,
    { access, client }: { readonly access: Access; readonly client: Client },
  ): Promise<Entry | AdmissionCause> {
    const { rooms, store, watch, moderationWatch, admission, refusals, traffic, isTight } = this.#options;
    using held = new DisposableStack();
    const entered = await enterRoom({ rooms, admission, isTight }, { access, client }, held);
    if (typeof entered === "string") return entered;
    const { room, socketAdmission } = entered;

    const socket = new PolledSocket({
      added: () => polling.changed(),
      saved: (saved) => polling.changed({ saved }),
      closed: () => {
        this.#closed(key, entry);
        session.gone(() => {
          room.leave(session);
          owned.dispose();
        });
        polling.changed();
      },
    });
    const session = admittedSession(socket, {
      access,
      socketAdmission,
      admission,
      refusals,
      traffic,
      isExtended: true,
      clock: room.clock,
      terminate: () => socket.close(CLOSE.tryAgain, "this connection seems to be dead"),
    });
    const polling = new PollingSession({
      socket,
      session,
      room,
      clock: this.#clock,
      sendLogAfter: (after) => sendLogAfter(room, session, { board: access.board, store, after }),
    });
    const entry: Entry = { polling, socket, requests: 0, cancelExpiry: () => {} };
    held.defer(watch.watch(session, access));
    held.defer(moderationWatch.watch(session, access.board));
    const owned = held.move();
    this.#open.add(entry);
    room.join(session);
    if (this.#isClosed) socket.close(CLOSE.restarting, "the server is restarting");
    return entry;
  }

  /** A final refusal is kept for the next request of this peer. Any other peer opens a new session. */
  #closed(key: string, entry: Entry): void {
    if (entry.socket.closing && isFinal(entry.socket.closing.code)) return;
    entry.cancelExpiry();
    this.#open.delete(entry);
    this.#entries.delete(key);
  }

  #expireLater(key: string, entry: Entry): void {
    const { polling, socket } = entry;
    if (this.#isClosed) return;
    entry.cancelExpiry = this.#clock.after(polling.isSynced ? POLL_SESSION_MS : POLL_UNUSED_SESSION_MS, () => {
      this.#open.delete(entry);
      this.#entries.delete(key);
      socket.close(CLOSE.tryAgain, "this connection seems to be dead");
    });
  }
}
