import * as Y from "yjs";
import type { Clock } from "../../board/clock.ts";
import { malformed } from "../../board/wire/malformed.ts";
import { CLOSE, encodeAwareness, encodeNotice, encodeSync, encodeTalk, SYNC } from "../../board/wire/protocol.ts";
import { authorOf } from "../../board/wire/live_stroke.ts";
import type { TalkEvent } from "../../board/talk.ts";
import type { Scan } from "../../board/wire/update.ts";
import { shrink } from "../document/compaction.ts";
import { DocumentInDoubt } from "../document/document_in_doubt.ts";
import { LiveDocument } from "../document/live_document.ts";
import type { StoredBoard } from "../store/board_store.ts";
import { mayRead, mayWrite } from "./channels.ts";
import { closeEach } from "./close_sessions.ts";
import { SyncResponses } from "./sync_responses.ts";
import { DirectConnections } from "./direct_connections.ts";
import { EntryAuthors } from "./entry_authors.ts";
import { RoomFanout } from "./room_fanout.ts";
import { RoomModeration } from "./moderation/room_moderation.ts";
import { ErrorBoundary } from "./error_boundary.ts";
import { UpdateIntake, type UpdateOptions } from "./update_intake.ts";
import { Journal, type Journaled, type JournalOptions } from "./journal.ts";
import { SlowSessions } from "./slow_sessions.ts";
import { Notices } from "./notices.ts";
import { OtherInstances } from "./other_instances.ts";
import { awarenessBody, PresenceTable } from "./presence_table.ts";
import { DocumentRepair, type Unsaved } from "./document_repair.ts";
import type { Session } from "../session/session.ts";
import type { Steps } from "../session/steps.ts";
import type { DeliveryLoad } from "./delivery_load.ts";
import { ClientIdOwners } from "./client_id_owners.ts";

export type RoomOptions = Omit<JournalOptions, "head"> & {
  /** Counts the deliveries of all rooms of the process. Default: a separate counter. */
  readonly deliveryLoad?: DeliveryLoad;
  readonly loaded?: LiveDocument;
  /** The ICE servers for direct connections, as JSON. Default: none. */
  readonly iceServers?: string;
};

/**
 * A live board: its document, its sessions, and the messages between them. Errors in calls and in timers end in
 * `failed` and do not reach the process.
 */
export class Room implements Journaled {
  /** The clock for everything in this room: an error in a timer is a fault of the room. */
  readonly clock: Clock;
  readonly #options: RoomOptions;
  readonly #boundary = new ErrorBoundary((error) => this.failed(error));
  readonly #sessions = new Set<Session>();
  readonly #presence = new PresenceTable<Session>((holder) => this.#dispute(holder));
  readonly direct: DirectConnections;
  readonly moderation: RoomModeration;
  readonly #idOwners = new ClientIdOwners<Session>();
  readonly #document: LiveDocument;
  readonly #fanout: RoomFanout;
  readonly #responses: SyncResponses;
  readonly #slowSessions: SlowSessions;
  readonly #journal: Journal;
  readonly #intake: UpdateIntake;
  readonly #repair: DocumentRepair;
  readonly #notices: Notices;
  readonly others: OtherInstances;
  readonly #shrinking: Promise<void> | undefined;
  #isClosed = false;

