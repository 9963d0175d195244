import type { Clock } from "../../board/clock.ts";
import { alignedDelay } from "./aligned_delay.ts";
import type { Log } from "./log.ts";

const CHECK_MS = 100;
/** Without a late check the process is not woken more often than this, ms. */
const CALM_CHECK_MS = 300;
/** People notice strokes with this much additional delay, ms. */
const LATE_MS = 50;
/** `LATE_CHECKS` of the last `CHECKS` checks must be late, because a single task may take long. */
const CHECKS = 5;
const LATE_CHECKS = 3;

/**
 * Peers that have never sent a message are dropped after this, ms. Every client sends one when it connects and answers
 * a ping at once; on a bad network this takes up to a second.
 */
const UNHEARD_MS = 1_000;
/** Other silent peers are dropped after this, ms: they may be in the middle of a large message. */
const SILENT_MS = 3_000;

export interface EventLoopMonitorOptions {
  readonly clock: Clock;
  /** Pings all peers. */
  readonly ping: () => void;
  /** Drops and bans silent peers that have never sent a whole message. @returns their number */
  readonly dropUnheard: () => number;
  /** Drops the newest peers that have not answered, at most `max`. @returns their number */
  readonly dropNewestSilent: (max: number) => number;
  readonly log: Log;
}

/**
 * Watches the delay of the event loop. The frames of an unfinished message take time that no script can see, but their
 * sender cannot answer a ping. So while the loop stays late, this pings all peers and drops the silent ones.
 */
export class EventLoopMonitor {
  readonly #options: EventLoopMonitorOptions;
  /** The last `CHECKS` checks, one bit each: whether it was late. The newest is the lowest one. */
  #late = 0;
  #due!: number;
  #cancel!: () => void;
  #askedAt: number | undefined;
  #max = 1;

  constructor(options: EventLoopMonitorOptions) {
    this.#options = options;
    this.#checkLater();
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #check(): void {
    const { clock } = this.#options;
    const now = clock.now();
    const late = now - this.#due;
    // A very late check counts for the checks that it delayed.
    for (let ms = 0; ms === 0 || ms + LATE_MS <= late && ms < CHECKS * CHECK_MS; ms += CHECK_MS) {
      this.#late = (this.#late << 1 | Number(late - ms >= LATE_MS)) & (1 << CHECKS) - 1;
    }
    if (this.#late !== 0 && ones(this.#late) >= LATE_CHECKS) this.#suspect(now);
    else {
      this.#askedAt = undefined;
      this.#max = 1;
    }
    this.#checkLater();
  }

  #checkLater(): void {
    const now = this.#options.clock.now();
    const ms = this.#late === 0 ? alignedDelay(now, CALM_CHECK_MS) : CHECK_MS;
    this.#due = now + ms;
    this.#cancel = this.#options.clock.after(ms, () => this.#check());
  }

  #suspect(now: number): void {
    const { ping, dropUnheard, dropNewestSilent, log } = this.#options;
    if (this.#askedAt === undefined) {
      this.#askedAt = now;
      return ping();
    }
    const waited = now - this.#askedAt;
    if (waited < UNHEARD_MS) return;
    let gone = dropUnheard();
    if (gone === 0 && waited >= SILENT_MS) {
      gone = dropNewestSilent(this.#max);
      this.#max *= 2;
      this.#askedAt = undefined;
    }
    if (gone > 0) log("warn", "the loop was late, and silent connections were dropped", { gone });
  }
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
