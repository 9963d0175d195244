import type { Clock } from "../../board/clock.ts";
import { IGNORED_FRAMES_MAX } from "../../board/limits.ts";
import type { Socket } from "./socket.ts";

/**
 * A refused peer that is quiet for this long has sent everything, ms. (A small frame waits up to 40 ms for the TCP
 * acknowledgement of the frame before it.)
 */
const QUIET_MS = 150;
/** The longest wait for a refused peer to become quiet, ms. */
const PATIENCE_MS = 1_000;

/** A peer that does not close its side within this time after our close frame is dropped, ms. */
const FAREWELL_MS = 10_000;
const FLOOD_FAREWELL_MS = 1_000;

export interface ClosingHandshakeOptions {
  readonly clock: Clock;
  /** Ends the connection without waiting for the peer. */
  readonly terminate?: () => void;
  /** Called when the closing begins. */
  readonly onBegin: () => void;
  /** Called once when the peer continues to send after it was refused. */
  readonly onFlood: () => void;
}

/** Closes a connection: sends the close code, and terminates the connection if the peer does not close its side. */
export class ClosingHandshake {
  readonly #socket: Socket;
  readonly #options: ClosingHandshakeOptions;
  #cancel: (() => void) | undefined;
  /** Sends the deferred close frame of `whenQuiet`. */
  #sayGoodbye: (() => void) | undefined;
  #hasBegun = false;
  #heardMore = false;
  #ignored = 0;
  #isCut = false;

  constructor(socket: Socket, options: ClosingHandshakeOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** Sends the close frame now. */
  now(code: number, reason: string, { isFlood = false } = {}): void {
    const { clock, terminate } = this.#options;
    this.#begin();
    this.#sayGoodbye = undefined;
    this.#socket.close(code, fitting(reason));
    if (terminate) this.#cancel = clock.after(isFlood ? FLOOD_FAREWELL_MS : FAREWELL_MS, terminate);
  }

  /**
   * Sends the close frame once the peer is quiet. Deno drops a connection if frames arrive after the close frame that
   * it sent. The peer would then never see the code that tells it not to reconnect.
   */
  whenQuiet(code: number, reason: string): void {
    const { clock } = this.#options;
    this.#begin();
    this.#sayGoodbye = () => this.now(code, reason);
    const deadline = clock.now() + PATIENCE_MS;
    const look = () => {
      if (!this.#heardMore || clock.now() >= deadline) return this.#sayGoodbye?.();
      this.#heardMore = false;
      this.#cancel = clock.after(QUIET_MS, look);
    };
    this.#cancel = clock.after(QUIET_MS, look);
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#options.onBegin();
  }

  /** Counts a frame that arrived after the refusal. After too many of them the connection is cut. */
  ignored(): void {
    this.#heardMore = true;
    if (++this.#ignored > IGNORED_FRAMES_MAX) this.cut();
  }

  /** Cuts the connection of a peer that continues to send: reading frames costs time even if they are dropped. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#cancel?.();
    this.#sayGoodbye?.();
    this.#options.onFlood();
    this.terminate();
  }

  /** Ends the connection at once, without a close frame. */
  terminate(): void {
    this.#begin();
    this.gone();
    this.#options.terminate?.();
  }

  /** The connection has ended: cancels the timer. Safe to call twice. */
  gone(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

const REASON_BYTES_MAX = 123;

/**
 * Cuts a reason to the size of a close frame; `close` throws for a longer one. The reason may quote the peer, so this
 * counts bytes instead of characters, and splits no character.
 */
function fitting(reason: string): string {
  return reason.slice(0, new TextEncoder().encodeInto(reason, new Uint8Array(REASON_BYTES_MAX)).read);
}
