import { DIRECT_BYTES_MAX } from "../../board/limits.ts";
import type { Holder, MemoryBudget, Reservation } from "../admission/memory_budget.ts";

/**
 * Counts a large request body in the memory budget while it is read and used. Small ones need no reservation, as small
 * messages of sockets need none.
 */
export class BodyMemory implements Disposable {
  readonly #budget: MemoryBudget;
  readonly #holder: Holder;
  #reservation: Reservation | undefined;
  #isEvicted = false;
  /** Called when a smaller holder needs the memory. */
  onEvict: () => void = () => {};

  constructor(budget: MemoryBudget, holder: Holder) {
    this.#budget = budget;
    this.#holder = holder;
  }

  get isEvicted(): boolean {
    return this.#isEvicted;
  }

  /** @returns false when there is no room */
  grow(bytes: number): boolean {
    if (this.#isEvicted) return false;
    if (bytes <= DIRECT_BYTES_MAX) return true;
    if (this.#reservation) return this.#reservation.resize(bytes);
    this.#reservation = this.#budget.reserve(bytes, this.#holder, () => {
      this.#isEvicted = true;
      this.onEvict();
    });
    return this.#reservation !== undefined;
  }

  [Symbol.dispose](): void {
    this.#reservation?.[Symbol.dispose]();
  }
}
