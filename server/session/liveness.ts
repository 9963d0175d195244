import type { Clock } from "../../board/clock.ts";

/** Time to answer a question, ms: a peer on a bad network needs this long. */
const PROOF_MS = 3_000;

/** Tells whether a peer is still there. Every message is a sign of life. */
export class Liveness {
  readonly #clock: Clock;
  readonly #ask: () => void;
  /** Number of messages received. */
  #heard = 0;
  /** `#heard` at the last `question`. */
  #heardBefore: number | undefined;
  #isProven = false;
  /** `#heard` at the last `isDead`. */
  #heardAtLook = 0;
  #isDoubted = false;
  #cancelProof: (() => void) | undefined;

  /** @param ask sends the peer a question that it answers at once */
  constructor(clock: Clock, ask: () => void) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Counts a message as a sign of life. */
  heard(): void {
    this.#heard++;
  }

  /** Asks the peer for a sign of life; any message is one. Calls `onSilence` if there is none within `PROOF_MS`. */
  prove(onSilence: () => void): void {
    if (this.#cancelProof) return;
    const before = this.#heard;
    this.#ask();
    this.#cancelProof = this.#clock.after(PROOF_MS, () => {
      this.#cancelProof = undefined;
      if (this.#heard === before) onSilence();
    });
  }

  /** Asks for a sign of life too; `isSilent` is false once there was one. */
  question(): void {
    this.#isProven = this.#heardBefore !== undefined && !this.isSilent;
    this.#heardBefore = this.#heard;
    this.#ask();
  }

  /** True when the peer answered the question before the last one: on a busy machine it may be late once. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** True when the peer has never sent a whole message: every client sends one when it connects. */
  get isUnheard(): boolean {
    return this.#heard === 0;
  }

  /** True when no message arrived since the last question. */
  get isSilent(): boolean {
    return this.#heard === this.#heardBefore;
  }

  /**
   * Must be called at intervals. A peer that was silent since the last call is asked for a sign of life. This also
   * keeps proxies from closing the connection.
   *
   * @returns true when the peer was asked by the previous call and has not answered
   */
  isDead(): boolean {
    const wasDoubted = this.#isDoubted;
    this.#isDoubted = this.#heard === this.#heardAtLook;
    this.#heardAtLook = this.#heard;
    if (this.#isDoubted && !wasDoubted) this.#ask();
    return this.#isDoubted && wasDoubted;
  }

  /** Cancels the timer. Safe to call twice. */
  close(): void {
    this.#cancelProof?.();
    this.#cancelProof = undefined;
  }
}
