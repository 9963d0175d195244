import type { Clock } from "../../board/clock.ts";
import { QUEUE_SOFT_BYTES } from "../../board/limits.ts";
import { NOTHING } from "../document/live_document.ts";
import { bytesOf } from "../document/stored_document.ts";
import type { Session } from "./session.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** Until it is looked whether the peers have read some of their answers, ms: at first, and at most. */
const CHECK_FIRST_MS = 1;
const CHECK_MAX_MS = 32;

/** @returns what a peer that has `stateVector` lacks; empty when there is no answer */
type FramesFor = (session: Session, stateVector: Uint8Array) => readonly Frame[];

/**
 * Sends answers no faster than the peers read them, one at a time to each peer. All of a room share one timer, whose
 * interval grows while answers take long.
 */
export class Answers {
  readonly #clock: Clock;
  readonly #framesFor: FramesFor;
  readonly #open = new Map<Session, Answer>();
  #waitMs = CHECK_FIRST_MS;
  #cancelCheck: (() => void) | undefined;

  constructor(clock: Clock, framesFor: FramesFor) {
    this.#clock = clock;
    this.#framesFor = framesFor;
  }

  answer(session: Session, stateVector: Uint8Array): void {
    const open = this.#open.get(session);
    if (open) return open.replaceAfter(stateVector);
    const answer = new Answer(session, stateVector, this.#framesFor);
    if (answer.send()) return;
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
    this.#open.get(session)?.[Symbol.dispose]();
    this.#open.delete(session);
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancelCheck?.();
    for (const session of [...this.#open.keys()]) this.leave(session);
  }

  #schedule(): void {
    this.#cancelCheck = this.#clock.after(this.#waitMs, () => {
      for (const [session, answer] of [...this.#open]) if (answer.send()) this.leave(session);
      this.#waitMs = Math.min(CHECK_MAX_MS, this.#waitMs * 2);
      if (this.#open.size > 0) this.#schedule();
    });
  }
}

/** One peer's answer, as far as it is sent. */
class Answer implements Disposable {
  readonly #session: Session;
  readonly #framesFor: FramesFor;
  #frames: readonly Frame[];
  #sent = 0;
  /** Nobody else is sent these frames. */
  #isOwn: boolean;
  #memory: Disposable | undefined;
  /** The peer did not take it all at once. */
  #isWaiting = false;
  #next: Uint8Array | undefined;

  constructor(session: Session, stateVector: Uint8Array, framesFor: FramesFor) {
    this.#session = session;
    this.#framesFor = framesFor;
    this.#frames = framesFor(session, stateVector);
    this.#isOwn = stateVector.length > NOTHING.length;
  }

  /** Another question came while this one is answered: only the newest counts. */
  replaceAfter(stateVector: Uint8Array): void {
    this.#next = stateVector;
  }

  /** Sends what the peer takes now. @returns true when there is nothing more to send */
  send(): boolean {
    for (;;) {
      while (this.#sent < this.#frames.length) {
        if (!this.#session.isOpen) return true;
        if (this.#session.room <= 0) {
          this.#occupy();
          return false;
        }
        // The first burst needs no memory of its own: it is what anybody may have queued.
        if (this.#isWaiting && !this.#occupy()) return false;
        this.#session.sendAlways(this.#frames[this.#sent++]);
      }
      if (this.#next === undefined) return true;
      this.#begin(this.#next);
    }
  }

  [Symbol.dispose](): void {
    this.#memory?.[Symbol.dispose]();
    this.#memory = undefined;
  }

  #begin(stateVector: Uint8Array): void {
    this[Symbol.dispose]();
    this.#next = undefined;
    this.#frames = this.#framesFor(this.#session, stateVector);
    this.#isOwn = stateVector.length > NOTHING.length;
    this.#sent = 0;
  }

  /** The peer reads slowly. Without memory for frames of its own it is sent those that everybody is sent. */
  #occupy(): boolean {
    this.#isWaiting = true;
    this.#memory ??= this.#session.occupy(QUEUE_SOFT_BYTES + (this.#isOwn ? bytesOf(this.#frames) : 0));
    if (!this.#memory && this.#isOwn) this.#begin(NOTHING);
    return this.#memory !== undefined;
  }
}
