import type { Clock } from "../board/clock.ts";
import type { Log } from "./log.ts";

/** A peer on a fast network that sends a message without an end takes about 1 MB a millisecond … */
const CHECK_MS = 100;
/** … but a process that has hardly anything, and did not grow, need not be woken ten times a second. */
const CALM_CHECK_MS = 300;
const CALM = 0.25;
const CALM_GROWTH = 0.02;

/** Shares of the limit: nobody else comes in and who does not keep up goes; everything is saved and the process ends. */
const TIGHT = 0.6;
const FULL = 0.95;

/** Leaving takes about so many checks, in which memory goes on growing: from `TIGHT` on it has to fit in as well. */
const LEAVING_CHECKS = 7;

export interface WatchdogOptions {
  /** Undefined: there is as much as it takes. */
  readonly limitBytes: number | undefined;
  readonly clock: Clock;
  /** Memory the process has now, bytes. */
  readonly used: () => number;
  /** Lets those go who do not keep up. @returns how many */
  readonly shed: () => number;
  /** Saves all and ends the process. */
  readonly leave: () => void;
  readonly log: Log;
}

/**
 * Watches the memory of the process. The runtime gathers an unfinished message without a bound, where no script sees
 * it, and goes on when the socket is closed: leaving in time, with everything saved, is all that helps.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #cancel: () => void;
  #isTight = false;
  #last = Infinity;
  #due: number;
  #lateMs = 0;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#due = options.clock.now() + CHECK_MS;
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
    const { limitBytes = Infinity, clock, used, shed, leave, log } = this.#options;
    this.#lateMs = Math.max(this.#lateMs, clock.now() - this.#due);
    const share = used() / limitBytes;
    const growth = Math.max(0, share - this.#last);
    this.#last = share;
    if (share >= FULL || (share >= TIGHT && share + growth * LEAVING_CHECKS >= 1)) {
      this.#isTight = true;
      log("error", "memory is full", { share: Math.round(share * 100) / 100 });
      return leave();
    }
    const isTight = share >= TIGHT;
    const gone = isTight ? shed() : 0;
    if (isTight && (!this.#isTight || gone > 0)) log("warn", "memory is short", { gone });
    if (!isTight && this.#isTight) log("info", "memory is enough");
    this.#isTight = isTight;
    const isCalm = share < CALM && growth < CALM_GROWTH;
    const wait = isCalm ? CALM_CHECK_MS : CHECK_MS;
    this.#due = clock.now() + wait;
    this.#cancel = clock.after(wait, () => this.#check());
  }
}
