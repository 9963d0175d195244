import type { Session } from "./session.ts";

/**
 * All open sessions, including those whose link opens nothing. A peer in the middle of an endless message cannot send
 * another one. So the sessions are pinged, which every client answers, and silent ones are suspicious.
 */
export class OpenSessions {
  readonly #sessions = new Set<Session>();

  add(session: Session): void {
    this.#sessions.add(session);
  }

  delete(session: Session): void {
    this.#sessions.delete(session);
  }

  /** Pings every session. */
  ping(): void {
    for (const session of this.#sessions) session.liveness.ping();
  }

  /**
   * Drops the sessions that have not answered the last ping, once each. As long as some of them never sent a whole
   * message, only those are dropped. Those that answered the ping before it come last: their answer may be on its
   * way.
   *
   * @returns the number of dropped sessions
   */
  dropUnresponsive({ isFlood = false } = {}): number {
    const silent = [...this.#sessions].filter((session) => session.liveness.isSilent);
    const unheard = silent.filter((session) => session.liveness.isUnheard);
    const unproven = silent.filter((session) => !session.isSpared);
    const dropped = [unheard, unproven, silent].find(({ length }) => length > 0) ?? [];
    for (const session of dropped) this.#drop(session, { isFlood });
    return dropped.length;
  }

  /** Drops and bans silent sessions that have never sent a whole message. @returns the number of dropped sessions */
  dropUnheard(): number {
    const unheard = [...this.#sessions].filter((session) => session.liveness.isSilent && session.liveness.isUnheard);
    for (const session of unheard) this.#drop(session, { isFlood: true });
    return unheard.length;
  }

  /** Drops the newest silent sessions, at most `max`. @returns the number of dropped sessions */
  dropNewestSilent(max: number): number {
    const silent = [...this.#sessions].filter((session) => session.liveness.isSilent && !session.isSpared);
    const newest = silent.slice(-max);
    for (const session of newest) this.#drop(session, { isFlood: false });
    return newest.length;
  }

  #drop(session: Session, { isFlood }: { isFlood: boolean }): void {
    this.#sessions.delete(session);
    session.drop({ isFlood });
  }
}
