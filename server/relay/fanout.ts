import type { Clock } from "../../board/clock.ts";
import { encodeAwareness, encodeInkFrame, encodeSync, SYNC } from "../../board/wire/protocol.ts";
import { splice } from "../../board/wire/update_merge.ts";
import type { Scan } from "../../board/wire/update.ts";
import { awarenessBody } from "./presence_table.ts";
import { mayRead } from "./channels.ts";
import { AdaptiveTimer } from "./adaptive_timer.ts";
import type { Session } from "../session/session.ts";
import { DeliveryLoad } from "./delivery_load.ts";

/**
 * While a room is busy, everything that arrives within this time leaves as one frame, ms. This adds 10 ms of latency on
 * average, less than one frame of a 60 Hz screen, and sends a fifth fewer frames than such a screen shows.
 */
const TICK_MS = 20;
/**
 * The cost of a tick grows with the readers: above 40 readers, ticks are longer, by at most a third of a screen frame.
 */
const TICK_MS_A_READER = 0.5;
const TICK_MS_MAX = 25;

/** Presence may be delayed more: a cursor that is 50 ms late is not noticeable. */
const PRESENCE_TICK_MS = 50;

/** Deliveries a second above which a room is busy. Below that, waiting for a tick adds latency and gains nothing. */
const BUSY_PER_SECOND = 4_000;

const WINDOW_MS = 250;

type Frame = Uint8Array<ArrayBuffer>;

/** Items of one kind that wait for the tick. */
interface Queue<Item> {
  items: { from: Session | undefined; item: Item }[];
  merge(items: Item[]): Frame;
}

/** How something to relay arrived. */
export interface Arrival {
  /** The whole frame, if it can be relayed unchanged. */
  readonly frame?: Frame | undefined;
  /** The time of the arrival, if the caller has just read the clock: most frames cost little more than two readings. */
  readonly now?: number | undefined;
}

/** How ink arrived. Its frame can always be relayed unchanged. */
export interface InkArrival extends Arrival {
  readonly frame: Frame;
}

export interface FanoutOptions {
  /** Shared by all rooms of a process. */
  readonly deliveryLoad?: DeliveryLoad;
  /** Called when sending to a reader fails. */
  readonly failed?: (error: unknown, reader: Session) => void;
  /** After each frame, wait at least this long, also while the room is quiet, ms. */
  readonly alwaysEveryMs?: number;
}

/**
 * Sends what one session sent to the others: at once while the room is quiet, as one merged frame per tick while it is
 * busy. Sending is the main cost, so a busy room costs readers × ticks instead of readers × writers × samples.
 *
 *     quiet  ──(deliveries/s > BUSY)──▶  busy: first frame at once, the rest at the tick
 *       ▲──────────(fewer for a window)───────┘
 *
 * The order of each sender's updates is kept. Senders do not receive their own frames, except awareness: stock clients
 * need a sign of life.
 */
export class Fanout {
  readonly #sessions: ReadonlySet<Session>;
  readonly #clock: Clock;
  readonly #deliveryLoad: DeliveryLoad;
  readonly #failed: (error: unknown, reader: Session) => void;
  readonly #updates: Queue<Scan> = { items: [], merge: (scans) => encodeSync(SYNC.update, splice(scans)) };
  readonly #ink: Queue<Uint8Array> = { items: [], merge: encodeInkFrame };
  #presence: Uint8Array[] = [];
  #beingTold: readonly Scan[] = [];
  readonly #tick: AdaptiveTimer;
  readonly #presenceTick: AdaptiveTimer;
  readonly #alwaysEveryMs: number;

  #windowStart = 0;
  #deliveries = 0;
  #isBusy = false;

