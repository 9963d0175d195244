import { WebsocketProvider } from "y-websocket";
import { Board } from "../../../board/document.ts";

/** The stock Yjs client with a board as its document. It leaves no timer and no socket behind. */
export class StockClient implements AsyncDisposable {
  readonly board = new Board();
  readonly provider: WebsocketProvider;
  readonly #timers = new Set<number>();
  readonly #ended: Promise<void>[] = [];

  constructor(server: { readonly origin: string }, slug: string) {
    const { doc } = this.board;
    const url = `${server.origin.replace("http", "ws")}/ws`;
    const options = { disableBc: true, maxBackoffTime: 200, WebSocketPolyfill: this.#socketClass() };
    this.provider = new WebsocketProvider(url, slug, doc, options);
    this.#watchTimers();
  }

  /** Resolves when it has everything that the server has. */
  synced(): Promise<void> {
    const { provider } = this;
    if (provider.synced) return Promise.resolve();
    return new Promise((resolve) => {
      const listen = (isSynced: boolean) => {
        if (!isSynced) return;
        provider.off("sync", listen);
        resolve();
      };
      provider.on("sync", listen);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.provider.destroy();
    this.board.doc.destroy(); // ends the timer of presence
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#ended);
  }

  /** Its sockets end only after the client has removed its listeners. */
  #socketClass(): typeof WebSocket {
    const ended = this.#ended;
    return class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        ended.push(new Promise((resolve) => this.addEventListener("close", () => resolve(), { once: true })));
      }
    };
  }

  /** After every close, the client sets a timer for its next attempt, even when it is destroyed. */
  #watchTimers(): void {
    const emit = this.provider.emit.bind(this.provider);
    const set = globalThis.setTimeout;
    this.provider.emit = (name: string, args: unknown[]) => {
      emit(name as Parameters<typeof emit>[0], args as never);
      if (name !== "connection-close") return;
      // The timer is set in the same call, after this event.
      globalThis.setTimeout = ((run: () => void, ms?: number, ...rest: unknown[]) => {
        globalThis.setTimeout = set;
        const timer = set(run, ms, ...rest) as unknown as number;
        this.#timers.add(timer);
        return timer;
      }) as typeof setTimeout;
    };
  }
}
