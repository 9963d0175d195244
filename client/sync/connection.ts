import type { Clock } from "../../board/clock.ts";
import type { ClientSocket } from "./client_socket.ts";
import type { ConnectionLog } from "./record/connection_log.ts";
import type { Ending, TransportName } from "./transport_chooser.ts";
import { isFinal, SUBPROTOCOL } from "../../board/wire/protocol.ts";

/** Receives the events of a connection. */
export interface ConnectionDelegate {
  opened(): void;
  received(frame: Uint8Array): void;
  /** The socket closed. The connection opens a new one unless `refused` follows. */
  closed(): void;
  /** The server refused the link for good; there are no further attempts. */
  refused(code: number): void;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly clock: Clock;
  /** Returns 0 ≤ r < 1. */
  readonly random: () => number;
  readonly makeSocket: (url: string, protocol: string) => ClientSocket;
  /** Learns how each socket went. Default: nobody does. */
  readonly carrier?: Carrier;
  /** Notes changes of the state. Default: nobody does. */
  readonly log?: ConnectionLog;
}

/** Chooses what carries a connection, by how earlier sockets went. */
export interface Carrier {
  /** What carries the newest socket. */
  readonly transport: TransportName;
  /** Time limit for the first frame of a socket, ms. */
  readonly firstFrameMs: number;
  /** Set by the connection: continues with another open socket, on which `frames` were received. */
  onUpgrade: (socket: ClientSocket, frames: readonly ArrayBuffer[]) => void;
  heard(): void;
  ended(ending: Ending): void;
  /** The network or the page returned. */
  nudge(): void;
}

const BACKOFF_FIRST_MS = 300;

/** Short, because users watch the word *Offline* while they wait for the server. */
const BACKOFF_MAX_MS = 5_000;

/** The server echoes our own presence every 15 s, so a socket that is silent for longer than two of these is dead. */
const SILENCE_MS = 35_000;
const SILENCE_CHECK_MS = 5_000;

/** Time limit for opening a socket. */
const OPENING_MS = 10_000;

/**
 * Keeps one socket to the server open and reconnects when it is lost.
 *
 *     idle ──start──▶ opening ──open──▶ open
 *                       ▲  └──close──┐   │ close, silence
 *                  timer, nudge      ▼   ▼
 *                       └───────── waiting        any ──final close──▶ refused
 *
 * Waits with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), so that clients do not all
 * reconnect to a restarted server at once.
 */
export class Connection {
  readonly #delegate: ConnectionDelegate;
  readonly #options: ConnectionOptions;
  #url: string;
  #socket: ClientSocket | undefined;
  #isOpen = false;
  #attempts = 0;
  #lastHeard = 0;
  /** When the socket received its first frame. */
  #firstHeard: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #isStarted = false;
  #ended = false;
  #isClosed = false;

