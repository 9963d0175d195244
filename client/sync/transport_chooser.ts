import type { Clock } from "../../board/clock.ts";
import { isFinal } from "../../board/wire/protocol.ts";

export type Transport = "websocket" | "polling";

/** What this device uses. Simple polling asks every two seconds; long polling waits for news. */
export const TRANSPORT_CHOICES = ["automatic", "websocket", "long polling", "simple polling"] as const;
export type TransportChoice = (typeof TRANSPORT_CHOICES)[number];
/** What carries a connection. */
export type TransportName = Exclude<TransportChoice, "automatic">;

/**
 * Why: this device chose it; sockets work or are tried; two brought no frame; three ended soon; or an earlier page in
 * this tab used polling.
 */
export type TransportReason = "chosen" | "first" | "silent" | "short" | "remembered";

/** A socket that brings no frame within this time counts as failed, ms. */
export const FIRST_FRAME_MS = 4_000;
/** The same where there is nothing to fall back to, ms. */
const PATIENCE_MS = 10_000;

const SILENT_SOCKETS_MAX = 2;
const SHORT_SOCKETS_MAX = 3;
/** A socket that ends sooner without a close frame was short, ms. */
const SHORT_MS = 60_000;

/** While it polls, the page tries a socket after these times, then always after the last one, ms. */
const TRIES_MS = [30_000, 60_000, 120_000, 300_000];

/** The code of a connection that ended without a close frame. */
const NO_CLOSE_FRAME = 1006;

/** How a connection ended. */
export interface Ending {
  readonly code: number;
  /** Time since its first frame, ms; undefined when there was none. */
  readonly heardForMs: number | undefined;
  /** True when the page ended it, for example because the browser reported that the network is gone. */
  readonly isOwn?: boolean;
}

/** What a page knows of earlier pages in this browser. */
export interface TransportMemory {
  /** True when a socket ever worked here. */
  hasSocketWorked: boolean;
  /** True when a page here used polling in the last ten minutes. */
  isPollingRecent: boolean;
}

export interface TransportChooserOptions {
  readonly clock: Clock;
  readonly choice: TransportChoice;
  readonly memory: TransportMemory;
  /** A socket should be tried beside the polling connection. */
  readonly onTry: () => void;
}

/**
 * Decides what carries the next connection.
 *
 *     websocket ──two without a first frame, or three short ones──▶ polling
 *         ▲───── a tried socket brings a frame, or polling fails ─────┘
 *
 * A socket that the server closed proves that sockets work, so it never counts as failed.
 */
export class TransportChooser {
  readonly #options: TransportChooserOptions;
  #transport: Transport;
  #reason: TransportReason;
  /** Sockets in a row that brought no frame, and that ended soon after their first. */
  #silent = 0;
  #short = 0;
  #tries = 0;
  #cancelTry: (() => void) | undefined;

  constructor(options: TransportChooserOptions) {
    this.#options = options;
    const { choice, memory } = options;
    const isRemembered = choice === "automatic" && memory.isPollingRecent && !memory.hasSocketWorked;
    this.#transport = choice === "long polling" || choice === "simple polling" || isRemembered
      ? "polling"
      : "websocket";
    this.#reason = isRemembered ? "remembered" : choice === "automatic" ? "first" : "chosen";
  }

  get reason(): TransportReason {
    return this.#reason;
  }

  get transport(): Transport {
    return this.#transport;
  }

  /** Time limit for the first frame of the next connection, ms. */
  get firstFrameMs(): number {
    return this.#isAutomatic && this.#transport === "websocket" ? FIRST_FRAME_MS : PATIENCE_MS;
  }

  /** The connection received its first frame. */
  heard(): void {
    const { memory } = this.#options;
    if (this.#transport === "websocket") {
      memory.hasSocketWorked = true;
      memory.isPollingRecent = false;
      this.#silent = 0;
    } else if (this.#isAutomatic) {
      memory.isPollingRecent = !memory.hasSocketWorked;
      this.#tryLater();
    }
  }

  ended({ code, heardForMs, isOwn = false }: Ending): void {
    if (!this.#isAutomatic) return;
    if (this.#transport === "polling") {
      // HTTP does not work either, or the server refused. One more failed socket leads back here.
      if (heardForMs === undefined) this.#toSocket({ silent: SILENT_SOCKETS_MAX - 1 });
      return;
    }
    if (code !== NO_CLOSE_FRAME || isFinal(code)) return this.#reset();
    if (isOwn) return;
    if (heardForMs === undefined) this.#silent++;
    else this.#short = heardForMs < SHORT_MS ? this.#short + 1 : 0;
    if (this.#silent >= SILENT_SOCKETS_MAX || this.#short >= SHORT_SOCKETS_MAX) this.#toPolling();
  }

  /** The network is back, or the page is visible again: a good moment to try a socket. */
  nudge(): void {
    if (this.#cancelTry) this.#options.onTry();
  }

  /** A socket that was tried brought a frame. */
  upgraded(): void {
    this.#toSocket({ silent: 0 });
    this.heard();
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancelTry?.();
    this.#cancelTry = undefined;
  }

  get #isAutomatic(): boolean {
    return this.#options.choice === "automatic";
  }

  #reset(): void {
    this.#silent = this.#short = 0;
  }

  #toPolling(): void {
    this.#reason = this.#short >= SHORT_SOCKETS_MAX ? "short" : "silent";
    this.#transport = "polling";
    this.#tries = 0;
  }

  #toSocket({ silent }: { silent: number }): void {
    this.#reason = "first";
    this.#transport = "websocket";
    this.#silent = silent;
    this.#short = 0;
    this.close();
  }

  #tryLater(): void {
    const ms = TRIES_MS[Math.min(this.#tries, TRIES_MS.length - 1)];
    this.#cancelTry ??= this.#options.clock.after(ms, () => {
      this.#cancelTry = undefined;
      this.#tries++;
      this.#tryLater();
      this.#options.onTry();
    });
  }
}
