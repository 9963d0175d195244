import * as Y from "yjs";
import { GAPS_MAX } from "../../board/limits.ts";
import { CLOSE, encodeAwareness, encodeNotice, encodeSync, SYNC } from "../../board/protocol.ts";
import { authorOf } from "../../board/stroke_news.ts";
import { type Run, type Scan, scanUpdate } from "../../board/update.ts";
import type { StoredBoard } from "../store/board_store.ts";
import { shrink } from "./compaction.ts";
import { Fanout } from "./fanout.ts";
import { Journal, type Journaled, type JournalOptions } from "./journal.ts";
import { DocumentInDoubt, LiveDocument } from "./live_document.ts";
import { awarenessBody, PresenceTable } from "./presence_table.ts";
import type { Session } from "./session.ts";
import type { Traffic } from "./traffic.ts";
import { Writers } from "./writers.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** How often sessions that did not keep up are looked at, ms. */
const LAGGING_CHECK_MS = 100;
/** How often a long answer looks whether the peer has read some of it, ms. */
const DRAIN_CHECK_MS = 1;

/** The state vector of somebody who has nothing. */
const NOTHING = new Uint8Array([0]);

export type RoomOptions = Omit<JournalOptions, "head"> & {
  /** What all rooms of the process send together; a room alone counts for itself. */
  readonly traffic?: Traffic;
};

/** A live board: its document, who is in it, and what they tell each other. */
export class Room implements Journaled {
  readonly #options: RoomOptions;
  readonly #sessions = new Set<Session>();
  readonly #presence = new PresenceTable<Session>();
  readonly #writers = new Writers<Session>();
  readonly #document: LiveDocument;
  readonly #fanout: Fanout;
  readonly #journal: Journal;
  readonly #shrinking: Promise<void>;
  /** Accepted since the last hand-over to the journal: what a rebuild has to bring back. */
  #inDoubt: { from: Session; scan: Scan; isRelayed: boolean }[] = [];
  #trouble: string | undefined;
  #cancelLaggingCheck: (() => void) | undefined;

