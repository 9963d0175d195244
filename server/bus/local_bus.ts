import type { Bus } from "./bus.ts";

/** A bus within one process. */
export class LocalBus implements Bus {
  readonly #hearers = new Map<string, Set<(seq: number) => void>>();

  publish(board: string, seq: number): void {
    for (const hear of this.#hearers.get(board) ?? []) hear(seq);
  }

  subscribe(board: string, hear: (seq: number) => void): () => void {
    const hearers = this.#hearers.get(board) ?? new Set();
    this.#hearers.set(board, hearers.add(hear));
    return () => {
      hearers.delete(hear);
      if (hearers.size === 0 && this.#hearers.get(board) === hearers) this.#hearers.delete(board);
    };
  }
}
