import type { Clock } from "../../board/clock.ts";

/** An unused room stays loaded for this long, ms: people reload pages. */
const IDLE_MS = 30_000;
/** Memory of all unused rooms, bytes. The one that was used last may be larger. */
export const IDLE_BYTES_MAX = 48 * 1024 * 1024;

export interface IdleRoom {
  /** Memory of the board, bytes. */
  readonly bytes: number;
  /** @param isHasty others need the memory */
  readonly unload: (isHasty: boolean) => void;
}

/**
 * The unused rooms of a process, in the order in which they became unused. One is unloaded after 30 s, and earlier when
 * all together take too much memory.
 */
export class IdleRooms {
  readonly #clock: Clock;
  readonly #rooms = new Map<string, IdleRoom & { readonly cancel: () => void }>();
  #bytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(board: string, { bytes, unload }: IdleRoom): void {
    this.delete(board);
    const cancel = this.#clock.after(IDLE_MS, () => this.#unload(board, false));
    this.#rooms.set(board, { bytes, unload, cancel });
    this.#bytes += bytes;
    for (const oldest of this.#rooms.keys()) {
      if (this.#bytes <= IDLE_BYTES_MAX || oldest === board) return;
      this.#unload(oldest, true);
    }
  }

  /** The room is in use again, or gone. */
  delete(board: string): void {
    const room = this.#rooms.get(board);
    if (room === undefined) return;
    room.cancel();
    this.#bytes -= room.bytes;
    this.#rooms.delete(board);
  }

  /** Cancels all timers. Safe to call twice. */
  close(): void {
    for (const board of [...this.#rooms.keys()]) this.delete(board);
  }

  #unload(board: string, isHasty: boolean): void {
    const room = this.#rooms.get(board);
    this.delete(board);
    room?.unload(isHasty);
  }
}
