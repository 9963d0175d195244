import { type Clock, systemClock } from "../../board/clock.ts";
import type { SelectionPresence } from "../../board/wire/selection_presence.ts";
import type { TalkPresence } from "../../board/talk/talk_presence.ts";
import type { TogetherPresence } from "../../board/wire/together_presence.ts";
import type { Presence, Typing } from "../../board/wire/presence.ts";
import { Throttle } from "./throttle.ts";

/** Minimum interval between presence messages, ms. */
const EVERY_MS = 50;

/**
 * The local user's presence. Changes are sent together: the first at once, then the current state every 50 ms while
 * there are changes. A drag changes both the pointer and the held shapes; one message carries both.
 */
export class MyPresence {
  readonly #throttle: Throttle;
  #presence: Presence;
  #held: SelectionPresence | undefined;
  #isHidden = false;

  /** @param send receives the same `user` object until the user changes */
  constructor(user: Presence["user"], send: (presence: Presence) => void, clock: Clock = systemClock) {
    this.#presence = { user, cursor: null };
    this.#throttle = new Throttle(() => send(this.#presence), EVERY_MS, clock);
  }

  /** Changes the user and sends at once. */
  introduce(user: Presence["user"]): void {
    this.#presence = { ...this.#presence, user };
    this.#throttle.runNow();
  }

  /** Moves the cursor; null removes it at once. A hidden page has no cursor. */
  pointAt(cursor: Presence["cursor"]): void {
    if (cursor === null ? this.#presence.cursor === null : this.#isHidden) return;
    this.#presence = { ...this.#presence, cursor };
    if (cursor === null) this.#throttle.runNow();
    else this.#throttle.request();
  }

  typeAt(typing: Typing | undefined): void {
    this.#presence = { ...this.#presence, typing };
    this.#throttle.request();
  }

  talk(part: TalkPresence): void {
    this.#presence = { ...this.#presence, talk: { ...this.#presence.talk as TalkPresence, ...part } };
    this.#throttle.request();
  }

  together(part: Partial<TogetherPresence>): void {
    this.#presence = { ...this.#presence, together: { ...this.#presence.together as TogetherPresence, ...part } };
    this.#throttle.request();
  }

  hold(held: SelectionPresence | undefined): void {
    this.#held = held;
    if (!this.#isHidden) this.#reach(held);
  }

  /**
   * The person is away while the page is hidden: it has no cursor and no held shapes. The held shapes are restored
   * afterwards.
   */
  hide(isHidden: boolean): void {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    const { isAway: _, ...here } = this.#presence;
    this.#presence = isHidden ? { ...here, cursor: null, isAway: true } : here;
    this.#reach(isHidden ? undefined : this.#held);
    this.#throttle.runNow();
  }

  close(): void {
    this.#throttle.close();
  }

  #reach(held: SelectionPresence | undefined): void {
    if (held === undefined && this.#presence.held === undefined) return;
    this.#presence = { ...this.#presence, held };
    this.#throttle.request();
  }
}
