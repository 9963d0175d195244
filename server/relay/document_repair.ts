import { CLOSE } from "../../board/wire/protocol.ts";
import type { Scan } from "../../board/wire/update.ts";
import { DocumentInDoubt } from "../document/document_in_doubt.ts";
import type { LiveDocument } from "../document/live_document.ts";
import { loadWithRepair } from "../document/load_with_repair.ts";
import type { Log } from "../process/log.ts";
import type { Author } from "../store/entry_origin.ts";
import type { BoardId, BoardStore } from "../store/board_store.ts";
import type { EntryAuthors } from "./entry_authors.ts";
import type { RoomFanout } from "./room_fanout.ts";
import type { Session } from "../session/session.ts";

const REPAIR = "the board is being repaired";

/** An update that was accepted. */
export interface Accepted {
  readonly from: Session;
  readonly scan: Scan;
  readonly isRelayed: boolean;
}

/** Changes that are in the document and not in the log, as one update, and who wrote them. */
export interface Unsaved {
  readonly update: Uint8Array;
  readonly authors: readonly Author[];
}

export interface DocumentRepairOptions {
  readonly board: BoardId;
  readonly store: BoardStore;
  readonly log: Log;
  readonly document: LiveDocument;
  readonly fanout: RoomFanout;
  readonly authors: EntryAuthors;
  /** Updates that were taken from the document and are not stored yet. */
  readonly carried: () => readonly Uint8Array[];
  /** Makes the journal save soon, which rebuilds the document first. */
  readonly wake: () => void;
  readonly sessions: ReadonlySet<Session>;
  /** Closes sessions; they may reconnect. */
  readonly close: (sessions: Iterable<Session>, code: number, reason: string) => void;
  readonly damaged: (damage: readonly string[] | undefined) => void;
}

/**
 * The repair of a document in doubt. It notices the doubt, sends sessions away meanwhile, and rebuilds the document from
 * the stored updates, which are reliable, and the updates accepted since. It keeps the latter until the journal has them.
 */
export class DocumentRepair {
  readonly #options: DocumentRepairOptions;
  #accepted: Accepted[] = [];
  #untold: readonly Scan[] = [];

  constructor(options: DocumentRepairOptions) {
    this.#options = options;
  }

  /** Updates that are in the document and have not been sent to all sessions yet. */
  get untold(): readonly Scan[] {
    return this.#untold;
  }

  accepted(update: Accepted): void {
    this.#accepted.push(update);
    this.#options.authors.add(update.from, update.scan);
  }

  /** See `LiveDocument.takeUnsaved`. Rebuilds the document if that throws. */
  async takeUnsaved(): Promise<Unsaved | undefined> {
    const before = this.#accepted;
    this.#accepted = [];
    try {
      return this.#take();
    } catch (error) {
      this.#accepted = [...before, ...this.#accepted];
      await this.#rebuild(error);
      return this.#take();
    }
  }

  /** Both are taken at the same moment, so that an entry names the authors of exactly its changes. */
  #take(): Unsaved | undefined {
    const { document, authors } = this.#options;
    const update = document.takeUnsaved();
    return update && { update, authors: authors.take() };
  }

  /**
   * Handles an error of ours. A change may be half done, so the document is rebuilt from the stored and the unsaved
   * updates, and all sessions have to reconnect. If one frame caused the error, only its sender has to.
   */
  failed(error: unknown, culprit?: Session): void {
    const { document, fanout, sessions, close, wake } = this.#options;
    document.doubt(error);
    if (culprit) close([culprit], CLOSE.internal, "the server failed over a message");
    else {
      fanout.reset();
      close(sessions, CLOSE.tryAgain, REPAIR);
    }
    wake();
  }

  /** Reads the document for a session. While the document is in doubt, the session has to reconnect. */
  readFor<T>(session: Session, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DocumentInDoubt)) throw error;
      this.#options.wake();
      session.close(CLOSE.tryAgain, REPAIR);
      return undefined;
    }
  }

  /** The board as one update, see `LiveDocument.encode`. @throws while the document is in doubt */
  encode(stateVector?: Uint8Array): Uint8Array<ArrayBuffer> {
    try {
      return this.#options.document.encode(stateVector);
    } catch (error) {
      if (error instanceof DocumentInDoubt) this.#options.wake();
      throw error;
    }
  }

  /** Adds and relays updates that another instance has stored. */
  async hear(updates: readonly Uint8Array[], { isDamaged }: { readonly isDamaged: boolean }): Promise<void> {
    const { document, sessions, close } = this.#options;
    let scans: readonly Scan[];
    try {
      scans = document.hear(updates, { isDamaged });
    } catch (error) {
      await this.#rebuild(error);
      // The sessions would lack these updates.
      return close(sessions, CLOSE.tryAgain, REPAIR);
    }
    this.#relay(scans.map((scan) => ({ scan })));
  }

  async #rebuild(cause: unknown): Promise<void> {
    const { board, store, log, document, carried, damaged } = this.#options;
    log("warn", "document rebuilt", { board, error: cause });
    const { doubtful, applied } = await loadWithRepair(store, board, ({ updates, damage }) => {
      const doubtful = this.#accepted;
      const known = [...updates, ...carried()];
      const applied = document.rebuild(known, doubtful.map(({ scan }) => scan), { isDamaged: damage !== undefined });
      this.#accepted = [];
      damaged(damage);
      return { doubtful, applied };
    });
    for (const { from, scan } of doubtful) {
      if (!applied.has(scan)) from.refuse(CLOSE.malformed, "an update could not be applied", "not applicable");
    }
    this.#relay(doubtful.flatMap(({ from, scan, isRelayed }) => {
      const part = isRelayed ? undefined : applied.get(scan);
      return part ? [{ from, scan: part }] : [];
    }));
  }

  /** Relays updates that are already in the document. */
  #relay(news: readonly { readonly from?: Session; readonly scan: Scan }[]): void {
    this.#untold = news.map(({ scan }) => scan);
    try {
      for (const { from, scan } of news) this.#options.fanout.update(from, scan);
    } finally {
      this.#untold = [];
    }
  }
}
