import type { Clock } from "../../board/clock.ts";
import type { Session } from "./session.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** Until it is looked whether the peers have read some of their answers, ms: at first, and at most. */
const CHECK_FIRST_MS = 1;
const CHECK_MAX_MS = 32;

interface Answer {
  frames: readonly Frame[];
  sent: number;
  /** Asked while this answer is sent: only the newest question counts. */
  next?: Uint8Array;
}

/**
 * Sends answers no faster than the peers read them, one at a time to each peer. All of a room share one timer, whose
 * interval grows while answers take long.
 */
export class Answers {
  readonly #clock: Clock;
  readonly #framesFor: (session: Session, stateVector: Uint8Array) => readonly Frame[];
  readonly #open = new Map<Session, Answer>();
  #waitMs = CHECK_FIRST_MS;
  #cancelCheck: (() => void) | undefined;

  /** @param framesFor what a peer that has `stateVector` lacks; empty when there is no answer */
  constructor(clock: Clock, framesFor: (session: Session, stateVector: Uint8Array) => readonly Frame[]) {
    this.#clock = clock;
    this.#framesFor = framesFor;
  }

  answer(session: Session, stateVector: Uint8Array): void {
    const open = this.#open.get(session);
    if (open) {
      open.next = stateVector;
      return;
    }
    const answer: Answer = { frames: this.#framesFor(session, stateVector), sent: 0 };
    if (this.#send(session, answer)) return;
    this.#open.set(session, answer);
    this.#waitMs = CHECK_FIRST_MS;
    this.#cancelCheck?.();
    this.#schedule();
  }

  /** True while an answer to the session is not sent whole. */
  isOpen(session: Session): boolean {
    return this.#open.has(session);
  }

  leave(session: Session): void {
    this.#open.delete(session);
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancelCheck?.();
    this.#open.clear();
  }

  #schedule(): void {
    this.#cancelCheck = this.#clock.after(this.#waitMs, () => {
      for (const [session, answer] of this.#open) if (this.#send(session, answer)) this.#open.delete(session);
      this.#waitMs = Math.min(CHECK_MAX_MS, this.#waitMs * 2);
      if (this.#open.size > 0) this.#schedule();
    });
  }

  /** @returns true when there is nothing more to send */
  #send(session: Session, answer: Answer): boolean {
    for (;;) {
      while (answer.sent < answer.frames.length) {
        if (!session.isOpen) return true;
        if (session.room <= 0) return false;
        session.sendAlways(answer.frames[answer.sent++]);
      }
      const { next } = answer;
      if (next === undefined) return true;
      answer.next = undefined;
      answer.frames = this.#framesFor(session, next);
      answer.sent = 0;
    }
  }
}