  /** @throws when the stored board cannot be read as a document. */
  constructor(stored: StoredBoard, options: RoomOptions) {
    this.#options = options;
    this.#document = new LiveDocument(stored.updates, { isDamaged: stored.damage !== undefined });
    this.#fanout = new Fanout(this.#sessions, options.clock, options.traffic);
    this.#journal = new Journal(this, { ...options, head: stored.head });
    const { store, board, log } = options;
    if (stored.damage) log("error", "board damaged", { board, damage: stored.damage });
    this.#shrinking = stored.damage ? Promise.resolve() : shrink(store, board, { stored, encode: () => this.encode() })
      .catch((error) => log("warn", "shrinking failed", { board, error }));
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Bytes that peers have not taken yet. */
  get queuedBytes(): number {
    let bytes = 0;
    for (const session of this.#sessions) bytes += session.queuedBytes;
    return bytes;
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
    session.onLagging = () => this.#watchLagging();
    // What a viewer has is of no interest: it may not change anything.
    if (session.mayDraw) this.#ask(session);
    if (session.extended) session.send(encodeNotice("role", session.role));
    if (session.extended && this.#trouble) session.send(encodeNotice("unsaved", this.#trouble));
    this.tellPresence(session);
  }

  leave(session: Session): void {
    if (!this.#sessions.delete(session)) return;
    this.#writers.leave(session);
    this.#fanout.presence(this.#presence.leave(session));
  }

  /** A peer says what it has; it gets what it lacks. @throws when the state vector is malformed. */
  answer(session: Session, stateVector: Uint8Array): void {
    this.#fromDocument(session, () => void this.#stream(session, this.#document.frames(stateVector)));
  }

  /** One update frame of a peer that may draw. `frame` is the whole sync frame if it can be relayed as it came. */
  update(session: Session, scan: Scan, { isDifference, frame }: { isDifference: boolean; frame?: Frame }): void {
    const count = ++session.received;
    const held = session.hold(scan, isDifference);
    if (held === "more") return;
    if (held === "overflow") return session.refuse(CLOSE.tooLarge, "the difference is too large", "too large");
    const whole = held.length === 1 ? scan : scanUpdate(Y.mergeUpdates(held.map(({ bytes }) => bytes)));
    // Stock clients send what they kept from earlier visits as updates too, in many runs: a single run is somebody drawing.
    const isDrawing = !isDifference && whole.runs.length === 1;
    if (whole.runs.some((run) => this.#isForeign(session, run, isDrawing))) return this.#foreign(session, whole);
    switch (this.#document.admits(whole)) {
      case "gap":
        return this.#gap(session, whole);
      case "known":
        return this.#journal.add(session, count, 0);
    }
    if (isDrawing) this.#writers.claim(session, whole.runs[0].client);
    const isRelayed = this.#document.accept(whole);
    this.#inDoubt.push({ from: session, scan: whole, isRelayed });
    if (isRelayed) this.#fanout.update(session, whole, held.length === 1 ? frame : undefined);
    this.#journal.add(session, count, whole.bytes.length);
  }

  /** True when the run writes on under the id of somebody else who is here. */
  #isForeign(session: Session, { client, end }: Run, isDrawing: boolean): boolean {
    const owner = this.#writers.ownerOf(client);
    if (owner === session || this.#presence.isOf(session, client)) return false;
    if (owner !== undefined && isDrawing) return true;
    return end > this.#document.clockOf(client) && (owner !== undefined || !this.#presence.mayActAs(session, client));
  }

  /** @throws when the body is malformed. */
  hearPresence(session: Session, body: Uint8Array): void {
    this.#fanout.presence(this.#presence.hear(session, body));
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

  /** The whole board as one update. */
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
      this.#inDoubt = [];
      return this.#document.takeUnsaved();
    }
  }

  hear(updates: readonly Uint8Array[]): void {
    this.#document.hear(updates);
    for (const update of updates) this.#fanout.update(undefined, scanUpdate(update));
  }

  saving(trouble: string | undefined): void {
    this.#trouble = trouble;
    const notice = this.#savingNotice();
    for (const session of this.#sessions) if (session.extended) session.send(notice);
  }

  #savingNotice(): Frame {
    return this.#trouble ? encodeNotice("unsaved", this.#trouble) : encodeNotice("saving", "");
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

  /** Lets those go who do not keep up: what waits for them is memory. @returns how many */
  shed(): number {
    const lagging = [...this.#sessions].filter((session) => session.isOpen && session.isLagging);
    for (const session of lagging) session.close(CLOSE.tryAgain, "this connection does not keep up");
    return lagging.length;
  }

  /** Ends timers and subscriptions. Call `flush` first. */
  close(): void {
    this.#cancelLaggingCheck?.();
    this.#fanout.close();
    this.#journal.close();
    this.#document.close();
  }

  /** The update builds on what is not here. It is kept, as the rest may be on its way, and the whole is asked for. */
  #gap(session: Session, scan: Scan): void {
    if (++session.gaps > GAPS_MAX) {
      return session.refuse(CLOSE.malformed, "updates came that build on what was never sent", "gaps");
    }
    session.startHolding(scan);
    this.#ask(session);
  }

  /**
   * The update writes on under the id of somebody who is here. From an honest peer that is what it heard elsewhere (a
   * second tab), and the writer's own frame is on its way: kept and asked for again, as a gap is, and nothing final.
   */
  #foreign(session: Session, scan: Scan): void {
    if (++session.gaps > GAPS_MAX) {
      return session.refuse(CLOSE.tryAgain, "somebody else writes under the same id", "foreign id");
    }
    session.startHolding(scan);
    this.#ask(session);
  }

  /** Asks for all that the room lacks. */
  #ask(session: Session): void {
    this.#fromDocument(session, () => session.send(encodeSync(SYNC.step1, this.#document.stateVector())));
  }

  /** While the document is in doubt, because of what somebody else sent, nobody is blamed: they come back to a new one. */
  #fromDocument(session: Session, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof DocumentInDoubt)) throw error;
      session.close(CLOSE.tryAgain, "the board is being repaired");
    }
  }

  /** Sends frames no faster than the peer reads. */
  async #stream(session: Session, frames: readonly Frame[]): Promise<void> {
    for (const frame of frames) {
      while (session.isOpen && session.room <= 0) await this.#wait(DRAIN_CHECK_MS);
      if (!this.#sessions.has(session)) return;
      session.send(frame);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#options.clock.after(ms, resolve));
  }

  /** Brings those who fell behind up to date once they have read what was queued. */
  #watchLagging(): void {
    this.#cancelLaggingCheck ??= this.#options.clock.after(LAGGING_CHECK_MS, () => {
      this.#cancelLaggingCheck = undefined;
      for (const session of this.#sessions) {
        if (!session.isLagging || !session.hasDrained) continue;
        session.caughtUp();
        this.answer(session, NOTHING);
        this.tellPresence(session);
        if (session.extended) session.send(this.#savingNotice());
      }
      if ([...this.#sessions].some((session) => session.isLagging)) this.#watchLagging();
    });
  }

  /** An update passed all checks and still cannot be applied: what is stored is beyond doubt, so start from there. */
  async #rebuild(error: unknown): Promise<void> {
    const { board, store, log } = this.#options;
    log("warn", "document rebuilt", { board, error });
    const stored = await store.load(board);
    const doubtful = this.#inDoubt;
    const known = [...stored?.updates ?? [], ...this.#journal.carried];
    const refused = new Set(this.#document.rebuild(known, doubtful.map(({ scan }) => scan)));
    for (const { from, scan, isRelayed } of doubtful) {
      if (refused.has(scan)) from.refuse(CLOSE.malformed, "an update could not be applied", "not applicable");
      else if (!isRelayed) this.#fanout.update(from, scan);
    }
  }
}
