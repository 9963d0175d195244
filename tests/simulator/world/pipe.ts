import type { Network } from "./network.ts";
import type { Machine, Process } from "./process.ts";

interface Waiting<T> {
  readonly message: T;
  readonly bytes: number;
  readonly arrives: number;
}

/** What the buffers of the network hold while the other end does not read, bytes. */
const NETWORK_BYTES = 64 * 1024;

/**
 * One direction of a connection: what is sent arrives in order, at some time, or not at all. While the way is cut or the
 * other end does not read, it waits.
 */
export class Pipe<T> {
  readonly #network: Network;
  readonly #route: readonly Machine[];
  readonly #receiver: Process;
  readonly #receive: (message: T) => void;
  #queue: Waiting<T>[] = [];
  #bytes = 0;
  #isPlanned = false;
  #isClosed = false;
  #stopWaiting: (() => void) | undefined;
  /** False: the receiver reads nothing. */
  isRead = true;

  constructor(network: Network, { route, receiver, receive }: {
    readonly route: readonly Machine[];
    readonly receiver: Process;
    readonly receive: (message: T) => void;
  }) {
    [this.#network, this.#route, this.#receiver, this.#receive] = [network, route, receiver, receive];
  }

  /** Bytes that the sender still holds. */
  get bytes(): number {
    return Math.max(0, this.#bytes - NETWORK_BYTES);
  }

  send(message: T, bytes: number): void {
    if (this.#isClosed) return;
    const { scheduler } = this.#network;
    const arrives = Math.max(scheduler.now + this.#network.delay(this.#route), this.#queue.at(-1)?.arrives ?? 0);
    this.#queue.push({ message, bytes, arrives });
    this.#bytes += bytes;
    this.#plan();
  }

  /** Delivers what waited while the receiver did not read. */
  resume(): void {
    this.isRead = true;
    this.#plan();
  }

  close(): void {
    this.#isClosed = true;
    this.#queue = [];
    this.#bytes = 0;
    this.#stopWaiting?.();
  }

  #plan(): void {
    const next = this.#queue[0];
    if (this.#isPlanned || next === undefined) return;
    this.#isPlanned = true;
    this.#network.scheduler.after(next.arrives - this.#network.scheduler.now, () => this.#arrive(), this.#receiver);
  }

  #arrive(): void {
    this.#isPlanned = false;
    if (this.#isClosed || !this.isRead) return;
    if (this.#network.isCut(this.#route)) {
      this.#stopWaiting = this.#network.onMend(() => this.#plan());
      return;
    }
    const next = this.#queue.shift();
    if (next === undefined) return;
    this.#bytes -= next.bytes;
    this.#plan();
    this.#receive(next.message);
  }
}
