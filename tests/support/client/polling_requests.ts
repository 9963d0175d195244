import { systemClock } from "../../../board/clock.ts";
import { PollingSocket, type PollingSocketOptions } from "../../../client/sync/polling/polling_socket.ts";

/** Makes polling sockets for one link and counts their requests. Dispose it last: it waits for the requests to end. */
export class PollingRequests implements AsyncDisposable {
  /** The paths of all requests, without the address of the board. */
  readonly paths: string[] = [];
  /** Called before each request; may throw, as a network that is gone. */
  onRequest: (path: string, init: RequestInit) => void | Promise<void> = () => {};
  readonly #address: string;
  #open = 0;
  #wake: (() => void) | undefined;

  constructor(origin: string, slug: string) {
    this.#address = `${origin}/api/boards/${slug}`;
  }

  socket(options: Partial<PollingSocketOptions> = {}): PollingSocket {
    return new PollingSocket({ address: this.#address, clock: systemClock, request: this.#request, ...options });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A socket that was closed ends its session with one more request.
    await new Promise((resolve) => setTimeout(resolve));
    while (this.#open > 0) await new Promise<void>((resolve) => this.#wake = resolve);
    await new Promise((resolve) => setTimeout(resolve));
  }

  readonly #request: typeof fetch = async (input, init = {}) => {
    const path = `${init.method} ${String(input).slice(this.#address.length + 1)}`;
    this.paths.push(path);
    this.#open++;
    try {
      await this.onRequest(path, init);
      const response = await fetch(input, init);
      const body = await response.arrayBuffer();
      return new Response(body.byteLength > 0 ? body : null, response);
    } finally {
      this.#open--;
      this.#wake?.();
    }
  };
}
