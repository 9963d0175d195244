import { type Clock, systemClock } from "../../board/clock.ts";

/** Input waits at most this long, ms. On a slower network it goes on without the code. */
const LONGEST_MS = 5_000;

/**
 * Input that waits for code. A key may need code that is still loading, as that of a panel with a text field. What a
 * person does next must not happen first: it waits, and then happens in order.
 */
export class WaitingInput {
  #holds = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** Makes input wait until the returned function is called. */
  hold(): () => void {
    this.#holds++;
    let isHeld = true;
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      cancel();
      this.#holds--;
      while (this.#holds === 0 && this.#waiting.length > 0) this.#waiting.shift()!();
    };
    const cancel = this.#clock.after(LONGEST_MS, release);
    return release;
  }

  /** Makes input wait until the work is done. Without work nothing waits. */
  holdUntil(work: Promise<void> | undefined): void {
    void work?.finally(this.hold());
  }

  /** Takes the input and returns true if it has to wait. */
  takes(input: () => void): boolean {
    if (this.#holds === 0) return false;
    this.#waiting.push(input);
    return true;
  }

  /** A listener that handles its events in their order with the input that waits. */
  inOrder<E>(handle: (event: E) => void): (event: E) => void {
    return (event) => {
      if (!this.takes(() => handle(event))) handle(event);
    };
  }
}
