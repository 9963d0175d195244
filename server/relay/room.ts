import { GAPS_MAX } from "../../board/limits.ts";
import { CLOSE, encodeAwareness, encodeNotice, encodeSync, SYNC } from "../../board/protocol.ts";
import { authorOf } from "../../board/stroke_news.ts";
import { type Run, type Scan, scanOwnUpdate } from "../../board/update.ts";
import type { StoredBoard } from "../store/board_store.ts";
import { shrink } from "./compaction.ts";
import { Fanout } from "./fanout.ts";
import { Journal, type Journaled, type JournalOptions } from "./journal.ts";
import { Laggards } from "./laggards.ts";
import { DocumentInDoubt, LiveDocument, NOTHING } from "./live_document.ts";
import { stateNotices } from "./notices.ts";
import { openBoard } from "./opening.ts";
import { awarenessBody, PresenceTable } from "./presence_table.ts";
import type { Session } from "./session.ts";
import { stream } from "./stream.ts";
import type { Traffic } from "./traffic.ts";
import { Writers } from "./writers.ts";

type Frame = Uint8Array<ArrayBuffer>;

export type RoomOptions = Omit<JournalOptions, "head"> & {
  /** What all rooms of the process send together; a room alone counts for itself. */
  readonly traffic?: Traffic;
};

/** A live board: its document, who is in it, and what they tell each other. */
export class Room implements Journaled {
  readonly #options: RoomOptions;
  readonly #sessions = new Set<Session>();
  readonly #presence = new PresenceTable<Session>((holder) => this.#dispute(holder));
  readonly #writers = new Writers<Session>();
  readonly #document: LiveDocument;
  readonly #fanout: Fanout;
  readonly #laggards: Laggards;
  readonly #journal: Journal;
  readonly #shrinking: Promise<void>;
  /** Accepted since the last hand-over to the journal: what a rebuild has to bring back. */
  #inDoubt: { from: Session; scan: Scan; isRelayed: boolean }[] = [];
  #trouble: string | undefined;
  #isDamaged = false;

