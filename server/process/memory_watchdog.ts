import { alignedDelay } from "./aligned_delay.ts";
import type { Log } from "./log.ts";
import { MemoryMeter, type MemoryMeterOptions } from "./memory_meter.ts";

/** Interval between checks, ms. An endless message on a fast network takes about 1 MB of memory a millisecond. */
const CHECK_MS = 100;
/** Checks are rarer while memory is below `CALM` and grew by less than `CALM_GROWTH` (shares of the limit). */
const CALM_CHECK_MS = 300;
const CALM = 0.25;
const CALM_GROWTH = 0.02;

/** Growth, as a share of the limit, after which all peers are asked for a sign of life. */
const SUSPICIOUS = 0.12;
/**
 * Peers that have not answered after this are dropped, ms: a phone on a bad network needs time to read a large board.
 * When memory is about to be full, silent peers are dropped at the next check.
 */
const PATIENCE_MS = 10_000;

/**
 * The process exits when memory has grown by this share of the limit, this long (ms) after silent peers were dropped:
 * the process cannot see what fills it.
 */
const RELIEF_MS = 3_000;
const RELIEF_GROWTH = 0.15;
/**
 * The process exits when everybody answered in this many rounds while memory was about to be full. Peers that connected
 * after a question are asked in the next round.
 */
const VAIN_ROUNDS = 2;
/** Memory that stays short for this long after silent peers were dropped ends the process, ms. */
const CALM_RELIEF_MS = 30_000;

/**
 * Memory is steady when its share of the limit changed by less than `STEADY_GROWTH` within `STEADY_MS`. If little of it
 * is live, the rest is free memory that the allocator did not return to the system and uses first. Then memory is not
 * short, unless it grows by `STEADY_GROWTH` again or is above `STEADY_MAX`.
 */
const STEADY_MS = 2_000;
const STEADY_GROWTH = 0.03;
const STEADY_MAX = 0.85;

/** Interval between attempts to unload boards, ms: a board is saved first, and its memory is collected later. */
const UNLOADING_MS = 1_000;
/** Growth, as a share of the limit, after which more boards are unloaded without waiting. */
const UNLOADING_GROWTH = 0.02;
/** The process does not exit for this time after boards were unloaded, ms. */
const UNLOADED_MS = 10_000;
/** Boards are unloaded until the memory is this far below `TIGHT`, as a share of the limit. */
const UNLOADING_MARGIN = 0.05;

/**
 * Shares of the limit. From `TIGHT` on, new connections are refused, slow readers are disconnected, and large boards
 * are unloaded. From `FULL` on, everything is saved and the process exits.
 */
const TIGHT = 0.6;
const FULL = 0.95;
/** The same right after silent peers were dropped: the limit leaves some room for it. */
const OVERFULL = 1.1;

/**
 * Asking peers and shutting down take about this long, ms. From `TIGHT` on, the growth in it must fit in memory too.
 */
const LEAVING_MS = 900;

export interface MemoryWatchdogOptions extends MemoryMeterOptions {
  /** Memory that scripts use, bytes. */
  readonly live: () => number;
  /** Pings all peers. */
  readonly ping: () => void;
  /** Drops peers that have not answered; `isFilling` bans them too. @returns the number of dropped peers */
  readonly dropUnresponsive: (isFilling: boolean) => number;
  /** Frees memory that others can do without: of slow readers, unused boards and pictures. @returns how many lost it */
  readonly shed: () => number;
  /** Unloads the largest boards. @returns the bytes that are being freed */
  readonly unload: (bytes: number) => number;
  /** Saves all boards and ends the process. */
  readonly leave: () => void;
  readonly log: Log;
}

/**
 * Watches the memory of the process. The runtime buffers an unfinished message without a limit, and no script can see
 * it. A peer that sends one cannot answer a ping, so silent peers are dropped. If that does not help, everything is
 * saved and the process exits before its memory is full.
 */
export class MemoryWatchdog {
  readonly #options: MemoryWatchdogOptions;
  readonly #meter: MemoryMeter;
  #cancel: () => void;
  #isTight = false;
  #last = Infinity;
  #lastAt: number;
  /** Lowest share since the last suspicion. */
  #least = Infinity;
  #askedAt: number | undefined;
  /** When silent peers were last dropped because memory was about to be full, and the share at that time. */
  #dropped: { readonly at: number; readonly share: number } | undefined;
  /** Since when memory has been steady, and the share at that time. */
  #steady = { since: -Infinity, share: 0 };
  /** From this share on, memory is short. */
  #tightFrom = TIGHT;
  /** Rounds in which everybody answered while memory was about to be full. */
  #vainRounds = 0;
  #unloadedAt = -Infinity;
  /** When `shed` last freed memory. */
  #freedAt = -Infinity;
  #unloadedShare = 0;
  #due: number;
  #lateMs = 0;

  constructor(options: MemoryWatchdogOptions) {
    this.#options = options;
    this.#meter = new MemoryMeter(options);
    this.#lastAt = options.clock.now();
    this.#due = this.#lastAt + CHECK_MS;
    this.#cancel = options.clock.after(CHECK_MS, () => this.#check());
  }

  /** True while new connections should be refused. */
  get isTight(): boolean {
    return this.#isTight;
  }

  /** Longest delay of a check since the last call, ms: the delay of the event loop. */
  takeLateMs(): number {
    const late = this.#lateMs;
    this.#lateMs = 0;
    return late;
  }

