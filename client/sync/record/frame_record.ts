import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ConnectionLog, Direction } from "./connection_log.ts";
import type { FrameKind, FrameSummaries } from "./frame_summary.ts";

/** How many frames, and how many round-trip times are kept. */
export const FRAMES_MAX = 500;
const ROUND_TRIPS_MAX = 60;

export interface FrameEntry {
  /** From 1. */
  readonly number: number;
  /** ms since 1970 */
  readonly at: number;
  readonly direction: Direction;
  readonly kind: FrameKind;
  readonly bytes: number;
  readonly summary: string;
}

export interface FrameRecordOptions {
  readonly log: ConnectionLog;
  readonly summaries: FrameSummaries;
  /** ms since 1970 */
  readonly today: () => number;
  /** ms, for durations */
  readonly now: () => number;
  /** Replaces secrets. */
  readonly mask: (text: string) => string;
}

/** Records the frames of a connection, from its creation until `close`. */
export class FrameRecord {
  readonly #options: FrameRecordOptions;
  readonly #frames = signal<readonly FrameEntry[]>([]);
  readonly frames: ReadonlySignal<readonly FrameEntry[]> = this.#frames;
  readonly #roundTrips = signal<readonly number[]>([]);
  /** Times between a question and its answer, ms, newest last. */
  readonly roundTrips: ReadonlySignal<readonly number[]> = this.#roundTrips;
  #count = 0;
  #asked: number | undefined;

  constructor(options: FrameRecordOptions) {
    this.#options = options;
    options.log.watchers.add(this.#watch);
  }

  /** Safe to call twice. */
  close(): void {
    this.#options.log.watchers.delete(this.#watch);
  }

  readonly #watch = (direction: Direction, frame: Uint8Array): void => {
    const { summaries, today, mask } = this.#options;
    const { kind, summary } = summaries.read(direction, frame);
    this.#time(direction, kind);
    const entry = {
      number: ++this.#count,
      at: today(),
      direction,
      kind,
      bytes: frame.length,
      summary: mask(summary),
    };
    this.#frames.value = [...this.#frames.peek().slice(1 - FRAMES_MAX), entry];
  };

  /** The server answers a question for the presence of all at once. */
  #time(direction: Direction, kind: FrameKind): void {
    const now = this.#options.now();
    if (direction === "sent") {
      if (kind === "queryAwareness") this.#asked = now;
      // A new connection: the answer to a question on the old one does not come.
      else if (kind === "step1") this.#asked = undefined;
    } else if (kind === "awareness" && this.#asked !== undefined) {
      this.#roundTrips.value = [...this.#roundTrips.peek().slice(1 - ROUND_TRIPS_MAX), now - this.#asked];
      this.#asked = undefined;
    }
  }
}
