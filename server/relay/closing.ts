import type { Clock } from "../../board/clock.ts";
import { IGNORED_FRAMES_MAX } from "../../board/limits.ts";
import type { Socket } from "./socket.ts";

/**
 * A refused peer from which nothing comes for so long has sent all it had (a small frame waits up to 40 ms for the one
 * before it to be acknowledged) …
 */
const QUIET_MS = 150;
/** … and one that does not stop is not waited for. */
const PATIENCE_MS = 1_000;

/** A peer that has been told the end and does not close its side is dropped after this. */
const FAREWELL_MS = 10_000;
const FLOOD_FAREWELL_MS = 1_000;

export interface ClosingOptions {
  readonly clock: Clock;
  /** Ends the connection without waiting for the peer. */
  readonly sever?: () => void;
  /** Called once when the peer goes on sending after it was refused. */
  readonly onFlood: () => void;
}

/** How a connection ends: the peer is told a close code, and the connection is severed when it does not go. */
export class Closing {
  readonly #socket: Socket;
  readonly #options: ClosingOptions;
  #cancel: (() => void) | undefined;
  /** Sends the close frame that waits until the peer is quiet. */
  #sayGoodbye: (() => void) | undefined;
  #hasBegun = false;
  #heardMore = false;
  #ignored = 0;
  #isCut = false;

  constructor(socket: Socket, options: ClosingOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Sends the close frame now. */
  now(code: number, reason: string, { isFlood = false } = {}): void {
    const { clock, sever } = this.#options;
    this.#hasBegun = true;
    this.#sayGoodbye = undefined;
    this.#socket.close(code, fitting(reason));
    if (sever) this.#cancel = clock.after(isFlood ? FLOOD_FAREWELL_MS : FAREWELL_MS, sever);
  }

  /**
   * Sends the close frame once the peer is quiet. Deno drops a connection on which frames arrive behind the close frame
   * that it sent, and the peer would never see the code that tells it not to come back.
   */
  whenQuiet(code: number, reason: string): void {
    const { clock } = this.#options;
    this.#hasBegun = true;
    this.#sayGoodbye = () => this.now(code, reason);
    const deadline = clock.now() + PATIENCE_MS;
    const look = () => {
      if (!this.#heardMore || clock.now() >= deadline) return this.#sayGoodbye?.();
      this.#heardMore = false;
      this.#cancel = clock.after(QUIET_MS, look);
    };
    this.#cancel = clock.after(QUIET_MS, look);
  }

  /** A frame came that nobody reads any more. After too many of them the connection is cut. */
  ignored(): void {
    this.#heardMore = true;
    if (++this.#ignored > IGNORED_FRAMES_MAX) this.cut();
  }

  /** Cuts the connection of a peer that goes on sending: reading costs time, even when nothing is used. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#cancel?.();
    this.#sayGoodbye?.();
    this.#options.onFlood();
    this.sever();
  }

  /** Ends the connection at once, without a close frame. */
  sever(): void {
    this.#hasBegun = true;
    this.gone();
    this.#options.sever?.();
  }

  /** The connection has ended: nothing is kept for later. Safe to call twice. */
  gone(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

const REASON_BYTES_MAX = 123;

/**
 * The start of a reason that fits a close frame; a longer one makes `close` throw. It may quote what the peer sent, so
 * bytes count, not characters, and none is cut in half.
 */
function fitting(reason: string): string {
  return reason.slice(0, new TextEncoder().encodeInto(reason, new Uint8Array(REASON_BYTES_MAX)).read);
}
