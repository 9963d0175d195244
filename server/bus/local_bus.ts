import { type Bus, type BusListener, requireSendable } from "./bus.ts";
import { Subscriptions } from "./subscriptions.ts";

/** Passes something on to a bus: now, later, twice or never. */
export type Delivery = (deliver: () => void) => void;

/** Connects the buses of several instances in one process. */
export class LocalNetwork {
  readonly buses = new Set<LocalBus>();
  readonly delivery: Delivery;

  constructor({ delivery = (deliver: () => void) => deliver() }: { readonly delivery?: Delivery } = {}) {
    this.delivery = delivery;
  }
}

let count = 0;

/** A bus within one process: of its only instance, or of several that share a network. */
export class LocalBus implements Bus {
  readonly intervalMs = 0;
  readonly id: string;
  readonly #network: LocalNetwork;
  readonly #subscriptions = new Subscriptions();

  constructor({ network = new LocalNetwork(), id = `local ${++count}` } = {}) {
    [this.#network, this.id] = [network, id];
    network.buses.add(this);
  }

  /** Also heard by the subscribers of this bus. */
  publish(board: string, seq: number): void {
    this.#subscriptions.tell(board, (listener) => listener.head?.(seq));
    this.#toOthers((bus) => bus.#subscriptions.tell(board, (listener) => listener.head?.(seq)));
  }

  send(board: string, bytes: Uint8Array): void {
    requireSendable(bytes);
    this.#toOthers((bus) => bus.#subscriptions.tell(board, (listener) => listener.message?.(bytes, this.id)));
  }

  others(board: string): ReadonlySet<string> {
    return this.#subscriptions.others(board);
  }

  subscribe(board: string, listener: BusListener): () => void {
    if (this.#subscriptions.add(board, listener)) this.#announce(board);
    return () => {
      if (this.#subscriptions.remove(board, listener)) this.#leave(board);
    };
  }

  close(): void {
    for (const board of this.#subscriptions.boards) this.#leave(board);
    this.#network.buses.delete(this);
    this.#subscriptions.clear();
  }

  #announce(board: string): void {
    for (const bus of this.#network.buses) {
      if (bus === this || !bus.#subscriptions.has(board)) continue;
      bus.#subscriptions.join(board, this.id, 0);
      this.#subscriptions.join(board, bus.id, 0);
    }
  }

  #leave(board: string): void {
    for (const bus of this.#network.buses) bus.#subscriptions.leave(board, this.id);
  }

  #toOthers(deliver: (bus: LocalBus) => void): void {
    for (const bus of this.#network.buses) if (bus !== this) this.#network.delivery(() => deliver(bus));
  }
}
