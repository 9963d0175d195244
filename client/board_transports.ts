import { type ReadonlySignal, signal } from "@preact/signals-core";
import { systemClock } from "../board/clock.ts";
import type { TransportChoice } from "./sync/transport_chooser.ts";
import { StoredTransports } from "./sync/transport_memory.ts";
import { Transports } from "./sync/transports.ts";

/** The transports of a page, and the choice of this device between them. */
export class BoardTransports {
  readonly #stored = new StoredTransports({
    device: storage(() => localStorage),
    tab: storage(() => sessionStorage),
    today: Date.now,
  });
  readonly #choice = signal<TransportChoice>(this.#stored.choice);
  readonly transports = new Transports({
    clock: systemClock,
    choice: this.#choice.peek(),
    memory: this.#stored,
    makeWebSocket: (url, protocol) => new WebSocket(url, protocol),
    loadPolling: () => import("./sync/polling/polling_socket.ts").then(({ PollingSocket }) => PollingSocket),
    pollingAddress: (url) => `/api/boards/${new URL(url).pathname.split("/").at(-1)}`,
    isHidden: () => document.hidden,
  });

  get choice(): ReadonlySignal<TransportChoice> {
    return this.#choice;
  }

  /** Resolves when the next connection will use it. */
  async choose(choice: TransportChoice): Promise<void> {
    this.#choice.value = this.#stored.choice = choice;
    await this.transports.choose(choice);
  }
}

/** Undefined when it is blocked: reading the property may throw. */
function storage(get: () => Storage): Storage | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
