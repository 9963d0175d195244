import type { Clock } from "../board/clock.ts";
import type { Log } from "./log.ts";

/** A peer on a fast network that sends a message without an end takes about 1 MB a millisecond … */
const CHECK_MS = 100;
/** … but a process that has hardly anything, and did not grow, need not be woken ten times a second. */
const CALM_CHECK_MS = 300;
const CALM = 0.25;
const CALM_GROWTH = 0.02;

/** Growth, as a share of the limit, after which everybody is asked for a sign of life. */
const SUSPICIOUS = 0.12;
/**
 * Who has given none after so long is dropped: a phone that reads a large board, on a bad network, needs some of it.
 * When memory is about to be full it is whoever has given none until then.
 */
const PATIENCE_MS = 10_000;

/** What they had is free in a moment, unless they do not read what waits for them: then only leaving frees it. */
const RELIEF_MS = 3_000;

/** Shares of the limit: nobody else comes in and who does not keep up goes; everything is saved and the process ends. */
const TIGHT = 0.6;
const FULL = 0.95;

/** Asking and leaving take about so long, in which memory grows on: from `TIGHT` on that has to fit in as well. */
const LEAVING_MS = 900;

export interface WatchdogOptions {
  /** Undefined: there is as much as it takes. */
  readonly limitBytes: number | undefined;
  readonly clock: Clock;
  /** Memory the process has now, bytes. */
  readonly used: () => number;
  /** Asks everybody who is connected for a sign of life. */
  readonly question: () => void;
  /** Drops those who have given none since, and with memory about to be full keeps them out. @returns how many */
  readonly strike: (isFilling: boolean) => number;
  /** Lets those go who do not keep up. @returns how many */
  readonly shed: () => number;
  /** Saves all and ends the process. */
  readonly leave: () => void;
  readonly log: Log;
}

/**
 * Watches the memory of the process. The runtime gathers an unfinished message without a bound, where no script sees
 * it. Who sends one cannot send another, so they are found by a question, and dropped. Where that does not help all is
 * saved and the process leaves in time.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #cancel: () => void;
  #isTight = false;
  #last = Infinity;
  #lastAt: number;
  /** The least since memory was last under suspicion. */
  #least = Infinity;
  #askedAt: number | undefined;
  #reliefDue = Infinity;
  #due: number;
  #lateMs = 0;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#lastAt = options.clock.now();
    this.#due = this.#lastAt + CHECK_MS;
    this.#cancel = options.clock.after(CHECK_MS, () => this.#check());
  }

  /** True while nobody else should be let in. */
  get isTight(): boolean {
    return this.#isTight;
  }

  /** How late a check was at most since this was last asked, ms: what everything else waits for as well. */
  takeLateMs(): number {
    const late = this.#lateMs;
    this.#lateMs = 0;
    return late;
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #check(): void {
    const { limitBytes = Infinity, clock, used, leave, log } = this.#options;
    const now = clock.now();
    this.#lateMs = Math.max(this.#lateMs, now - this.#due);
    const share = used() / limitBytes;
    const growth = Math.max(0, share - this.#last);
    // By the clock: when people come in crowds a check is late, and what grew meanwhile did not grow at once.
    const isFilling = share >= TIGHT && share + growth / (now - this.#lastAt) * LEAVING_MS >= 1;
    [this.#last, this.#lastAt] = [share, now];
    const isHelpless = this.#suspect(share, isFilling) === "nobody" && isFilling;
    if (share < TIGHT) this.#reliefDue = Infinity;
    if (share >= FULL || isHelpless || now >= this.#reliefDue) {
      this.#isTight = true;
      log("error", "memory is full", { share: Math.round(share * 100) / 100 });
      return leave();
    }
    this.#tighten(share >= TIGHT);
    const isCalm = share < CALM && growth < CALM_GROWTH;
    const wait = isCalm && this.#askedAt === undefined ? CALM_CHECK_MS : CHECK_MS;
    this.#due = now + wait;
    this.#cancel = clock.after(wait, () => this.#check());
  }

  /** Asks when memory has grown, and drops who does not answer. @returns "nobody" when all did */
  #suspect(share: number, isFilling: boolean): "nobody" | undefined {
    const { clock, question, strike, log } = this.#options;
    this.#least = Math.min(this.#least, share);
    if (this.#askedAt === undefined) {
      if (!isFilling && share - this.#least < SUSPICIOUS) return;
      this.#askedAt = clock.now();
      question();
      return;
    }
    if (!isFilling && clock.now() - this.#askedAt < PATIENCE_MS) return;
    this.#askedAt = undefined;
    // What those who answered have is theirs: only more than that is suspicious.
    this.#least = Infinity;
    const gone = strike(isFilling);
    if (gone === 0) return "nobody";
    if (isFilling) this.#reliefDue = Math.min(this.#reliefDue, clock.now() + RELIEF_MS);
    log("warn", "memory grew, and who was silent is dropped", { gone });
  }

  #tighten(isTight: boolean): void {
    const { shed, log } = this.#options;
    const gone = isTight ? shed() : 0;
    if (isTight && (!this.#isTight || gone > 0)) log("warn", "memory is short", { gone });
    if (!isTight && this.#isTight) log("info", "memory is enough");
    this.#isTight = isTight;
  }
}
