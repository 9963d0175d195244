import type { Clock } from "../../board/clock.ts";
import { POLL_WAIT_MS_MAX } from "../../board/wire/polling_limits.ts";
import { SUBPROTOCOL } from "../../board/wire/protocol.ts";
import type { ClientSocket } from "./client_socket.ts";
import type { Carrier } from "./connection.ts";
import { type Pace, PollingSocket } from "./polling/polling_socket.ts";
import {
  type Ending,
  type TransportChoice,
  TransportChooser,
  type TransportMemory,
  type TransportName,
  type TransportReason,
} from "./transport_chooser.ts";

/** A socket that is tried beside polling is given up after this, ms. */
const TRIAL_MS = 10_000;
/** Interval and longest time of waiting until sent updates are acknowledged before an upgrade, ms. */
const SETTLE_CHECK_MS = 100;
const SETTLE_MS_MAX = 5_000;

export interface TransportsOptions {
  readonly clock: Clock;
  readonly memory: TransportMemory & { choice: TransportChoice };
  readonly makeWebSocket: (url: string, protocol: string) => ClientSocket;
  /** The address of the polling routes for the URL of a socket. */
  readonly pollingAddress: (url: string) => string;
  readonly isHidden?: () => boolean;
}

/** Makes the sockets of a connection. While it polls, it tries a WebSocket from time to time and continues with that. */
export class Transports implements Carrier {
  onUpgrade: Carrier["onUpgrade"] = () => {};
  readonly #options: TransportsOptions;
  #chooser: TransportChooser;
  #choice: TransportChoice;
  #polling: PollingSocket | undefined;
  readonly #pace: Pace = { waitMs: POLL_WAIT_MS_MAX };
  #isWebSocket = true;
  #url = "";
  #trial: ClientSocket | undefined;
  #cancelTrial: (() => void) | undefined;

  constructor(options: TransportsOptions) {
    this.#options = options;
    this.#choice = options.memory.choice;
    this.#chooser = this.#makeChooser(this.#choice);
  }

  get transport(): TransportName {
    if (this.#isWebSocket) return "websocket";
    return this.#polling?.isSimple ? "simple polling" : "long polling";
  }

  get reason(): TransportReason {
    return this.#chooser.reason;
  }

  get choice(): TransportChoice {
    return this.#choice;
  }

  get firstFrameMs(): number {
    return this.#chooser.firstFrameMs;
  }

  /** Takes effect with the next socket. */
  choose(choice: TransportChoice): void {
    this.#chooser.close();
    this.#endTrial()?.close(1000);
    this.#choice = this.#options.memory.choice = choice;
    this.#chooser = this.#makeChooser(choice);
  }

  makeSocket(url: string, protocol: string): ClientSocket {
    const { clock, isHidden, makeWebSocket, pollingAddress } = this.#options;
    this.#url = url;
    this.#endTrial()?.close(1000);
    this.#polling = undefined;
    this.#isWebSocket = this.#chooser.transport === "websocket";
    if (this.#isWebSocket) return makeWebSocket(url, protocol);
    const isSimple = this.#choice === "simple polling";
    const address = pollingAddress(url);
    return this.#polling = new PollingSocket({
      address,
      clock,
      isSimple,
      pace: this.#pace,
      ...(isHidden && { isHidden }),
    });
  }

  heard(): void {
    if (this.#isChosen) this.#chooser.heard();
  }

  ended(ending: Ending): void {
    if (this.#isChosen) this.#chooser.ended(ending);
  }

  nudge(): void {
    this.#polling?.wake();
    this.#chooser.nudge();
  }

  /** The page is being left: its presence disappears at once. */
  leave(): void {
    this.#polling?.leave();
  }

  /** Safe to call twice. */
  close(): void {
    this.#chooser.close();
    this.#endTrial()?.close(1000);
  }

  /** False when the choice changed after the socket was made. */
  get #isChosen(): boolean {
    return this.#isWebSocket === (this.#chooser.transport === "websocket");
  }

  #makeChooser(choice: TransportChoice): TransportChooser {
    const { clock, memory } = this.#options;
    return new TransportChooser({ clock, choice, memory, onTry: () => this.#try() });
  }

  #try(): void {
    if (this.#trial || this.#isWebSocket) return;
    const { clock, makeWebSocket } = this.#options;
    const trial = this.#trial = makeWebSocket(this.#url, SUBPROTOCOL);
    const frames: ArrayBuffer[] = [];
    trial.binaryType = "arraybuffer";
    trial.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) frames.push(data);
      if (frames.length === 1) this.#upgradeOnceSettled(trial, frames, clock.now() + SETTLE_MS_MAX);
    };
    trial.onclose = () => this.#endTrial();
    this.#cancelTrial = clock.after(TRIAL_MS, () => this.#endTrial()?.close(1000));
  }

  /** Updates that are on their way would come a second time over the new socket. */
  #upgradeOnceSettled(trial: ClientSocket, frames: readonly ArrayBuffer[], deadline: number): void {
    const { clock } = this.#options;
    this.#cancelTrial?.();
    if (this.#polling && this.#polling.bufferedAmount > 0 && clock.now() < deadline) {
      this.#cancelTrial = clock.after(SETTLE_CHECK_MS, () => this.#upgradeOnceSettled(trial, frames, deadline));
      return;
    }
    this.#endTrial();
    this.#isWebSocket = true;
    this.#polling = undefined;
    this.#chooser.upgraded();
    this.onUpgrade(trial, frames);
  }

  /** @returns the socket that was tried */
  #endTrial(): ClientSocket | undefined {
    const trial = this.#trial;
    this.#cancelTrial?.();
    this.#cancelTrial = this.#trial = undefined;
    if (trial) trial.onmessage = trial.onclose = null;
    return trial;
  }
}
