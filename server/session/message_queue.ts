import type { Clock } from "../../board/clock.ts";
import { QUEUED_BYTES_MAX, QUEUED_MESSAGES_MAX } from "../../board/limits.ts";
import type { Reservation } from "../admission/memory_budget.ts";
import type { Steps } from "./steps.ts";

/** Duration of a turn, ms. A single step may take longer. */
const TURN_MS = 5;
/** After the connection has ended, its messages are handled for this long, ms. */
const DRAIN_MS = 30_000;

export interface MessageQueueOptions {
  readonly clock: Clock;
  /** Waits for a turn of the event loop, and runs the work. @returns "full" when it was refused */
  readonly turn: (work: () => void) => Promise<void | "full">;
  /** Reserves memory; undefined when there is none. */
  readonly reserve?: (bytes: number, evict: () => void) => Reservation | undefined;
  /** Called with the processing time of each turn, ms. */
  readonly spent: (ms: number) => void;
  /** Called after all messages were dropped because there is no memory or no turn for them. */
  readonly dropped: () => void;
}

interface Waiting {
  readonly bytes: number;
  readonly steps: Steps;
}

/** The messages of one connection that wait for a turn. They are handled in the order of their arrival. */
export class MessageQueue {
  readonly #options: MessageQueueOptions;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #memory: Reservation | undefined;
  #isRunning = false;
  #drained: (() => void) | undefined;
  #cancelDrain: (() => void) | undefined;

  constructor(options: MessageQueueOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /**
   * @param steps handle the message; they must not throw
   * @returns false when too many messages wait
   */
  add(bytes: number, steps: Steps): boolean {
    if (this.#bytes + bytes > QUEUED_BYTES_MAX || this.#waiting.length >= QUEUED_MESSAGES_MAX) return false;
    this.#waiting.push({ bytes, steps });
    this.#bytes += bytes;
    if (!this.#occupy()) this.#drop();
    else if (!this.#isRunning) void this.#run();
    return true;
  }

  /** Calls `drained` once no message waits, at the latest after `DRAIN_MS`. */
  drain(drained: () => void): void {
    if (this.isEmpty) return drained();
    this.#cancelDrain?.();
    this.#drained = drained;
    this.#cancelDrain = this.#options.clock.after(DRAIN_MS, () => this.close());
  }

  /** Drops all messages. Safe to call twice. */
  close(): void {
    this.#waiting = [];
    this.#bytes = 0;
    this.#memory?.[Symbol.dispose]();
    this.#memory = undefined;
    this.#cancelDrain?.();
    const drained = this.#drained;
    this.#drained = undefined;
    drained?.();
  }

  #occupy(): boolean {
    const { reserve } = this.#options;
    if (reserve === undefined) return true;
    if (this.#memory) return this.#memory.resize(this.#bytes);
    this.#memory = reserve(this.#bytes, () => this.#drop());
    return this.#memory !== undefined;
  }

  #drop(): void {
    this.close();
    this.#options.dropped();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (!this.isEmpty) {
        if (await this.#options.turn(() => this.#work()) === "full") this.#drop();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  #work(): void {
    const { clock, spent } = this.#options;
    const start = clock.now();
    let now = start;
    // A step may close the queue.
    for (let first = this.#waiting[0]; first && now < start + TURN_MS; first = this.#waiting[0]) {
      if (first.steps.next().done && this.#waiting[0] === first) this.#done(first);
      now = clock.now();
    }
    spent(now - start);
  }

  #done({ bytes }: Waiting): void {
    this.#waiting.shift();
    this.#bytes -= bytes;
    this.#memory?.resize(this.#bytes);
    if (this.isEmpty) this.close();
  }
}
