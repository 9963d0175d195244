import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { DomainEvent } from "../events/events.ts";
import type { Log } from "../process/log.ts";
import type { Registration } from "./registration.ts";
import { type StoredEvent, toldOf } from "./webhook_event.ts";

/** Of the changes of a board within this time, webhooks are told once, ms. */
export const CHANGED_MS = 60_000;
/**
 * Told this much later, ms: clocks of instances differ, and a commit takes time. The message has the newest number, so
 * it includes every change that relied on it.
 */
export const CHANGED_GRACE_MS = 15_000;
/** Boards whose last window is remembered. */
const WINDOWS_MAX = 10_000;
const EVENTS_PER_COMMIT = 200;

export interface OutboxOptions {
  /** Whether anybody wants the events of this board. */
  readonly isWanted: (board: string) => boolean;
  /** ms since 1970. */
  readonly today: () => number;
  readonly log: Log;
  /** Called when events were added. */
  readonly added: () => void;
}

/**
 * Events that wait to be sent. They are part of the commit that they tell of, so a crash cannot separate them; events
 * without a commit get one of their own.
 */
export class Outbox {
  readonly #database: Database;
  readonly #options: OutboxOptions;
  /** For each board, the window of its newest `board.changed` that was committed. */
  readonly #windows = new Map<string, number>();
  /** The windows of changes that are being committed. */
  readonly #uncommitted = new WeakMap<DomainEvent, number>();
  #own: { readonly key: readonly [number, string]; readonly event: StoredEvent }[] = [];
  #writing: Promise<void> = Promise.resolve();
  #newest = 0;
  #count = 0;

  constructor(database: Database, options: OutboxOptions) {
    [this.#database, this.#options] = [database, options];
  }

  /** Adds the events to the commit that causes them. */
  async add(commit: Commit, caused: readonly DomainEvent[]): Promise<void> {
    for (const cause of caused) {
      const told = toldOf(cause);
      const { board } = cause;
      if (told === undefined || !this.#options.isWanted(board)) continue;
      const at = this.#options.today();
      if (told.type === "board.changed") {
        const window = windowOf(board, at);
        this.#uncommitted.set(cause, window);
        if (this.#windows.get(board) !== window) addChange(commit, { ...told, board, at }, window);
      } else {
        const last = told.type === "board.deleted" && { last: await this.#last(board) };
        commit.set(KEY.webhookEvent(...this.key(at)), { ...told, board, at, ...last } satisfies StoredEvent);
      }
    }
  }

  /** These events were committed. */
  committed(event: DomainEvent): void {
    const window = this.#uncommitted.get(event);
    if (window !== undefined) {
      if (this.#windows.size >= WINDOWS_MAX) this.#windows.clear();
      this.#windows.set(event.board, window);
    } else if (toldOf(event) && this.#options.isWanted(event.board)) this.#options.added();
  }

  /** Writes an event that no commit causes, after those before it. */
  write(event: StoredEvent): void {
    if (!this.#options.isWanted(event.board)) return;
    this.#own.push({ key: this.key(event.at), event });
    this.after(() => this.#writeOwn());
  }

  /** Runs something once everything before it is written. */
  after(run: () => Promise<void>): void {
    this.#writing = this.#writing.then(run).catch((error) => {
      this.#options.log("warn", "webhook events lost", { error });
    });
  }

  /** Resolves when everything is written. */
  async flush(): Promise<void> {
    for (let last; last !== this.#writing;) await (last = this.#writing);
  }

  /** A key that comes after all others of this process. */
  key(at: number): [number, string] {
    this.#newest = Math.max(this.#newest, at);
    return [this.#newest, `${String(this.#count++).padStart(12, "0")}.${crypto.randomUUID()}`];
  }

  async #last(board: string): Promise<NonNullable<StoredEvent["last"]>> {
    const keys = [KEY.webhooks(board), KEY.webhookNumber(board)];
    const [webhooks, number] = await this.#database.getMany(keys);
    return { webhooks: webhooks.value as Registration[] | null ?? [], number: number.value as number | null ?? 0 };
  }

  async #writeOwn(): Promise<void> {
    const some = this.#own.splice(0, EVENTS_PER_COMMIT);
    if (some.length === 0) return;
    const commit = new Commit();
    for (const { key, event } of some) commit.set(KEY.webhookEvent(...key), event);
    await this.#database.commit(commit);
    this.#options.added();
  }
}

/** Two processes that change a board within the same window write the same key. */
function addChange(commit: Commit, event: StoredEvent, window: number): void {
  const { board } = event;
  const end = (window + 1) * CHANGED_MS - offsetOf(board);
  commit.set(KEY.webhookEvent(end + CHANGED_GRACE_MS, `changed.${board}`), { ...event, at: end });
}

/** Boards have different windows, so that they are not all told of at the same moment. */
function windowOf(board: string, at: number): number {
  return Math.floor((at + offsetOf(board)) / CHANGED_MS);
}

function offsetOf(board: string): number {
  let hash = 0;
  for (let i = 0; i < board.length; i++) hash = (hash * 31 + board.charCodeAt(i)) % CHANGED_MS;
  return hash;
}
