import type { Clock } from "../../board/clock.ts";
import { PENDING_BYTES_MAX, PENDING_MS, PENDING_PIECES_MAX } from "../../board/limits.ts";
import { malformed } from "../../board/wire/malformed.ts";
import { type Scan, scanningPeerUpdate } from "../../board/wire/update.ts";
import { join } from "../../board/wire/update_merge.ts";
import type { Reservation } from "../admission/memory_budget.ts";

export interface PendingPiecesOptions {
  readonly clock: Clock;
  /** Reserves memory; undefined when there is none. `evict` is called when a smaller holder needs it. */
  readonly reserve?: (bytes: number, evict: () => void) => Reservation | undefined;
  /** Called after the pieces were dropped: the last one did not arrive in time, or there is no memory. */
  readonly dropped: (why: "late" | "memory") => void;
}

/**
 * Holds the pieces of a difference. A difference may arrive as several update frames and a final step 2, and each piece
 * may depend on a later one. From the first piece that cannot be used alone, all are held and then used together.
 */
export class PendingPieces {
  readonly #options: PendingPiecesOptions;
  #pieces: Scan[] | undefined;
  #bytes = 0;
  #memory: Reservation | undefined;
  #cancelDeadline: (() => void) | undefined;

  constructor(options: PendingPiecesOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#pieces === undefined;
  }

  /** Starts holding pieces. @returns false when there is no memory */
  start(scan: Scan): boolean {
    this.close();
    const { clock, reserve, dropped } = this.#options;
    this.#memory = reserve?.(scan.bytes.length, () => this.#drop("memory"));
    if (reserve && !this.#memory) {
      dropped("memory");
      return false;
    }
    this.#pieces = [scan];
    this.#bytes = scan.bytes.length;
    this.#cancelDeadline = clock.after(PENDING_MS, () => this.#drop("late"));
    return true;
  }

  /**
   * @returns the update to use now, after the last piece in steps; "more" while pieces are held; "overflow" when they
   *   exceed the limits
   */
  take(scan: Scan, isLast: boolean): Scan | Generator<void, Scan> | "more" | "overflow" {
    if (this.#pieces === undefined) return scan;
    this.#pieces.push(scan);
    this.#bytes += scan.bytes.length;
    if (isLast) {
      this.#cancelDeadline?.();
      return this.#joining();
    }
    if (this.#bytes > PENDING_BYTES_MAX || this.#pieces.length > PENDING_PIECES_MAX) {
      this.close();
      return "overflow";
    }
    if (this.#memory?.resize(this.#bytes) === false) this.#drop("memory");
    return "more";
  }

  /** Occupies the memory until it is done. @throws {Malformed} when the pieces cannot be merged */
  *#joining(): Generator<void, Scan> {
    try {
      const bytes = malformed(() => join(this.#pieces ?? []));
      this.#pieces = [];
      yield;
      return yield* scanningPeerUpdate(bytes);
    } finally {
      this.close();
    }
  }

  /** Drops the pending pieces. Safe to call twice. */
  close(): void {
    this.#cancelDeadline?.();
    this.#memory?.[Symbol.dispose]();
    this.#cancelDeadline = this.#memory = this.#pieces = undefined;
    this.#bytes = 0;
  }

  #drop(why: "late" | "memory"): void {
    this.close();
    this.#options.dropped(why);
  }
}
