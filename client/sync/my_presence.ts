import { type Clock, systemClock } from "../../board/clock.ts";
import type { Held } from "../../board/held.ts";
import type { Presence, Typing } from "../../board/presence.ts";
import { Pace } from "./pace.ts";

/** Others hear of me at most this often, ms. */
const EVERY_MS = 50;

/**
 * What others see of me. All of it is told in one piece: the first change at once, then how things stand every 50 ms, the
 * last always – a hand that drags moves the pointer and what it holds, and costs everybody else one frame for both.
 */
export class MyPresence {
  readonly #pace: Pace;
  #presence: Presence;
  #held: Held | undefined;
  #isHidden = false;

  /** @param send the same object of me, `user`, as long as that has not changed */
  constructor(user: Presence["user"], send: (presence: Presence) => void, clock: Clock = systemClock) {
    this.#presence = { user, cursor: null };
    this.#pace = new Pace(() => send(this.#presence), EVERY_MS, clock);
  }

  /** Who I am is told at once. */
  introduce(user: Presence["user"]): void {
    this.#presence = { ...this.#presence, user };
    this.#pace.hurry();
  }

  /** A pointer that left – null – is told to be gone at once; a page that nobody sees has none. */
  pointAt(cursor: Presence["cursor"]): void {
    if (cursor === null ? this.#presence.cursor === null : this.#isHidden) return;
    this.#presence = { ...this.#presence, cursor };
    if (cursor === null) this.#pace.hurry();
    else this.#pace.ask();
  }

  typeAt(typing: Typing | undefined): void {
    this.#presence = { ...this.#presence, typing };
    this.#pace.ask();
  }

  hold(held: Held | undefined): void {
    this.#held = held;
    if (!this.#isHidden) this.#reach(held);
  }

  /** The page is hidden, or seen again: who is not there points at nothing and holds nothing. */
  hide(isHidden: boolean): void {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    if (isHidden) this.pointAt(null);
    this.#reach(isHidden ? undefined : this.#held);
  }

  close(): void {
    this.#pace.close();
  }

  #reach(held: Held | undefined): void {
    if (held === undefined && this.#presence.held === undefined) return;
    this.#presence = { ...this.#presence, held };
    this.#pace.ask();
  }
}
