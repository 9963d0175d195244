import type { Clock } from "../../board/clock.ts";
import { QUEUE_SOFT_BYTES } from "../../board/limits.ts";
import { NOTHING } from "../document/struct_clocks.ts";
import { bytesOf } from "../document/stored_document.ts";
import type { Session } from "../session/session.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** First and longest interval between checks whether peers have read part of their answers, ms. */
const CHECK_FIRST_MS = 1;
const CHECK_MAX_MS = 32;
/** Shortest interval for each open answer, ms: with many of them a check takes longer. */
const CHECK_MS_AN_ANSWER = 1 / 8;

/** @returns the frames that a peer with `stateVector` lacks; empty when there is no answer */
type FramesFor = (session: Session, stateVector: Uint8Array) => readonly Frame[];

/**
 * Sends answers as fast as the peers read them, one at a time to each peer. All answers of a room share one timer,
 * whose interval grows while no peer reads.
 */
export class SyncResponses {
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

  /** True while an answer to the session is not completely sent. */
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
      const wasRead = this.#sendMore();
      this.#waitMs = wasRead ? CHECK_FIRST_MS : this.#waitMs * 2;
      this.#waitMs = Math.min(CHECK_MAX_MS, Math.max(this.#waitMs, this.#open.size * CHECK_MS_AN_ANSWER));
      if (this.#open.size > 0) this.#schedule();
    });
  }

  /** @returns true when a peer had read part of its answer */
  #sendMore(): boolean {
    let wasRead = false;
    for (const [session, answer] of [...this.#open]) {
      const before = answer.sent;
      if (answer.send()) this.leave(session);
      wasRead ||= answer.sent !== before;
    }
    return wasRead;
  }
}

/** An answer to one peer, and its progress. */
class Answer implements Disposable {
  readonly #session: Session;
  readonly #framesFor: FramesFor;
  #frames: readonly Frame[];
  #sent = 0;
  /** True when the frames were made for this peer alone. */
  #isOwn: boolean;
  #memory: Disposable | undefined;
  /** True once the peer could not take the whole answer at once. */
  #isWaiting = false;
  #next: Uint8Array | undefined;

  constructor(session: Session, stateVector: Uint8Array, framesFor: FramesFor) {
    this.#session = session;
    this.#framesFor = framesFor;
    this.#frames = framesFor(session, stateVector);
    this.#isOwn = stateVector.length > NOTHING.length;
  }

  /** Number of frames sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Answers a newer question after this one; only the newest counts. */
  replaceAfter(stateVector: Uint8Array): void {
    this.#next = stateVector;
  }

  /** Sends as much as the peer takes now. @returns true when nothing is left to send */
  send(): boolean {
    for (;;) {
      while (this.#sent < this.#frames.length) {
        if (!this.#session.isOpen) return true;
        if (this.#session.room <= 0) {
          this.#occupy();
          return false;
        }
        // The first burst needs no reservation: every peer may have that much queued.
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

  /**
   * Reserves memory for a slow reader. Without memory for its own frames, the peer gets the shared encoding instead.
   */
  #occupy(): boolean {
    this.#isWaiting = true;
    this.#memory ??= this.#session.occupy(QUEUE_SOFT_BYTES + (this.#isOwn ? bytesOf(this.#frames) : 0));
    if (!this.#memory && this.#isOwn) this.#begin(NOTHING);
    return this.#memory !== undefined;
  }
}
