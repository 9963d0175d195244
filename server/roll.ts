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
    for (const session of dropped) this.#drop(session, { isFlood });
    return dropped.length;
  }

  /** Drops and bans those who are silent and have never sent a whole message. @returns how many */
  dropUnheard(): number {
    const unheard = [...this.#sessions].filter((session) => session.isSilent && session.isUnheard);
    for (const session of unheard) this.#drop(session, { isFlood: true });
    return unheard.length;
  }

  /** Drops the newest of those who are silent since they were asked, at most `max`. @returns how many */
  dropSilent(max: number): number {
    const silent = [...this.#sessions].filter((session) => session.isSilent && !session.isProven);
    const newest = silent.slice(-max);
    for (const session of newest) this.#drop(session, { isFlood: false });
    return newest.length;
  }

  #drop(session: Session, { isFlood }: { isFlood: boolean }): void {
    this.#sessions.delete(session);
    session.drop({ isFlood });
  }
}
