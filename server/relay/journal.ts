import type { Clock } from "../../board/clock.ts";
import type { Bus } from "../bus/bus.ts";
import type { Events } from "../events/events.ts";
import type { Log } from "../process/log.ts";
import { BoardGone, type BoardId, type BoardStore, type Head } from "../store/board_store.ts";
import { isDue } from "../document/compaction.ts";
import { Compactor } from "../document/compactor.ts";
import type { Session } from "../session/session.ts";
import type { Unsaved } from "./document_repair.ts";

/** Updates that arrive within this time share a commit, ms. */
const GROUP_MS = 25;
/**
 * The same for stock clients, which get no acknowledgements. They send a stroke in sixty updates a second, and a commit
 * for every second update would cost as much as all of the relaying. If the process crashes, they still have their
 * changes and send them again.
 */
const UNAWAITED_GROUP_MS = 1_000;
/** This many bytes are committed at once. They fit in one 64 KiB value with some room left. */
const GROUP_BYTES = 48 * 1024;

const RETRY_FIRST_MS = 250;
const RETRY_MAX_MS = 5_000;

/**
 * A board that lost entries may wait days for peers that have them, and each attempt to compact it costs a whole load.
 */
const COMPACTION_RETRY_FIRST_MS = 10_000;
const COMPACTION_RETRY_MAX_MS = 3_600_000;

/** The functions of the room that its journal needs. */
export interface Journaled {
  /** All changes since the last call. */
  takeUnsaved(): Promise<Unsaved | undefined>;
  /** Applies updates that another instance appended; `damage` names the parts that could not be read. */
  hear(updates: readonly Uint8Array[], damage: readonly string[] | undefined): Promise<void> | void;
  /** @param trouble why saving fails; undefined when it works again */
  saving(trouble: string | undefined): void;
  /** Reports an error of ours. Must not throw. */
  failed(error: unknown): void;
}

export interface JournalOptions {
  readonly board: BoardId;
  readonly store: BoardStore;
  readonly bus: Bus;
  /** Publishes that sessions joined and left. */
  readonly events?: Pick<Events, "publish">;
  readonly clock: Clock;
  readonly head: Head;
  readonly log: Log;
  /** Default: a separate compactor without a worker. */
  readonly compactor?: Compactor;
  /** True while memory is short. No compaction starts then. */
  readonly isTight?: () => boolean;
  /** Called when the board was deleted elsewhere. */
  readonly gone?: () => void;
}

/**
 * Saves a room's changes in groups and acknowledges them once they are durable.
 *
 * Appends are checked against the head of the log: if another instance was first, its entries are read and the append
 * is retried. After a failed commit everything is kept and retried until it succeeds. Nothing is acknowledged before
 * that.
 */
export class Journal {
  readonly #room: Journaled;
  readonly #options: JournalOptions;
  readonly #compactor: Compactor;
  #head: Head;

  /** Sessions to acknowledge, with the number of their newest update frame. */
  #waiting = new Map<Session, number>();
  #waitingBytes = 0;
  #hasChanges = false;
  /** Arrival times of the oldest waiting change and of the oldest change that is being saved. */
  #waitingSince: number | undefined;
  #savingSince: number | undefined;
  #carried: Unsaved[] = [];
  #newestHeard = 0;
  #cancelTimer: (() => void) | undefined;
  /** When the timer ends, and how long it runs in all. Infinity: there is none. */
  #due = Infinity;
  #delay = Infinity;
  #running: Promise<void> | undefined;
  /** Another run was requested during the current one. */
  #isAskedAgain = false;
  #compacting: Promise<void> | undefined;
  #failures = 0;
  #compactionFailures = 0;
  #compactNotBefore = -Infinity;
  #unsubscribe: () => void;

