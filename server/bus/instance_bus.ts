import type { Clock } from "../../board/clock.ts";
import type { Database, MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { READS_MAX } from "../database/limits.ts";
import type { LiveInstances } from "../instances/live_instances.ts";
import type { Log } from "../process/log.ts";
import { type Bus, type BusListener, requireSendable } from "./bus.ts";
import { decodeNotice, encodeItem, encodeNotice, type NoticeItem } from "./notice.ts";
import type { Notices } from "./notices.ts";
import { Subscriptions } from "./subscriptions.ts";

/** An instance that was not heard for this long does not count as serving a board, ms: three heartbeats. */
const HEARD_MS = 10_000;
/** Bytes of messages that may wait. More are dropped: live ink and presence are soon out of date. */
const WAITING_BYTES_MAX = 64 * 1024;
/** Heartbeats between two announcements of all boards. They are repeated because they may be lost. */
const ANNOUNCE_BEATS = 10;
/** After a failure, the next notice waits this long, ms. */
const FAILED_MS = 1_000;

export interface InstanceBusOptions {
  readonly live: LiveInstances;
  readonly notices: Notices;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The bus between the instances on one database. While no other instance lives, it says nothing.
 *
 * An instance announces each board that it loads, and others that have it loaded answer. Only then do they tell each
 * other of heads and messages. Usually no board is loaded twice, because a lease sends everybody to one instance. Each
 * heartbeat renews the announcements of boards that are loaded twice, and reads the heads of all loaded boards, so lost
 * ones are noticed then. Every tenth announces all boards again.
 */
export class InstanceBus implements Bus {
  readonly #options: InstanceBusOptions;
  readonly #subscriptions = new Subscriptions();
  readonly #announcements = new Map<string, "open" | "here" | "closed">();
  readonly #heads = new Map<string, number>();
  #messages: Uint8Array[] = [];
  #waitingBytes = 0;
  #known: ReadonlySet<string> = new Set();
  #beats = 0;
  #hasStarted = false;
  #isSending = false;
  #isClosed = false;
  #cancel: (() => void) | undefined;

  constructor(options: InstanceBusOptions) {
    this.#options = options;
    options.live.onBeat(() => this.#beat());
  }

  get intervalMs(): number {
    return this.#options.notices.intervalMs;
  }

  publish(board: string, seq: number): void {
    if (!this.#subscriptions.isSplit(board)) return;
    this.#heads.set(board, seq);
    this.#sendSoon();
  }

  send(board: string, bytes: Uint8Array): void {
    requireSendable(bytes);
    if (!this.#subscriptions.isSplit(board) || this.#waitingBytes > WAITING_BYTES_MAX) return;
    const item = encodeItem({ kind: "message", board, bytes });
    this.#waitingBytes += item.length;
    this.#messages.push(item);
    this.#sendSoon();
  }

  others(board: string): ReadonlySet<string> {
    return this.#subscriptions.others(board);
  }

  subscribe(board: string, listener: BusListener): () => void {
    this.#start();
    if (this.#subscriptions.add(board, listener)) this.#announce(board, "open");
    return () => {
      if (this.#subscriptions.remove(board, listener)) this.#announce(board, "closed");
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#options.notices.close();
    this.#subscriptions.clear();
  }

  #start(): void {
    if (this.#hasStarted || this.#isClosed) return;
    this.#hasStarted = true;
    const { live, notices } = this.#options;
    notices.listen({ notice: (bytes) => this.#hear(bytes), gap: () => this.#announceAll() });
    void live.start().then(() => this.#meet());
  }

  /** Announces everything when another instance has come. */
  #meet(): void {
    const { others } = this.#options.live;
    const isNew = [...others].some((id) => !this.#known.has(id));
    this.#known = new Set(others);
    if (isNew) this.#announceAll();
  }

  #announceAll(): void {
    for (const board of this.#subscriptions.boards) this.#announce(board, "open");
  }

  #announce(board: string, kind: "open" | "here" | "closed"): void {
    if (this.#isClosed || this.#options.live.others.size === 0) return;
    // An announcement that asks must not be replaced by one that does not.
    if (kind === "here" && this.#announcements.get(board) === "open") return;
    this.#announcements.set(board, kind);
    this.#sendSoon();
  }

  async #beat(): Promise<void> {
    if (!this.#hasStarted || this.#isClosed) return;
    const { live, clock } = this.#options;
    this.#subscriptions.expire(clock.now() - HEARD_MS, (instance) => live.others.has(instance));
    if (++this.#beats % ANNOUNCE_BEATS === 0) this.#announceAll();
    this.#meet();
    for (const board of this.#subscriptions.split) this.#announce(board, "here");
    if (live.others.size > 0) await this.#readHeads().catch((error) => this.#failed(error));
  }

  /** A room checks what it reads. This is only a hint that there is something to read. */
  async #readHeads(): Promise<void> {
    const boards = [...this.#subscriptions.boards];
    for (let i = 0; i < boards.length && !this.#isClosed; i += READS_MAX) {
      const some = boards.slice(i, i + READS_MAX);
      const heads: MaybeEntry<{ readonly seq?: unknown }>[] = await this.#options.database.getMany(some.map(KEY.head));
      for (const [j, { value }] of heads.entries()) {
        const { seq } = Object(value);
        if (typeof seq === "number") this.#subscriptions.tell(some[j], (listener) => listener.head?.(seq));
      }
    }
  }

  #hear(bytes: Uint8Array): void {
    const notice = decodeNotice(bytes);
    const { live, clock } = this.#options;
    if (this.#isClosed || notice === undefined || notice.from === live.id) return;
    live.heard(notice.from);
    for (const item of notice.items) {
      if (this.#subscriptions.has(item.board)) this.#take(item, notice.from, clock.now());
    }
  }

  #take(item: NoticeItem, from: string, now: number): void {
    const { board } = item;
    if (item.kind === "closed") return this.#subscriptions.leave(board, from);
    this.#subscriptions.join(board, from, now);
    if (item.kind === "open") this.#announce(board, "here");
    if (item.kind === "head") this.#subscriptions.tell(board, (listener) => listener.head?.(item.seq));
    if (item.kind === "message") this.#subscriptions.tell(board, (listener) => listener.message?.(item.bytes, from));
  }

  #sendSoon(ms = this.intervalMs): void {
    if (this.#isSending || this.#isClosed) return;
    this.#isSending = true;
    this.#cancel = this.#options.clock.after(ms, () => void this.#sendNext());
  }

  async #sendNext(): Promise<void> {
    const { live, notices } = this.#options;
    const items = this.#takeItems(notices.bytesMax - live.id.length - 1);
    let wait = this.intervalMs;
    try {
      if (items.length > 0) await notices.send(encodeNotice(live.id, items));
    } catch (error) {
      this.#failed(error);
      // The next heartbeat announces everything again, and reads the heads.
      this.#known = new Set();
      wait = FAILED_MS;
    }
    this.#isSending = false;
    if (this.#announcements.size + this.#heads.size + this.#messages.length > 0) this.#sendSoon(wait);
  }

  /** Removes what fits into one notice from what waits. */
  #takeItems(bytesMax: number): Uint8Array[] {
    const items: Uint8Array[] = [];
    let bytes = 0;
    const fits = (item: Uint8Array) => {
      if (bytes + item.length > bytesMax) return false;
      bytes += item.length;
      items.push(item);
      return true;
    };
    for (const [board, kind] of this.#announcements) {
      if (!fits(encodeItem({ kind, board }))) return items;
      this.#announcements.delete(board);
    }
    for (const [board, seq] of this.#heads) {
      if (!fits(encodeItem({ kind: "head", board, seq }))) return items;
      this.#heads.delete(board);
    }
    const count = this.#messages.findIndex((message) => !fits(message));
    const sent = this.#messages.splice(0, count < 0 ? this.#messages.length : count);
    this.#waitingBytes -= sent.reduce((sum, { length }) => sum + length, 0);
    return items;
  }

  #failed(error: unknown): void {
    if (!this.#isClosed) this.#options.log("warn", "bus failed", { error });
  }
}