  constructor(delegate: ConnectionDelegate, options: ConnectionOptions) {
    this.#delegate = delegate;
    this.#options = options;
    this.#url = options.url;
    if (options.carrier) options.carrier.onUpgrade = (socket, frames) => this.#goOnWith(socket, frames);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Bytes that the browser has not passed to the network yet. */
  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  start(): void {
    this.#isStarted = true;
    if (!this.#socket && !this.#ended) this.#open();
  }

  /**
   * Reconnects at once after the network or the page returned, and drops a dead socket. Does not start an idle
   * connection, because the browser also shows a page that has just loaded.
   */
  nudge(): void {
    if (!this.#isStarted || this.#ended) return;
    this.#options.carrier?.nudge();
    if (!this.#socket) {
      this.#attempts = 0;
      this.#open();
    } else if (this.#isOpen && this.#options.clock.now() - this.#lastHeard > SILENCE_MS) {
      this.#drop();
    }
  }

  /** Drops the socket and reconnects, because the network is gone or the server does not answer. */
  lost(): void {
    if (this.#socket) this.#drop({ isOwn: true });
  }

  /** Connects to another URL, also after a refusal, but not after `close`. */
  goTo(url: string): void {
    if (this.#isClosed) return;
    this.#cancelTimer?.();
    this.#detach()?.close(1000);
    this.#url = url;
    this.#attempts = 0;
    this.#ended = false;
    this.start();
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    if (!this.#isOpen) return;
    this.#options.log?.frame("sent", frame);
    this.#socket!.send(frame);
  }

  close(): void {
    this.#isClosed = this.#ended = true;
    this.#cancelTimer?.();
    this.#detach()?.close(1000);
  }

  #open(): void {
    const { clock, makeSocket, carrier, log } = this.#options;
    this.#cancelTimer?.();
    this.#firstHeard = undefined;
    this.#listen(makeSocket(this.#url, SUBPROTOCOL));
    log?.note({ kind: "connecting", transport: this.#transport });
    this.#cancelTimer = clock.after(carrier?.firstFrameMs ?? OPENING_MS, () => this.#drop());
  }

  #listen(socket: ClientSocket): void {
    const { clock, carrier } = this.#options;
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => {
      this.#isOpen = true;
      this.#lastHeard = clock.now();
      this.#noteOpen(socket);
      if (!carrier) this.#watchSilence();
      this.#delegate.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#lastHeard = clock.now();
      this.#attempts = 0;
      if (this.#firstHeard === undefined) {
        this.#firstHeard = this.#lastHeard;
        // Until now the timer limited the time for the first frame.
        if (carrier) this.#watchSilence();
        carrier?.heard();
      }
      if (data instanceof ArrayBuffer) this.#receive(data);
    };
    socket.onclose = ({ code }) => this.#gone(code);
  }

  /** The delegate sees the end of one connection and the start of the next at the same moment. */
  #goOnWith(socket: ClientSocket, frames: readonly ArrayBuffer[]): void {
    if (!this.#isStarted || this.#ended) return socket.close(1000);
    this.#cancelTimer?.();
    this.#detach()?.close(1000);
    this.#delegate.closed();
    this.#listen(socket);
    this.#isOpen = true;
    this.#firstHeard = this.#lastHeard = this.#options.clock.now();
    this.#watchSilence();
    this.#options.log?.note({ kind: "replaced", transport: this.#transport });
    this.#noteOpen(socket);
    this.#delegate.opened();
    for (const frame of frames) this.#receive(frame);
  }

  get #transport(): TransportName {
    return this.#options.carrier?.transport ?? "websocket";
  }

  #noteOpen({ protocol = "", extensions = "" }: ClientSocket): void {
    this.#options.log?.note({ kind: "open", transport: this.#transport, protocol, extensions });
  }

  #receive(received: ArrayBuffer): void {
    const frame = new Uint8Array(received);
    this.#options.log?.frame("received", frame);
    this.#delegate.received(frame);
  }

  #watchSilence(): void {
    const { clock } = this.#options;
    this.#cancelTimer?.();
    this.#cancelTimer = clock.after(SILENCE_CHECK_MS, () => {
      if (this.#socket?.isResting) this.#lastHeard = clock.now();
      if (clock.now() - this.#lastHeard > SILENCE_MS) this.#drop();
      else this.#watchSilence();
    });
  }

  /** Drops a dead socket without waiting for its close event, which may take minutes. */
  #drop({ isOwn = false } = {}): void {
    this.#socket?.close();
    this.#gone(1006, { isOwn });
  }

  #gone(code: number, { isOwn = false } = {}): void {
    const { clock, random, carrier, log } = this.#options;
    this.#cancelTimer?.();
    const { refusal, retryAfterMs = 0 } = this.#detach() ?? {};
    log?.note({ kind: "closed", code, isOwn, refusal });
    const heardForMs = this.#firstHeard === undefined ? undefined : clock.now() - this.#firstHeard;
    carrier?.ended({ code, heardForMs, isOwn });
    this.#delegate.closed();
    if (isFinal(code)) {
      this.#ended = true;
      return this.#delegate.refused(code);
    }
    if (this.#ended) return;
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** this.#attempts++);
    this.#cancelTimer = clock.after(retryAfterMs + ceiling * (0.2 + 0.8 * random()), () => this.#open());
  }

  /** Removes the listeners of a dropped socket, so that its events cannot affect the next one. */
  #detach(): ClientSocket | undefined {
    const socket = this.#socket;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = undefined;
    this.#isOpen = false;
    return socket;
  }
}