  /** As `isTight`, but measured now: between two checks a flood takes tens of megabytes. */
  measureTight(): boolean {
    return this.#isTight || this.#meter.isShort(this.#tightFrom);
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #check(): void {
    const { clock, leave, log } = this.#options;
    const now = clock.now();
    this.#lateMs = Math.max(this.#lateMs, now - this.#due);
    const share = this.#meter.measure(this.#tightFrom);
    const growth = Math.max(0, share - this.#last);
    // Uses the real interval: when many peers connect at once a check is late, and the growth took longer.
    const isFilling = share >= TIGHT && share + growth / (now - this.#lastAt) * LEAVING_MS >= 1;
    [this.#last, this.#lastAt] = [share, now];
    this.#settle(share);
    const isTight = this.#meter.isShort(this.#tightFrom, share);
    const suspects = this.#suspect(share, isFilling);
    if (isTight && (this.#isTight || isFilling)) this.#unload(share);
    this.#tighten(isTight);
    if (!isFilling || suspects === "dropped") this.#vainRounds = 0;
    if (suspects === "none") this.#vainRounds++;
    const isHelpless = this.#vainRounds >= VAIN_ROUNDS && isFilling &&
      now - Math.max(this.#unloadedAt, this.#freedAt) >= UNLOADED_MS;
    if (!isTight) this.#dropped = undefined;
    // The memory of dropped peers is free at the next check.
    const isFull = share >= (suspects === "dropped" ? OVERFULL : FULL) || isHelpless || this.#isUnrelieved(share);
    if (isFull && !this.#meter.isGarbage(share, FULL)) {
      this.#isTight = true;
      log("error", "memory is full", { share: Math.round(share * 100) / 100 });
      return leave();
    }
    const isCalm = share < CALM && growth < CALM_GROWTH;
    const wait = isCalm ? alignedDelay(now, CALM_CHECK_MS) : CHECK_MS;
    this.#due = now + wait;
    this.#cancel = clock.after(wait, () => this.#check());
  }

  /** Asks when memory has grown, and drops silent peers. @returns undefined while there is nothing to decide */
  #suspect(share: number, isFilling: boolean): "none" | "dropped" | undefined {
    const { clock, dropUnresponsive, log } = this.#options;
    this.#least = Math.min(this.#least, share);
    if (this.#askedAt === undefined) {
      if (isFilling || share - this.#least >= SUSPICIOUS) this.#ask();
      return;
    }
    if (!isFilling && clock.now() - this.#askedAt < PATIENCE_MS) return;
    this.#askedAt = undefined;
    // The peers that answered account for the present memory: only growth beyond it is suspicious.
    this.#least = Infinity;
    const gone = dropUnresponsive(isFilling);
    if (gone === 0) {
      if (isFilling) this.#ask();
      return "none";
    }
    if (isFilling) this.#dropped ??= { at: clock.now(), share };
    log("warn", "memory grew, and silent connections were dropped", { gone });
    return "dropped";
  }

  #ask(): void {
    this.#askedAt = this.#options.clock.now();
    this.#options.ping();
  }

  /** Decides from which share on memory is short: see `STEADY_MS`. */
  #settle(share: number): void {
    const { limitBytes, clock, live } = this.#options;
    if (Math.abs(share - this.#steady.share) >= STEADY_GROWTH) this.#steady = { since: clock.now(), share };
    if (share < TIGHT) this.#tightFrom = TIGHT;
    if (share < this.#tightFrom || share >= STEADY_MAX || live() / limitBytes >= TIGHT / 2) return;
    if (clock.now() - this.#steady.since >= STEADY_MS) this.#tightFrom = share + STEADY_GROWTH;
  }

  /** True when dropping silent peers did not help: the memory of peers that do not read is freed only by the exit. */
  #isUnrelieved(share: number): boolean {
    if (this.#dropped === undefined) return false;
    const { clock } = this.#options;
    const now = clock.now();
    const since = now - Math.max(this.#dropped.at, this.#unloadedAt);
    const isGrowing = share >= this.#dropped.share + RELIEF_GROWTH && now - this.#steady.since < STEADY_MS;
    return since >= CALM_RELIEF_MS || (since >= RELIEF_MS && isGrowing);
  }

  /** Unloads large boards. Slow readers and unused boards went at an earlier check, and that was not enough. */
  #unload(share: number): void {
    const { limitBytes, clock, unload, log } = this.#options;
    const now = clock.now();
    const isUnloading = now - this.#unloadedAt < UNLOADING_MS;
    if (isUnloading && share < this.#unloadedShare + UNLOADING_GROWTH) return;
    const freed = unload((share - TIGHT + UNLOADING_MARGIN) * limitBytes);
    if (freed === 0) return;
    [this.#unloadedAt, this.#unloadedShare] = [now, share];
    log("warn", "memory is short, and large boards are unloaded", { freed });
  }

  #tighten(isTight: boolean): void {
    const { clock, shed, log } = this.#options;
    const gone = isTight ? shed() : 0;
    if (gone > 0) this.#freedAt = clock.now();
    if (isTight && (!this.#isTight || gone > 0)) log("warn", "memory is short", { gone });
    if (!isTight && this.#isTight) log("info", "memory is enough");
    this.#isTight = isTight;
  }
}
