import type { Clock } from "../../board/clock.ts";
import type { Log } from "../log.ts";

const CHECK_MS = 100;
/** People notice strokes that come so much later. */
const LATE_MS = 50;
/** Of the last checks so many have to be late: one task may take long once. */
const CHECKS = 5;
const LATE_CHECKS = 3;

/** Every client sends a message when it connects, and answers a question at once: it needs this long on a bad network. */
const UNHEARD_MS = 1_000;
/** A client that has been heard before may be in the middle of a large message. */
const SILENT_MS = 3_000;

export interface LoopMonitorOptions {
  readonly clock: Clock;
  /** Asks everybody who is connected for a sign of life. */
  readonly question: () => void;
  /** Drops and bans those who have never sent a whole message. @returns how many */
  readonly dropUnheard: () => number;
  /** Drops the newest of those who have not answered, at most `max`. @returns how many */
  readonly dropSilent: (max: number) => number;
  readonly log: Log;
}

/**
 * Watches how late the event loop is. The frames of a message that has not ended take time where no script sees them,
 * but whoever sends them cannot answer. So while the loop stays late this asks everybody, and drops who is silent.
 */
export class LoopMonitor {
  readonly #options: LoopMonitorOptions;
  readonly #late: boolean[] = [];
  #due: number;
  #cancel: () => void;
  #askedAt: number | undefined;
  #max = 1;

  constructor(options: LoopMonitorOptions) {
    this.#options = options;
    this.#due = options.clock.now() + CHECK_MS;
    this.#cancel = options.clock.after(CHECK_MS, () => this.#check());
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #check(): void {
    const { clock } = this.#options;
    const now = clock.now();
    const late = now - this.#due;
    // A check that is very late stands for those that could not be made meanwhile.
    for (let ms = 0; ms === 0 || ms + LATE_MS <= late && ms < CHECKS * CHECK_MS; ms += CHECK_MS) {
      this.#late.push(late - ms >= LATE_MS);
    }
    this.#late.splice(0, this.#late.length - CHECKS);
    if (this.#late.filter(Boolean).length >= LATE_CHECKS) this.#suspect(now);
    else [this.#askedAt, this.#max] = [undefined, 1];
    this.#due = clock.now() + CHECK_MS;
    this.#cancel = clock.after(CHECK_MS, () => this.#check());
  }

  #suspect(now: number): void {
    const { question, dropUnheard, dropSilent, log } = this.#options;
    if (this.#askedAt === undefined) {
      this.#askedAt = now;
      return question();
    }
    const waited = now - this.#askedAt;
    if (waited < UNHEARD_MS) return;
    let gone = dropUnheard();
    if (gone === 0 && waited >= SILENT_MS) {
      gone = dropSilent(this.#max);
      this.#max *= 2;
      this.#askedAt = undefined;
    }
    if (gone > 0) log("warn", "the loop was late, and silent connections were dropped", { gone });
  }
}
