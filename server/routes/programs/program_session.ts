import { encodeSync, KIND, SYNC } from "../../../board/wire/protocol.ts";
import type { Clock } from "../../../board/clock.ts";
import type { Access } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import type { Client } from "../../http/client_address.ts";
import type { LinkWatch } from "../../relay/link_watch.ts";
import { receive } from "../../relay/message_validation.ts";
import type { ModerationWatch } from "../../relay/moderation/moderation_watch.ts";
import type { Room } from "../../relay/room.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import { PolledSocket } from "../../session/polled_socket.ts";
import type { Refusals } from "../../session/refusals.ts";
import type { Session } from "../../session/session.ts";
import type { TrafficCounters } from "../../session/traffic_counters.ts";
import { admittedSession, enterRoom } from "../admitted_session.ts";
import { updatesAnswer } from "../polling_answers.ts";
import { PollingSession, type UpdatesOutcome } from "../polling_session.ts";
import type { AdmissionCause } from "../refused_admission.ts";

export interface ProgramSessionOptions {
  readonly rooms: Pick<RoomRegistry, "acquire">;
  readonly watch: Pick<LinkWatch, "watch">;
  readonly moderationWatch: Pick<ModerationWatch, "watch">;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly traffic?: TrafficCounters | undefined;
  readonly clock: Clock;
  /** True while memory is short. */
  readonly isTight: () => boolean;
}

/** Who writes. */
export interface Program {
  readonly access: Access;
  readonly client: Client;
  /** The author that the log of the board names; undefined: what its presence says. */
  readonly name: string | undefined;
}

export interface ProgramSessionEvents {
  /** True: others see it on the board, until it ends. */
  readonly isVisible?: boolean;
  /** Called once when it has ended. */
  readonly closed?: () => void;
}

/**
 * The session of a program that writes by requests. What it writes passes the same checks and limits as the frames of a
 * peer, and is acknowledged in the same way.
 */
export class ProgramSession implements Disposable {
  readonly room: Room;
  readonly #session: Session;
  readonly #socket: PolledSocket;
  readonly #polling: PollingSession;

  /** @returns the reason when it is not admitted */
  static async open(
    { rooms, watch, moderationWatch, admission, refusals, traffic, clock, isTight }: ProgramSessionOptions,
    { access, client, name }: Program,
    { isVisible = false, closed }: ProgramSessionEvents = {},
  ): Promise<ProgramSession | AdmissionCause> {
    using held = new DisposableStack();
    const entered = await enterRoom({ rooms, admission, isTight }, { access, client }, held);
    if (typeof entered === "string") return entered;
    const { room, socketAdmission } = entered;
    const socket = new PolledSocket({
      added: () => {
        const { first, frames } = socket.take();
        socket.confirm(first + frames.length - 1);
        // The server asks for a sign of life in this way, and the program is in the same process.
        if (frames.some(([kind]) => kind === KIND.queryAwareness)) session.liveness.heard();
        polling.changed();
      },
      saved: (saved) => polling.changed({ saved }),
      closed: () => {
        session.gone(() => {
          room.leave(session);
          owned.dispose();
        });
        polling.changed();
        closed?.();
      },
    });
    const session = admittedSession(socket, {
      access,
      name,
      socketAdmission,
      admission,
      refusals,
      traffic,
      isExtended: true,
      clock: room.clock,
      terminate: () => socket.close(1000, ""),
    });
    const polling = new PollingSession({
      socket,
      session,
      room,
      clock,
      sendLogAfter: () => Promise.resolve(false),
    });
    held.defer(watch.watch(session, access));
    held.defer(moderationWatch.watch(session, access.board));
    const owned = held.move();
    if (isVisible) room.join(session);
    return new ProgramSession({ room, session, socket, polling });
  }

  private constructor(
    { room, session, socket, polling }: {
      readonly room: Room;
      readonly session: Session;
      readonly socket: PolledSocket;
      readonly polling: PollingSession;
    },
  ) {
    this.room = room;
    this.#session = session;
    this.#socket = socket;
    this.#polling = polling;
  }

  get isOpen(): boolean {
    return this.#session.isOpen;
  }

  get mayDraw(): boolean {
    return this.#session.rights.draw;
  }

  /** Writes a change of the board. @returns "durable" when it is saved */
  async write(update: Uint8Array): Promise<UpdatesOutcome> {
    return await this.#polling.update([encodeSync(SYNC.update, update)]);
  }

  /** Sends any other frame, such as presence. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    this.#session.frameReceived();
    receive(this.room, this.#session, frame.buffer);
  }

  /** The error for an outcome other than "durable". */
  refusal(outcome: UpdatesOutcome): Response {
    return updatesAnswer(outcome, this.#socket);
  }

  [Symbol.dispose](): void {
    this.#socket.close(1000, "");
  }
}