  constructor(
    sessions: ReadonlySet<Session>,
    clock: Clock,
    { deliveryLoad = new DeliveryLoad(), failed = raise, alwaysEveryMs = 0 }: FanoutOptions = {},
  ) {
    this.#alwaysEveryMs = alwaysEveryMs;
    this.#failed = failed;
    this.#sessions = sessions;
    this.#clock = clock;
    this.#deliveryLoad = deliveryLoad;
    this.#tick = new AdaptiveTimer(clock, () => Math.max(alwaysEveryMs, tickMs(sessions.size)), () => {
      const hadUpdates = this.#flushUpdates();
      return this.#flush(this.#ink, extended) || hadUpdates;
    });
    this.#presenceTick = new AdaptiveTimer(clock, () => PRESENCE_TICK_MS, () => this.#flushPresence());
  }

  update(from: Session | undefined, scan: Scan, { frame, now }: Arrival = {}): void {
    if (this.#waits(this.#tick, now)) {
      this.#updates.items.push({ from, item: scan });
      return;
    }
    const outer = this.#beingTold;
    this.#beingTold = [scan];
    try {
      this.#deliver(frame ?? this.#updates.merge([scan]), from, anyone);
    } finally {
      this.#beingTold = outer;
    }
  }

  /** True while updates wait for a tick. */
  get hasUntold(): boolean {
    return this.#updates.items.length > 0;
  }

  /** Updates that have not been sent to all sessions yet. */
  *untold(): Generator<Scan> {
    yield* this.#beingTold;
    for (const { item } of this.#updates.items) yield item;
  }

  ink(from: Session | undefined, entries: readonly Uint8Array[], { frame, now }: InkArrival): void {
    if (!this.#waits(this.#tick, now)) return this.#deliver(frame, from, extended);
    for (const item of entries) this.#ink.items.push({ from, item });
  }

  presence(entries: readonly Uint8Array[], now?: number): void {
    if (entries.length === 0) return;
    this.#presence.push(...entries);
    if (!this.#waits(this.#presenceTick, now)) this.#flushPresence();
  }

  talk(frame: Frame): void {
    this.#deliver(frame, undefined, (session) => session.extended && mayRead(session, "talk"));
  }

  /** Drops everything that waits for a tick. */
  reset(): void {
    this.#updates.items = [];
    this.#ink.items = [];
    this.#presence = [];
  }

  close(): void {
    this.#tick.close();
    this.#presenceTick.close();
  }

  /** Counts one more item. @returns true when it has to wait for the tick */
  #waits(tick: AdaptiveTimer, now = this.#clock.now()): boolean {
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#isBusy = this.#deliveries * 1_000 > BUSY_PER_SECOND * (now - this.#windowStart);
      this.#windowStart = now;
      this.#deliveries = 0;
    }
    this.#deliveries += this.#sessions.size - 1;
    const isPressed = this.#deliveryLoad.add(this.#sessions.size - 1, now);
    if (tick.isRunning) return true;
    if (this.#isBusy || isPressed || this.#alwaysEveryMs > 0) tick.start();
    return false;
  }

  /** @returns whether there was anything */
  #flushUpdates(): boolean {
    const outer = this.#beingTold;
    this.#beingTold = this.#updates.items.map(({ item }) => item);
    try {
      return this.#flush(this.#updates, anyone);
    } finally {
      this.#beingTold = outer;
    }
  }

  /** @returns whether there was anything */
  #flush<Item>(queue: Queue<Item>, reads: Reads): boolean {
    const { items } = queue;
    if (items.length === 0) return false;
    queue.items = [];
    const senders = new Set(items.map(({ from }) => from));
    let shared: Frame | undefined;
    for (const session of this.#sessions) {
      if (!reads(session)) continue;
      if (senders.has(session)) {
        const others = items.filter(({ from }) => from !== session);
        if (others.length > 0) this.#send(session, queue.merge(others.map(({ item }) => item)));
      } else {
        this.#send(session, shared ??= queue.merge(items.map(({ item }) => item)));
      }
    }
    return true;
  }

  /** @returns whether there was anything */
  #flushPresence(): boolean {
    const entries = this.#presence;
    if (entries.length === 0) return false;
    this.#presence = [];
    this.#deliver(encodeAwareness(awarenessBody(entries)), undefined, anyone);
    return true;
  }

  #deliver(frame: Frame, except: Session | undefined, reads: Reads): void {
    for (const session of this.#sessions) {
      if (session === except || !reads(session)) continue;
      // As `#send`, whose call would cost as much as the rest of the loop.
      try {
        session.send(frame);
      } catch (error) {
        this.#failed(error, session);
      }
    }
  }

  /** An error of one reader must not affect the others. */
  #send(session: Session, frame: Frame): void {
    try {
      session.send(frame);
    } catch (error) {
      this.#failed(error, session);
    }
  }
}

function tickMs(readers: number): number {
  return Math.min(TICK_MS_MAX, Math.max(TICK_MS, readers * TICK_MS_A_READER));
}

function raise(error: unknown): never {
  throw error;
}

type Reads = (session: Session) => boolean;

const anyone: Reads = () => true;

/** Our own frame kinds are sent only to peers that negotiated them. */
const extended: Reads = (session) => session.extended;
