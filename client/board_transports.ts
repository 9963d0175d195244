import { signal } from "@preact/signals-core";
import { systemClock } from "../board/clock.ts";
import type { ClientSocket } from "./sync/client_socket.ts";
import type { Carrier } from "./sync/connection.ts";
import { IdleTimeout } from "./sync/idle_timeout.ts";
import { TRANSPORT_KEYS } from "./sync/transport_keys.ts";
import type { Ending, TransportChoice, TransportName, TransportReason } from "./sync/transport_chooser.ts";
import type { Transports } from "./sync/transports.ts";

/** Time limit for the first frame of a socket, ms. */
const FIRST_FRAME_MS = 4_000;

/** The code of a socket that ended without a close frame. */
const NO_CLOSE_FRAME = 1006;

/**
 * What carries the connection of a page: WebSockets. After the first that fails, or when this device has chosen something
 * else, it loads `Transports`, which also knows polling.
 */
export class BoardTransports implements Carrier {
  onUpgrade: Carrier["onUpgrade"] = () => {};
  readonly choice = signal<TransportChoice>("automatic");
  #transports: Transports | undefined;
  #loading: Promise<void> | undefined;
  /** How sockets ended while the code was being loaded. */
  #endings: Ending[] = [];
  #hasHeard = false;
  #isClosed = false;
  /** Resolves when the first connection will use what this device chose; at the latest after `FIRST_FRAME_MS`. */
  readonly ready: Promise<void>;

  constructor() {
    // Either may lead away from a plain socket.
    const isNeeded = stored(TRANSPORT_KEYS.choice) !== null || stored(TRANSPORT_KEYS.pollingUntil) !== null;
    this.ready = isNeeded ? this.#loadSoon() : Promise.resolve();
  }

  get transport(): TransportName {
    return this.#transports?.transport ?? "websocket";
  }

  get reason(): TransportReason {
    return this.#transports?.reason ?? "first";
  }

  get firstFrameMs(): number {
    return this.#transports?.firstFrameMs ?? FIRST_FRAME_MS;
  }

  makeSocket(url: string, protocol: string): ClientSocket {
    return this.#transports?.makeSocket(url, protocol) ?? new WebSocket(url, protocol);
  }

  heard(): void {
    if (this.#transports) return this.#transports.heard();
    if (!this.#hasHeard) remember(TRANSPORT_KEYS.socketWorked, "1");
    this.#hasHeard = true;
  }

  ended(ending: Ending): void {
    if (this.#transports) return this.#transports.ended(ending);
    if (ending.code !== NO_CLOSE_FRAME || ending.isOwn) return;
    this.#endings.push(ending);
    this.#load();
  }

  nudge(): void {
    this.#transports?.nudge();
  }

  /** Resolves when the next connection will use it. */
  async choose(choice: TransportChoice): Promise<void> {
    await this.#load();
    this.#transports?.choose(choice);
    this.choice.value = choice;
  }

  leave(): void {
    this.#transports?.leave();
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#transports?.close();
  }

  /** Without the code, for example because the network is gone, it goes on with sockets. */
  #load(): Promise<void> {
    return this.#loading ??= this.#start().catch(() => void (this.#loading = undefined));
  }

  /** A network that hangs must not keep the page from a socket that may work. */
  async #loadSoon(): Promise<void> {
    const patience = new IdleTimeout(FIRST_FRAME_MS);
    await Promise.race([this.#load(), patience.come]);
    patience.close();
  }

  async #start(): Promise<void> {
    const { pageTransports } = await import("./page_transports.ts");
    if (this.#isClosed) return;
    const transports = pageTransports(systemClock);
    this.choice.value = transports.choice;
    transports.onUpgrade = (socket, frames) => this.onUpgrade(socket, frames);
    if (this.#hasHeard) transports.heard();
    for (const ending of this.#endings.splice(0)) transports.ended(ending);
    this.#transports = transports;
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or blocked.
  }
}