  /** @throws when the stored board cannot be read as a document */
  constructor({ updates, damage, head }: StoredBoard, options: RoomOptions) {
    this.#options = options;
    const clock = this.clock = this.#boundary.clock(options.clock), tell = this.#tellChanged.bind(this);
    const { board, bus, store, log, deliveryLoad } = options, sessions = this.#sessions;
    this.#notices = new Notices(sessions, { board, log });
    this.direct = new DirectConnections((id) => this.#presence.ownerOf(id), options.iceServers);
    const boundary = this.#boundary, presence = this.#presence, ask = (session: Session) => this.#ask(session);
    this.moderation = new RoomModeration({ sessions, boundary, presence, ask, tell, direct: this.direct });
    const document = this.#document = options.loaded ?? new LiveDocument(updates, { isDamaged: damage !== undefined });
    const fanout = this.#fanout = new RoomFanout(clock, { deliveryLoad, failed: this.failed.bind(this) });
    const repair = this.#repair = new DocumentRepair({
      board,
      store,
      log,
      document,
      fanout,
      authors: new EntryAuthors((session) => session.name ?? this.#presence.nameOf(session)),
      carried: () => this.#journal.carried,
      wake: () => this.#journal.wake(),
      sessions,
      close: (sessions, code, reason) => closeEach(sessions, { code, reason, board, log }),
      damaged: (damage) => this.#notices.damaged(damage),
    });
    this.#responses = new SyncResponses(clock, (session, stateVector) => this.#lackedBy(session, stateVector));
    this.#slowSessions = new SlowSessions(clock, {
      toldSoFar: () => document.stateVectorWithout([...repair.untold, ...fanout.untold()]),
      isAnswering: (session) => this.#responses.isOpen(session),
      catchUp: (session, stateVector) => this.#catchUp(session, stateVector),
    });
    const journal = this.#journal = new Journal(this, { ...options, clock, head });
    const parts = { clock, sessions, document, fanout, journal, repair, presence, idOwners: this.#idOwners };
    this.others = new OtherInstances({ board, bus, clock, fanout, presence });
    const dispute = (holder: Session) => this.#dispute(holder);
    this.#intake = new UpdateIntake({ ...parts, isTight: options.isTight, ask, dispute });
    this.#notices.damaged(damage);
    const shrinking = damage ? undefined : shrink(store, board, { head, document });
    this.#shrinking = shrinking?.catch((error) => log("warn", "shrinking failed", { board, error }));
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Bytes queued for peers. */
  get queuedBytes(): number {
    return [...this.#sessions].reduce((bytes, session) => bytes + session.queuedBytes, 0);
  }

  get memoryBytes(): number {
    return this.#document.memoryBytes(this.#journal.bytes);
  }

  /** Arrival time of the oldest change that is not durable, in the clock's ms; undefined when all are. */
  get unsavedSince(): number | undefined {
    return this.#journal.unsavedSince;
  }

  /** Changes with every change of the board. */
  get generation(): number {
    return this.#document.generation;
  }

  /** Number of the newest entry of the log that this room contains. */
  get storedSeq(): number {
    return this.#journal.storedSeq;
  }

  /** True when the session was sent everything up to `storedSeq`, provided that it was up to date when it joined. */
  isUpToDate(session: Session): boolean {
    return !session.isLagging && !this.#responses.isOpen(session) && !this.#fanout.hasUntold;
  }

  join(session: Session): void {
    if (!mayRead(session, "document")) {
      return session.refuse(CLOSE.noSuchLink, "this link does not open a board", "role");
    }
    this.#sessions.add(session);
    this.#fanout.add(session);
    this.#options.events?.publish({ type: "person joined", board: this.#options.board, link: session.link });
    session.onLagging = () => this.#boundary.run(() => this.#slowSessions.watch(session));
    const ping = session.onPing;
    // A stock client answers a query for presence with the presence of everybody, so it gets step 1 instead.
    session.onPing = () => this.#boundary.run(session.extended ? ping : () => this.#ask(session));
    this.#boundary.run(() => {
      // A viewer is not asked for its changes, because it may not make any.
      if (mayWrite(session, "document")) this.#ask(session);
      this.moderation.join(session);
      if (this.#notices.isNeeded) this.#notices.tell(session);
      this.tellPresence(session);
    });
  }

  leave(session: Session): void {
    // A program writes without being here.
    this.#idOwners.leave(session);
    if (!this.#sessions.delete(session)) return;
    this.#fanout.delete(session);
    this.#options.events?.publish({ type: "person left", board: this.#options.board, link: session.link });
    this.#boundary.run(() => {
      session.held.close();
      for (const part of [this.#responses, this.#slowSessions, this.direct, this.moderation]) part.leave(session);
      this.#tellChanged(this.#presence.leave(session));
    });
  }

  /** Sends a peer everything that it lacks. @throws {Malformed} when the state vector is malformed */
  answer(session: Session, stateVector: Uint8Array): void {
    malformed(() => Y.decodeStateVector(stateVector));
    this.#responses.answer(session, stateVector);
  }

  update(session: Session, scan: Scan, options: UpdateOptions): Steps | undefined {
    return this.#intake.update(session, scan, options);
  }

  /** @param now the time, if the caller has just read the clock @throws {Malformed} when the body is malformed */
  hearPresence(session: Session, body: Uint8Array, now?: number): void {
    this.#tellChanged(this.#presence.hear(session, body, session.rights), now);
    this.direct.check(session);
  }

  tellPresence(session: Session): void {
    const all = this.others.everybody();
    if (all.length > 0) session.send(encodeAwareness(awarenessBody(all)));
  }

  /** Relays strokes in progress. @throws {Malformed} when an entry is malformed */
  ink(session: Session, entries: readonly Uint8Array[], arrival: Parameters<RoomFanout["ink"]>[2]): void {
    const authors = malformed(() => entries.map(authorOf));
    if (!authors.every((author) => this.#presence.mayActAs(session, author))) return;
    this.#fanout.ink(session, entries, arrival);
    this.others.ink(entries);
  }

  /** Sends an event of the talk to everybody. A peer that misses one notices it by the numbers, and reads it by HTTP. */
  tellTalk(event: TalkEvent): void {
    const frame = encodeTalk(event);
    this.#boundary.run(() => this.#fanout.talk(frame));
    this.others.talk(frame);
  }

  /** The board as one update, see `LiveDocument.encode`. @throws when it is being repaired */
  encode(stateVector?: Uint8Array): Uint8Array<ArrayBuffer> {
    try {
      return this.#repair.encode(stateVector);
    } catch (error) {
      if (!(error instanceof DocumentInDoubt)) this.failed(error);
      throw error;
    }
  }

  takeUnsaved(): Promise<Unsaved | undefined> {
    return this.#repair.takeUnsaved();
  }

  hear(updates: readonly Uint8Array[], damage: readonly string[] | undefined): Promise<void> {
    this.#notices.damaged(damage);
    return this.#repair.hear(updates, { isDamaged: damage !== undefined });
  }

  saving(trouble: string | undefined): void {
    this.#notices.saving(trouble);
  }

  /** Saves everything. Rejects when that fails. `isHasty` does not wait for a compaction. */
  async flush({ isHasty = false } = {}): Promise<void> {
    if (isHasty) return await this.#journal.save();
    await this.#journal.flush();
    await this.#shrinking;
  }

  /** Handles an error of ours, caused by a frame of `culprit` if there is one. See `DocumentRepair.failed`. */
  failed(error: unknown, culprit?: Session): void {
    this.#options.log("error", "room failed", { board: this.#options.board, error });
    if (!this.#isClosed) this.#repair.failed(error, culprit);
  }

  closeSessions(code: number, reason: string): void {
    this.#boundary.run(() => {
      for (const session of this.#sessions) if (session.extended) session.send(encodeNotice("leaving", reason));
      closeEach(this.#sessions, { code, reason, ...this.#options });
    });
  }

  /** Closes the sessions of dead connections: the network need not report an error. */
  checkLiveness(): void {
    this.#boundary.run(() => {
      for (const session of this.#sessions) if (!session.liveness.check()) this.#part(session);
    });
  }

  shed(): number {
    return this.#boundary.run(() => this.#slowSessions.shed()) ?? 0;
  }

  /** Ends timers and subscriptions. Call `flush` first. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    const fed = [this.others, this.#intake, this.#responses, this.#slowSessions, this.#fanout];
    for (const part of [...fed, this.#journal, this.#document]) this.#boundary.run(() => part.close());
  }

  #tellChanged(presence: readonly Uint8Array[], now?: number): void {
    this.#fanout.presence(presence, now);
    this.others.presence(presence);
  }

  /** Another session claims an id of this one. It gets the id only if this session turns out to be dead. */
  #dispute(holder: Session): void {
    holder.liveness.prove(() => this.#part(holder));
  }

  #part(dead: Session): void {
    dead.close(CLOSE.tryAgain, "this connection seems to be dead");
    // The `close` event of a dead connection may come much later.
    this.leave(dead);
  }

  /** Asks the peer for everything that the room lacks. */
  #ask(session: Session): void {
    this.#repair.readFor(session, () => session.send(encodeSync(SYNC.step1, this.#document.stateVector())));
  }

  #lackedBy(session: Session, stateVector: Uint8Array): readonly Uint8Array<ArrayBuffer>[] {
    return this.#repair.readFor(session, () => this.#document.frames(stateVector)) ?? [];
  }

  #catchUp(session: Session, stateVector: Uint8Array): void {
    this.#responses.answer(session, stateVector);
    this.tellPresence(session);
    this.#notices.tell(session);
    this.direct.tell(session);
  }
}
