import type { Clock } from "../../board/clock.ts";
import { LIVE_BYTES_PER_STORED, LIVE_BYTES_PER_STRUCT } from "../../board/limits.ts";
import type { Bus } from "../bus/bus.ts";
import type { Log } from "../log.ts";
import { BoardGone, type BoardId, type BoardStore, type Head } from "../store/board_store.ts";
import { isDue } from "../document/compaction.ts";
import { Compactor } from "../document/compactor.ts";
import type { Session } from "./session.ts";

/** What arrives within so many ms shares a commit. */
const GROUP_MS = 25;
/**
 * … and what nobody waits to hear of. A stock client is never told what is durable and sends a stroke in sixty updates a
 * second; a commit for every other of them would cost as much as all of the relaying. It keeps what it sent, and brings
 * it back should the process die meanwhile.
 */
const UNAWAITED_GROUP_MS = 1_000;
/** … or so many bytes, which leaves room in one 64 KiB value. */
const GROUP_BYTES = 48 * 1024;

const RETRY_FIRST_MS = 250;
const RETRY_MAX_MS = 5_000;

/** A board that lost entries may wait for days for those who have them: trying to compact it costs a whole load. */
const COMPACTION_RETRY_FIRST_MS = 10_000;
const COMPACTION_RETRY_MAX_MS = 3_600_000;

/** The room, as its journal sees it. */
export interface Journaled {
  /** All changes not yet handed over, as one update. */
  takeUnsaved(): Promise<Uint8Array | undefined>;
  /** Another instance appended these; `damage` is what could not be read of it. */
  hear(updates: readonly Uint8Array[], damage: readonly string[] | undefined): Promise<void> | void;
  /** Saving fails (with the reason) or works again. */
  saving(trouble: string | undefined): void;
  /** An error of ours. Must not throw. */
  failed(error: unknown): void;
}

export interface JournalOptions {
  readonly board: BoardId;
  readonly store: BoardStore;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly head: Head;
  readonly log: Log;
  /** Default: one of its own, without a worker. */
  readonly compactor?: Compactor;
  /** True while memory is short. No compaction starts then. */
  readonly isTight?: () => boolean;
  /** The board was deleted elsewhere. */
  readonly gone?: () => void;
}

/**
 * Makes a room's changes durable, a group at a time, and acknowledges them – only then.
 *
 * Appends are checked against the head of the log: where another instance was first, its entries are read and the
 * append is tried again. A failed commit keeps everything and is tried again until it works; nobody is told "saved"
 * before.
 */
export class Journal {
  readonly #room: Journaled;
  readonly #options: JournalOptions;
  readonly #compactor: Compactor;
  #head: Head;

  /** Who is to be told, and the number of their newest update frame. */
  #waiting = new Map<Session, number>();
  #waitingBytes = 0;
  /** Structs that came since the last snapshot or load. */
  #structs = 0;
  #hasChanges = false;
  /** When the oldest change came that waits, and of those that are being saved. */
  #waitingSince: number | undefined;
  #savingSince: number | undefined;
  #carried: Uint8Array[] = [];
  #newestHeard = 0;

  #cancelTimer: (() => void) | undefined;
  #due = Infinity;
  #running: Promise<void> | undefined;
  /** A run was asked for since the last look of the one that goes on. */
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
    this.#unsubscribe = options.bus.subscribe(options.board, (seq) => {
      this.#newestHeard = Math.max(this.#newestHeard, seq);
      if (seq > this.#head.seq) this.#start();
    });
  }

  /** A session's update frame number `count` was accepted; `bytes` is 0 when it changed nothing. */
  add(session: Session, count: number, { bytes, structs }: { bytes: number; structs: number }): void {
    this.#waiting.set(session, count);
    this.#waitingBytes += bytes;
    this.#structs += structs;
    if (bytes > 0) {
      this.#hasChanges = true;
      this.#waitingSince ??= this.#options.clock.now();
    }
    if (this.#waitingBytes >= GROUP_BYTES || !this.#hasChanges) this.#start();
    else if (session.extended) this.#startWithin(GROUP_MS);
    else if (this.#due === Infinity) this.#startWithin(UNAWAITED_GROUP_MS);
  }

  /** Taken from the room and not yet in the log: a document made from the log alone would lack it. */
  get carried(): readonly Uint8Array[] {
    return this.#carried;
  }

  /** Bytes of the board's updates: stored, and waiting to be stored. */
  get bytes(): number {
    const carried = this.#carried.reduce((sum, { length }) => sum + length, 0);
    return this.#head.bytes + this.#head.snapshotBytes + carried + this.#waitingBytes;
  }

  /** Estimated memory of the live board, bytes. */
  get memoryBytes(): number {
    return this.bytes * LIVE_BYTES_PER_STORED + this.#structs * LIVE_BYTES_PER_STRUCT;
  }

  /** When the oldest change came that is not durable, in the clock's ms; undefined when all is. */
  get unsavedSince(): number | undefined {
    return this.#savingSince ?? this.#waitingSince;
  }

  /** True when all that was added is durable. */
  get isSettled(): boolean {
    return this.#waiting.size === 0 && !this.#hasChanges && this.#carried.length === 0 && this.#running === undefined;
  }

  /** Asks the room now for what there is to save. */
  wake(): void {
    this.#start();
  }

  /** Saves now and waits for a running compaction. Rejects when saving fails now; saving is retried. */
  async flush(): Promise<void> {
    await this.save();
    await this.#compacting;
  }

  /** Saves now. Resolves when all is durable, rejects when that fails now (it goes on trying). */
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
    const { clock } = this.#options;
    const due = clock.now() + ms;
    if (due >= this.#due) return;
    this.#cancelTimer?.();
    this.#due = due;
    this.#cancelTimer = clock.after(ms, () => this.#start());
  }

  #start(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#due = Infinity;
    this.#isAskedAgain = true;
    this.#running ??= this.#run();
  }

  /**
   * Whatever is asked for while this runs relies on being looked at before it ends. So its end is marked in the same
   * breath as the last look: a promise that does it later leaves a gap in which a change waits for ever. What is added
   * and may wait has a timer of its own: to save it at once would be a commit for every few frames of a busy room.
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
        const update = await this.#room.takeUnsaved();
        if (update) this.#carried.push(update);
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

  /** Appends what is carried first. */
  async #append(): Promise<void> {
    const { store, board, bus } = this.#options;
    for (;;) {
      const head = await store.append(board, this.#head, this.#carried[0]);
      if (head !== "conflict") {
        this.#head = head;
        this.#carried.shift();
        return bus.publish(board, head.seq);
      }
      await this.#pull();
    }
  }

  /** Until the room has heard the entries the head stays: they are read again. */
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

  /** There is no board any more that anything could be saved to; nothing is to be tried again. */
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
    if (isTight?.() || this.#compacting || !isDue(this.#head) || clock.now() < this.#compactNotBefore) return;
    this.#compacting = this.#compactor.compact(store, board)
      .then((head) => {
        this.#compactionFailures = 0;
        if (head) this.#structs = 0;
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
