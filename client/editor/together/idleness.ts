import { type Clock, systemClock } from "../../../board/clock.ts";

/** Without any action for this long, a person counts as idle, ms. */
export const IDLE_MS = 5 * 60_000;

/** Tells when the local user does nothing for some minutes, and when that ends. */
export class Idleness {
  readonly #tell: (isIdle: boolean) => void;
  readonly #clock: Clock;
  #last: number;
  #isIdle = false;
  #cancel: () => void = () => {};

  constructor(tell: (isIdle: boolean) => void, clock: Clock = systemClock) {
    [this.#tell, this.#clock, this.#last] = [tell, clock, clock.now()];
    this.#wait(IDLE_MS);
  }

  /** The local user does something. Cheap: it is called for every event. */
  active(): void {
    this.#last = this.#clock.now();
    if (!this.#isIdle) return;
    this.#set(false);
    this.#wait(IDLE_MS);
  }

  close(): void {
    this.#cancel();
  }

  #wait(ms: number): void {
    this.#cancel = this.#clock.after(ms, () => {
      const left = this.#last + IDLE_MS - this.#clock.now();
      if (left > 0) this.#wait(left);
      else this.#set(true);
    });
  }

  #set(isIdle: boolean): void {
    this.#isIdle = isIdle;
    this.#tell(isIdle);
  }
}
