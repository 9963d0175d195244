import type { BusListener } from "./bus.ts";

export const NOBODY: ReadonlySet<string> = new Set();

/** The boards that this instance serves, and the other instances that serve each of them. */
export class Subscriptions {
  readonly #listeners = new Map<string, Set<BusListener>>();
  /** For each board, the time at which each instance was last heard, in the clock's ms. */
  readonly #others = new Map<string, Map<string, number>>();

  get boards(): Iterable<string> {
    return this.#listeners.keys();
  }

  has(board: string): boolean {
    return this.#listeners.has(board);
  }

  /** Boards that other instances serve as well. */
  get split(): Iterable<string> {
    return this.#others.keys();
  }

  others(board: string): ReadonlySet<string> {
    const others = this.#others.get(board);
    return others ? new Set(others.keys()) : NOBODY;
  }

  isSplit(board: string): boolean {
    return this.#others.has(board);
  }

  /** @returns true when it is the first subscription to the board */
  add(board: string, listener: BusListener): boolean {
    const listeners = this.#listeners.get(board);
    if (listeners) listeners.add(listener);
    else this.#listeners.set(board, new Set([listener]));
    return listeners === undefined;
  }

  /** @returns true when it was the last subscription to the board */
  remove(board: string, listener: BusListener): boolean {
    const listeners = this.#listeners.get(board);
    if (!listeners?.delete(listener) || listeners.size > 0) return false;
    this.#listeners.delete(board);
    this.#others.delete(board);
    return true;
  }

  /** Another instance serves the board at this time. */
  join(board: string, instance: string, now: number): void {
    if (!this.has(board)) return;
    const others = this.#others.get(board) ?? new Map<string, number>();
    const isNew = !others.has(instance);
    this.#others.set(board, others.set(instance, now));
    if (isNew) this.tell(board, (listener) => listener.joined?.(instance));
  }

  leave(board: string, instance: string): void {
    const others = this.#others.get(board);
    if (!others?.delete(instance)) return;
    if (others.size === 0) this.#others.delete(board);
    this.tell(board, (listener) => listener.left?.(instance));
  }

  /** Removes the instances that were last heard before this time or do not live any more. */
  expire(before: number, isAlive: (instance: string) => boolean): void {
    for (const [board, others] of [...this.#others]) {
      for (const [instance, heard] of [...others]) {
        if (heard < before || !isAlive(instance)) this.leave(board, instance);
      }
    }
  }

  tell(board: string, hear: (listener: BusListener) => void): void {
    for (const listener of [...this.#listeners.get(board) ?? []]) hear(listener);
  }

  clear(): void {
    this.#listeners.clear();
    this.#others.clear();
  }
}