  constructor(room: Journaled, options: JournalOptions) {
    this.#room = room;
    this.#options = options;
    this.#head = options.head;
    this.#compactor = options.compactor ?? new Compactor(options);
    const head = (seq: number) => {
      this.#newestHeard = Math.max(this.#newestHeard, seq);
      if (seq > this.#head.seq) this.#start();
    };
    this.#unsubscribe = options.bus.subscribe(options.board, { head });
  }

  /**
   * An update was accepted; `bytes` is 0 when it changed nothing.
   *
   * @param count number of the session's update frame that ends with it; undefined when more of the frame follows
   */
  add(session: Session, count: number | undefined, { bytes }: { bytes: number }): void {
    if (count !== undefined) this.#waiting.set(session, count);
    this.#waitingBytes += bytes;
    if (bytes > 0) {
      this.#hasChanges = true;
      this.#waitingSince ??= this.#options.clock.now();
    }
    if (this.#waitingBytes >= GROUP_BYTES || !this.#hasChanges) this.#start();
    else if (session.extended) this.#startWithin(GROUP_MS);
    else if (this.#due === Infinity) this.#startWithin(UNAWAITED_GROUP_MS);
  }

  get storedSeq(): number {
    return this.#head.seq;
  }

  /** Updates taken from the room that are not in the log yet: a document built from the log alone would lack them. */
  get carried(): readonly Uint8Array[] {
    return this.#carried.map(({ update }) => update);
  }

  /** Bytes of the board's updates, both stored and waiting. */
  get bytes(): number {
    const carried = this.#carried.reduce((sum, { update }) => sum + update.length, 0);
    return this.#head.bytes + this.#head.snapshotBytes + carried + this.#waitingBytes;
  }

  /** Arrival time of the oldest change that is not durable, in the clock's ms; undefined when all are. */
  get unsavedSince(): number | undefined {
    return this.#savingSince ?? this.#waitingSince;
  }

  /** True when everything that was added is durable. */
  get isSettled(): boolean {
    return this.#waiting.size === 0 && !this.#hasChanges && this.#carried.length === 0 && this.#running === undefined;
  }

  wake(): void {
    this.#start();
  }

  /** Saves now and waits for a running compaction. Rejects when saving fails now; saving is retried. */
  async flush(): Promise<void> {
    await this.save();
    await this.#compacting;
  }

  /** Saves now. Resolves when everything is durable. Rejects when that fails; the retries continue. */
  async save(): Promise<void> {
    while (!this.isSettled) {
      this.#start();
      await this.#running;
      if (this.#failures > 0) throw new Error(`Cannot save board as the store fails: ${this.#options.board}`);
    }
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#unsubscribe();
  }

  #startWithin(ms: number): void {
    // A timer that is running and is no longer ends earlier. Most updates end here, without a look at the clock.
    if (ms >= this.#delay) return;
    const { clock } = this.#options;
    const due = clock.now() + ms;
    if (due >= this.#due) return;
    this.#cancelTimer?.();
    this.#due = due;
    this.#delay = ms;
    this.#cancelTimer = clock.after(ms, () => this.#start());
  }

  #start(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#due = this.#delay = Infinity;
    this.#isAskedAgain = true;
    this.#running ??= this.#run();
  }

  /**
   * Requests made during a run rely on being seen before it ends. So `#running` is cleared synchronously after the last
   * check: clearing it in a later microtask would leave a gap in which a change waits forever. Changes that may wait
   * have a timer of their own: saving them at once would mean a commit for every few frames of a busy room.
   */
  async #run(): Promise<void> {
    try {
      await this.#workOff();
    } catch (error) {
      this.#room.failed(error);
    } finally {
      this.#running = undefined;
      if (this.#isAskedAgain && this.#failures === 0) this.#startWithin(GROUP_MS);
    }
  }

  async #workOff(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      const group = this.#waiting;
      this.#waiting = new Map();
      this.#waitingBytes = 0;
      this.#hasChanges = false;
      this.#savingSince ??= this.#waitingSince;
      this.#waitingSince = undefined;
      try {
        if (this.#newestHeard > this.#head.seq) await this.#pull();
        const unsaved = await this.#room.takeUnsaved();
        if (unsaved) this.#carried.push(unsaved);
        while (this.#carried.length > 0) await this.#append();
      } catch (error) {
        this.#waiting = new Map([...group, ...this.#waiting]);
        this.#hasChanges = true;
        return this.#failed(error);
      }
      if (this.#failures > 0) this.#recovered();
      this.#failures = 0;
      this.#savingSince = undefined;
      for (const [session, count] of group) session.acknowledge(count);
    } while (this.#waitingBytes >= GROUP_BYTES);
    this.#compactIfDue();
  }

  /** Appends the first carried update. */
  async #append(): Promise<void> {
    const { store, board, bus } = this.#options;
    for (;;) {
      const [{ update, authors }] = this.#carried;
      const head = await store.append(board, this.#head, update, { authors });
      if (head !== "conflict") {
        this.#head = head;
        this.#carried.shift();
        return bus.publish(board, head.seq);
      }
      await this.#pull();
    }
  }

  /** The head advances only after the room has applied the entries, so that they are read again after an error. */
  async #pull(): Promise<void> {
    const { store, board } = this.#options;
    const { head, updates, damage } = await store.loadAfter(board, this.#head);
    if (updates.length > 0 || damage) await this.#room.hear(updates, damage);
    this.#head = head;
  }

  #failed(error: unknown): void {
    if (error instanceof BoardGone) return this.#end();
    const { log, board } = this.#options;
    log("error", "save failed", { board, failures: this.#failures + 1, error });
    const wait = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#failures);
    this.#startWithin(wait);
    if (this.#failures++ === 0) this.#room.saving("The server cannot save at the moment. It keeps trying.");
  }

  #recovered(): void {
    const { log, board } = this.#options;
    log("info", "saving again", { board, failures: this.#failures });
    this.#room.saving(undefined);
  }

  /** The board was deleted: drops everything that waits, and stops the retries. */
  #end(): void {
    this.#waiting.clear();
    this.#carried = [];
    this.#hasChanges = false;
    this.#isAskedAgain = false;
    this.#newestHeard = 0;
    this.#options.gone?.();
  }

  #compactIfDue(): void {
    const { store, board, clock, log, isTight } = this.#options;
    if (this.#compacting || !isDue(this.#head) || clock.now() < this.#compactNotBefore || isTight?.()) return;
    this.#compacting = this.#compactor.compact(store, board)
      .then((head) => {
        this.#compactionFailures = 0;
        if (head && head.seq >= this.#head.seq) this.#head = head;
      })
      .catch((error) => {
        const wait = COMPACTION_RETRY_FIRST_MS * 2 ** this.#compactionFailures++;
        this.#compactNotBefore = clock.now() + Math.min(COMPACTION_RETRY_MAX_MS, wait);
        log("warn", "compaction failed", { board, error });
      })
      .finally(() => this.#compacting = undefined);
  }
}
