import { type ReadonlySignal, Signal, signal } from "@preact/signals-core";

/**
 * Words that a screen reader speaks whenever they are set: the same error again is news to whoever tried again, and a
 * signal would not tell of it. `ProblemRegion` and `NoticeRegion` show them.
 */
export class SpokenWords<T extends string | undefined = string> extends Signal<T> {
  readonly #times: Signal<number> = signal(0);
  #last: T | undefined;
  #isAgain = false;

  override get value(): T {
    return super.value;
  }

  override set value(words: T) {
    super.value = words;
    if (!words) return;
    this.#isAgain = words === this.#last && !this.#isAgain;
    this.#last = words;
    // Whoever sets words in an effect does not depend on them.
    this.#times.value = this.#times.peek() + 1;
  }

  /** How often there were words. */
  get times(): ReadonlySignal<number> {
    return this.#times;
  }

  /** The words for a region of the page. Orca takes the same text twice for one event that the browser told twice. */
  get spoken(): string {
    void this.#times.value;
    const { value } = this;
    return value ? this.#isAgain ? `${value}\u00a0` : value : "";
  }
}
