import { CLOSE } from "../../board/wire/protocol.ts";
import type { Scan } from "../../board/wire/update.ts";
import type { LiveDocument } from "../document/live_document.ts";
import { loadWithRepair } from "../document/load_with_repair.ts";
import type { Log } from "../process/log.ts";
import type { Author } from "../store/entry_origin.ts";
import type { BoardId, BoardStore } from "../store/board_store.ts";
import type { EntryAuthors } from "./entry_authors.ts";
import type { Fanout } from "./fanout.ts";
import type { Session } from "../session/session.ts";

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

export interface RepairOptions {
  readonly board: BoardId;
  readonly store: BoardStore;
  readonly log: Log;
  readonly document: LiveDocument;
  readonly fanout: Fanout;
  readonly authors: EntryAuthors;
  /** Updates that were taken from the document and are not stored yet. */
  readonly carried: () => readonly Uint8Array[];
  readonly damaged: (damage: readonly string[] | undefined) => void;
}

/**
 * Rebuilds a document in doubt from the stored updates, which are reliable, and the updates accepted since. It keeps
 * the latter until the journal has them.
 */
export class Repair {
  readonly #options: RepairOptions;
  #accepted: Accepted[] = [];
  #untold: readonly Scan[] = [];

  constructor(options: RepairOptions) {
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
      await this.rebuild(error);
      return this.#take();
    }
  }

  /** Both are taken at the same moment, so that an entry names the authors of exactly its changes. */
  #take(): Unsaved | undefined {
    const { document, authors } = this.#options;
    const update = document.takeUnsaved();
    return update && { update, authors: authors.take() };
  }

  async rebuild(cause: unknown): Promise<void> {
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
    this.relay(doubtful.flatMap(({ from, scan, isRelayed }) => {
      const part = isRelayed ? undefined : applied.get(scan);
      return part ? [{ from, scan: part }] : [];
    }));
  }

  /** Relays updates that are already in the document. */
  relay(news: readonly { readonly from?: Session; readonly scan: Scan }[]): void {
    this.#untold = news.map(({ scan }) => scan);
    try {
      for (const { from, scan } of news) this.#options.fanout.update(from, scan);
    } finally {
      this.#untold = [];
    }
  }
}
