import { type ReadonlySignal, Signal, signal } from "@preact/signals-core";

/**
 * Words that a screen reader speaks whenever they are set: the same error again is news to whoever tried again, and a
 * signal would not tell of it. `LiveRegion` shows them.
 */
export class SpokenWords<T extends string | undefined = string> extends Signal<T> {
  readonly #times: Signal<number> = signal(0);

  override get value(): T {
    return super.value;
  }

  override set value(words: T) {
    super.value = words;
    if (words) this.#times.value++;
  }

  /** How often there were words. */
  get times(): ReadonlySignal<number> {
    return this.#times;
  }
}