  /** @throws when the stored board cannot be read as a document. */
  constructor(stored: StoredBoard, options: RoomOptions) {
    this.#options = options;
    this.#document = new LiveDocument(stored.updates, { isDamaged: stored.damage !== undefined });
    this.#fanout = new Fanout(this.#sessions, options.clock, options.traffic);
    this.#laggards = new Laggards(this.#sessions, options.clock, (session) => {
      this.answer(session, NOTHING);
      this.tellPresence(session);
      this.#tellState(session);
    });
    this.#journal = new Journal(this, { ...options, head: stored.head });
    const { store, board, log } = options;
    this.#noteDamage(stored.damage);
    this.#shrinking = stored.damage ? Promise.resolve() : shrink(store, board, { stored, encode: () => this.encode() })
      .catch((error) => log("warn", "shrinking failed", { board, error }));
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Bytes that peers have not taken yet. */
  get queuedBytes(): number {
    return [...this.#sessions].reduce((bytes, session) => bytes + session.queuedBytes, 0);
  }

  /** When the oldest change came that is not durable, in the clock's ms; undefined when all is. */
  get unsavedSince(): number | undefined {
    return this.#journal.unsavedSince;
  }

  /** Changes with every change of the board. */
  get generation(): number {
    return this.#document.generation;
  }

  join(session: Session): void {
    this.#sessions.add(session);
    session.onLagging = () => this.#laggards.watch();
    // Asked of presence a stock client tells that of everybody.
    if (!session.extended) session.onQuestion = () => this.#ask(session);
    // What a viewer has is of no interest: it may not change anything.
    if (session.mayDraw) this.#ask(session);
    if (session.extended) session.send(encodeNotice("role", session.role));
    if (this.#trouble || this.#isDamaged) this.#tellState(session);
    this.tellPresence(session);
  }

  leave(session: Session): void {
    if (!this.#sessions.delete(session)) return;
    this.#writers.leave(session);
    this.#fanout.presence(this.#presence.leave(session));
  }

  /** A peer says what it has; it gets what it lacks. @throws when the state vector is malformed. */
  answer(session: Session, stateVector: Uint8Array): void {
    const { clock } = this.#options;
    const isHere = () => this.#sessions.has(session);
    this.#fromDocument(session, () => void stream(session, this.#document.frames(stateVector), { clock, isHere }));
  }

  /**
   * One update frame of a peer that may draw. `frame` is the whole sync frame if it can be relayed as it came.
   * @throws when it has structs that no Yjs client writes.
   */
  update(session: Session, scan: Scan, { isDifference, frame }: { isDifference: boolean; frame?: Frame }): void {
    const count = ++session.received;
    const whole = session.hold(scan, isDifference);
    if (whole === "more") return;
    if (whole === "overflow") return session.refuse(CLOSE.tooLarge, "the difference is too large", "too large");
    // Stock clients send what they kept from earlier visits as updates too, in many runs: a single run is somebody drawing.
    const isDrawing = !isDifference && whole.runs.length === 1;
    const writer = this.#foreignWriter(session, whole.runs, isDrawing);
    if (writer) return this.#gap(session, whole, writer);
    switch (this.#document.admits(whole)) {
      case "gap":
        return this.#gap(session, whole);
      case "known":
        return this.#journal.add(session, count, 0);
    }
    const part = this.#document.examine(whole);
    if (isDrawing) this.#writers.claim(session, whole.runs[0].client);
    const isRelayed = this.#document.accept(part, isDrawing);
    this.#inDoubt.push({ from: session, scan: part, isRelayed });
    if (isRelayed) this.#fanout.update(session, part, part === scan ? frame : undefined);
    this.#journal.add(session, count, part.bytes.length);
  }

  /** Somebody else who is here and under whose id one of the runs writes on. */
  #foreignWriter(session: Session, runs: readonly Run[], isDrawing: boolean): Session | undefined {
    for (const { client, end } of runs) {
      const owner = this.#writers.ownerOf(client) ?? this.#presence.ownerOf(client);
      if (owner === undefined || owner === session) continue;
      if (isDrawing || end > this.#document.clockOf(client)) return owner;
    }
  }

  /** @throws when the body is malformed. */
  hearPresence(session: Session, body: Uint8Array): void {
    this.#fanout.presence(this.#presence.hear(session, body, { mayHold: session.mayDraw }));
  }

  tellPresence(session: Session): void {
    if (this.#presence.size > 0) session.send(encodeAwareness(awarenessBody(this.#presence.all())));
  }

  /** News of strokes being drawn. @throws when an entry is malformed. */
  ink(session: Session, entries: readonly Uint8Array[], frame: Frame): void {
    if (entries.every((entry) => this.#presence.mayActAs(session, authorOf(entry)))) {
      this.#fanout.ink(session, entries, frame);
    }
  }

  /** The whole board as one update. @throws {DocumentInDoubt} */
  encode(): Uint8Array<ArrayBuffer> {
    return this.#document.encode();
  }

  async takeUnsaved(): Promise<Uint8Array | undefined> {
    const doubtful = this.#inDoubt;
    this.#inDoubt = [];
    try {
      return this.#document.takeUnsaved();
    } catch (error) {
      this.#inDoubt = [...doubtful, ...this.#inDoubt];
      await this.#rebuild(error);
      return this.#document.takeUnsaved();
    }
  }

  async hear(updates: readonly Uint8Array[], damage: readonly string[] | undefined): Promise<void> {
    this.#noteDamage(damage);
    try {
      this.#document.hear(updates, { isDamaged: damage !== undefined });
    } catch (error) {
      if (!(error instanceof DocumentInDoubt)) throw error;
      await this.#rebuild(error);
      // Who was here would lack what was heard.
      for (const session of this.#sessions) session.close(CLOSE.tryAgain, "the board is being repaired");
      return;
    }
    for (const update of updates) this.#fanout.update(undefined, scanOwnUpdate(update));
  }

  saving(trouble: string | undefined): void {
    this.#trouble = trouble;
    for (const session of this.#sessions) this.#tellState(session);
  }

  #noteDamage(damage: readonly string[] | undefined): void {
    if (damage === undefined) return;
    const { board, log } = this.#options;
    log("error", "board damaged", { board, damage });
    this.#isDamaged = true;
    for (const session of this.#sessions) this.#tellState(session);
  }

  #tellState(session: Session): void {
    if (!session.extended) return;
    for (const notice of stateNotices(this.#trouble, this.#isDamaged)) session.send(notice);
  }

  /** Saves everything. Rejects when that fails now. */
  async flush(): Promise<void> {
    await this.#journal.flush();
    await this.#shrinking;
  }

  closeSessions(code: number, reason: string): void {
    for (const session of this.#sessions) {
      if (session.extended) session.send(encodeNotice("leaving", reason));
      session.close(code, reason);
    }
  }

  /** Parts with those who are silent for two calls: their connection is dead, whatever the network says. */
  partWithDead(): void {
    for (const session of this.#sessions) if (session.isDead()) this.#part(session);
  }

  /** As `Laggards.shed`. */
  shed(): number {
    return this.#laggards.shed();
  }

  /** Ends timers and subscriptions. Call `flush` first. */
  close(): void {
    this.#laggards.close();
    this.#fanout.close();
    this.#journal.close();
    this.#document.close();
  }

  /**
   * The update builds on what is not here, or writes on under the id of a writer who is here. From an honest peer the
   * latter is what it heard elsewhere (a second tab), and the writer's own frame is on its way, or what it wrote on a
   * connection whose end has not been noticed: it is kept, the whole is asked for, and nothing is final.
   */
  #gap(session: Session, scan: Scan, writer?: Session): void {
    if (writer) this.#dispute(writer);
    if (++session.gaps > GAPS_MAX) {
      return writer
        ? session.refuse(CLOSE.tryAgain, "somebody else writes under the same id", "foreign id")
        : session.refuse(CLOSE.malformed, "updates came that build on what was never sent", "gaps");
    }
    session.startHolding(scan);
    this.#ask(session);
  }

  /** Somebody else speaks under an id of this session: it is theirs only once the session proves to be dead. */
  #dispute(holder: Session): void {
    holder.prove(() => this.#part(holder));
  }

  #part(dead: Session): void {
    dead.close(CLOSE.tryAgain, "this connection seems to be dead");
    // The end of a dead connection may be noticed much later.
    this.leave(dead);
  }

  /** Asks for all that the room lacks. */
  #ask(session: Session): void {
    this.#fromDocument(session, () => session.send(encodeSync(SYNC.step1, this.#document.stateVector())));
  }

  /**
   * While the document is in doubt, because of what somebody else sent, nobody is blamed: they come back to a new one.
   * The journal makes it, also when there is nothing to save.
   */
  #fromDocument(session: Session, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof DocumentInDoubt)) throw error;
      this.#journal.wake();
      session.close(CLOSE.tryAgain, "the board is being repaired");
    }
  }

  /** An update passed all checks and still cannot be applied: what is stored is beyond doubt, so start from there. */
  async #rebuild(error: unknown): Promise<void> {
    const { board, store, log } = this.#options;
    log("warn", "document rebuilt", { board, error });
    const { doubtful, applied } = await openBoard(store, board, ({ updates, damage }) => {
      const doubtful = this.#inDoubt;
      const known = [...updates, ...this.#journal.carried];
      const scans = doubtful.map(({ scan }) => scan);
      const applied = this.#document.rebuild(known, scans, { isDamaged: damage !== undefined });
      this.#inDoubt = [];
      this.#noteDamage(damage);
      return { doubtful, applied };
    });
    for (const { from, scan, isRelayed } of doubtful) {
      const part = applied.get(scan);
      if (!part) from.refuse(CLOSE.malformed, "an update could not be applied", "not applicable");
      else if (!isRelayed) this.#fanout.update(from, part);
    }
  }
}
