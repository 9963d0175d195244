import type { Clock } from "../../board/clock.ts";

/** A peer that must prove its presence has this long to answer, ms: a bad network needs it. */
const PROOF_MS = 3_000;
/** A ping that is unanswered for this long shows at the next check that the connection is dead, ms. */
const DEAD_MS = 10_000;

/**
 * Tells whether a peer is still there. There is one protocol: a ping, which every client answers at once. Any message
 * counts as the answer.
 */
export class Liveness {
  readonly #clock: Clock;
  readonly #sendPing: () => void;
  /** Number of messages received. */
  #heard = 0;
  /** `#heard` at the last ping; undefined before the first one. */
  #heardAtPing: number | undefined;
  /** When the oldest unanswered ping was sent. */
  #silentSince = 0;
  #isProven = false;
  #heardAtCheck = 0;
  #cancelProof: (() => void) | undefined;

  constructor(clock: Clock, sendPing: () => void) {
    this.#clock = clock;
    this.#sendPing = sendPing;
  }

  /** Counts a message as a sign of life. */
  heard(): void {
    this.#heard++;
  }

  /** Asks the peer for a sign of life. */
  ping(): void {
    this.#isProven = this.#heardAtPing !== undefined && !this.isSilent;
    if (!this.isSilent) this.#silentSince = this.#clock.now();
    this.#heardAtPing = this.#heard;
    this.#sendPing();
  }

  /** True when the last ping is unanswered. */
  get isSilent(): boolean {
    return this.#heard === this.#heardAtPing;
  }

  /** True when the peer answered the ping before the last one: on a busy machine it may be late once. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** True when the peer has never sent a whole message: every client sends one when it connects. */
  get isUnheard(): boolean {
    return this.#heard === 0;
  }

  /** Pings the peer, and calls `onSilence` if it does not answer within `PROOF_MS`. */
  prove(onSilence: () => void): void {
    if (this.#cancelProof) return;
    this.ping();
    this.#cancelProof = this.#clock.after(PROOF_MS, () => {
      this.#cancelProof = undefined;
      if (this.#isSilentFor(PROOF_MS)) onSilence();
    });
  }

  /**
   * Must be called at intervals longer than `DEAD_MS`. Pings a peer that was silent since the last call; that also
   * keeps proxies from closing the connection.
   *
   * @returns false when the connection is dead
   */
  check(): boolean {
    if (this.#isSilentFor(DEAD_MS)) return false;
    if (this.#heard === this.#heardAtCheck && !this.isSilent) this.ping();
    this.#heardAtCheck = this.#heard;
    return true;
  }

  /** Cancels the timer. Safe to call twice. */
  close(): void {
    this.#cancelProof?.();
    this.#cancelProof = undefined;
  }

  #isSilentFor(ms: number): boolean {
    return this.isSilent && this.#clock.now() - this.#silentSince >= ms;
  }
}
