import { type BoardState, type ModerationEntry, type StateNotice, USUAL_STATE } from "../../../board/moderation.ts";
import { type Rights, rightsOf, type Role } from "../../../board/role.ts";
import { encodeNotice } from "../../../board/wire/protocol.ts";
import { readName } from "../../../board/name.ts";
import type { Session } from "../../session/session.ts";
import type { VisitorTarget } from "../../store/moderation_store.ts";
import type { DirectConnections } from "../direct_connections.ts";
import type { ErrorBoundary } from "../error_boundary.ts";
import type { PresenceTable } from "../presence_table.ts";

/** Somebody who is on the board, for owners. */
export interface PersonHere extends VisitorTarget {
  /** Awareness ids. */
  readonly ids: readonly number[];
  /** The link that the person came with. */
  readonly link: string | undefined;
  readonly role: Role;
  readonly isMuted: boolean;
}

/** People who have left that a room keeps. */
const LEFT_MAX = 50;

export interface RoomModerationOptions {
  readonly sessions: ReadonlySet<Session>;
  readonly presence: Pick<PresenceTable<Session>, "idsOf" | "nameOf" | "restrict">;
  /** Sends changed entries of presence to everybody. */
  readonly tell: (changed: readonly Uint8Array[]) => void;
  /** Asks the peer for everything that the room lacks. */
  readonly ask: (session: Session) => void;
  readonly direct: Pick<DirectConnections, "leave">;
  readonly boundary: Pick<ErrorBoundary, "run">;
}

/** What the sessions of a room are told about their rights, and what happens when these change. */
export class RoomModeration {
  readonly #options: RoomModerationOptions;
  readonly #told = new WeakMap<Session, string>();
  readonly #left = new Map<string, PersonHere>();
  #state: BoardState = USUAL_STATE;
  #waiting = 0;

  constructor(options: RoomModerationOptions) {
    this.#options = options;
  }

  /** Tells a session that has just joined. */
  join(session: Session): void {
    session.onRights = (before) => this.#options.boundary.run(() => this.#changed(session, before));
    if (!session.extended) return;
    session.send(encodeNotice("role", session.role));
    this.#tell(session);
  }

  set(state: BoardState): void {
    this.#state = state;
    for (const session of this.#options.sessions) this.#tell(session);
  }

  /** Tells owners how many people wait. */
  setWaiting(count: number): void {
    this.#waiting = count;
    for (const session of this.#options.sessions) if (session.rights.manage) this.#tell(session);
  }

  /** Tells owners what others have done to links. */
  tellLinks(done: readonly ModerationEntry[]): void {
    for (const { action, name, about, link } of done) {
      const text = JSON.stringify({ action, name, about });
      for (const session of this.#options.sessions) {
        if (!session.extended || !session.isOpen || !session.rights.manage) continue;
        const isOwn = session.link === link && this.#nameOf(session) === name;
        if (!isOwn) session.send(encodeNotice("link", text));
      }
    }
  }

  /** True while somebody is here who can let people in. */
  get hasOwner(): boolean {
    return [...this.#options.sessions].some(({ rights, isOpen }) => rights.manage && isOpen);
  }

  /** Everybody who is here. */
  get people(): readonly PersonHere[] {
    return [...this.#options.sessions].flatMap((session) => this.#personOf(session) ?? []);
  }

  /** Who has left while the board was in memory, the last one first: what they wrote is still there. */
  get left(): readonly PersonHere[] {
    const here = new Set([...this.#options.sessions].map(({ visitor }) => visitor));
    return [...this.#left.values()].filter(({ visitor }) => !here.has(visitor)).reverse();
  }

  /** A session has left; its presence is still known. */
  leave(session: Session): void {
    const person = this.#personOf(session);
    if (person === undefined) return;
    this.#left.delete(person.visitor);
    this.#left.set(person.visitor, { ...person, ids: [] });
    if (this.#left.size > LEFT_MAX) this.#left.delete(this.#left.keys().next().value!);
  }

  #personOf(session: Session): PersonHere | undefined {
    const { visitor, link, role, rights } = session;
    if (visitor === undefined) return undefined;
    const isMuted = rightsOf(role).comment && !rights.comment;
    return { ids: this.#options.presence.idsOf(session), visitor, name: this.#nameOf(session), link, role, isMuted };
  }

  #nameOf(session: Session): string {
    return readName(this.#options.presence.nameOf(session));
  }

  /**
   * An update came from a peer whose role may draw, but who may not at the moment. It is not used, and neither it nor a
   * later one is acknowledged until the peer has sent everything again. So nothing counts as saved that is not.
   */
  withhold(session: Session): void {
    session.received++;
    session.acknowledgements.withholdFrom(session.received);
  }

  #changed(session: Session, before: Rights): void {
    this.#tell(session);
    this.#options.tell(this.#options.presence.restrict(session, session.rights));
    if (before.draw && !session.rights.draw) {
      // The rest of a difference would wait for a last piece that is not taken any more.
      if (!session.held.isEmpty) session.acknowledgements.withholdFrom(session.received);
      session.held.close();
      this.#options.direct.leave(session);
    }
    if (!before.draw && session.rights.draw) this.#options.ask(session);
  }

  #tell(session: Session): void {
    if (!session.extended || !session.isOpen) return;
    const { isFrozen, hasLobby } = this.#state;
    const { rights, role } = session;
    const base = rightsOf(role);
    const notice: StateNotice = {
      frozen: isFrozen || base.draw && !rights.draw,
      muted: base.comment && !rights.comment,
      ...(rights.point !== base.point && { laser: rights.point }),
      ...(rights.manage && { lobby: hasLobby, waiting: hasLobby ? this.#waiting : 0 }),
    };
    const text = JSON.stringify(notice);
    const told = this.#told.get(session) ?? (rights.manage ? USUAL_OWNER : USUAL);
    if (told === text) return;
    this.#told.set(session, text);
    session.send(encodeNotice("state", text));
  }
}

const USUAL = JSON.stringify({ frozen: false, muted: false } satisfies StateNotice);
const USUAL_OWNER = JSON.stringify({ frozen: false, muted: false, lobby: false, waiting: 0 } satisfies StateNotice);
