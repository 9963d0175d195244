import type { Session } from "./relay/session.ts";

/**
 * Everybody who is connected, whatever their link opens. Who is in the middle of a message that never ends cannot send
 * another one: a question that every client answers tells them from all others.
 */
export class Roll {
  readonly #sessions = new Set<Session>();

  add(session: Session): void {
    this.#sessions.add(session);
  }

  delete(session: Session): void {
    this.#sessions.delete(session);
  }

  /** Asks everybody for a sign of life. */
  call(): void {
    for (const session of this.#sessions) session.question();
  }

  /**
   * Drops those who have given none since they were asked, once: it may be in vain. Who gave one the last time is
   * believed while there are others.
   *
   * @returns how many
   */
  strike({ isFlood = false } = {}): number {
    const silent = [...this.#sessions].filter((session) => session.isSilent);
    const unproven = silent.filter((session) => !session.isProven);
    const dropped = unproven.length > 0 ? unproven : silent;
    for (const session of dropped) {
      this.#sessions.delete(session);
      session.drop({ isFlood });
    }
    return dropped.length;
  }
}
