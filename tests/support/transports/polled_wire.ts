import { PollingSocket } from "../../../client/sync/polling/polling_socket.ts";
import type { Random } from "../random.ts";
import type { SteppedServer } from "./stepped_server.ts";
import type { Wire, WireDelegate } from "./wire.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** Lets a request or an answer arrive. */
type Transit = () => void;

/** A connection by polling, long or simple. Requests and answers overtake each other, as on several connections. */
export class PolledWire implements Wire {
  readonly #server: SteppedServer;
  readonly #socket: PollingSocket;
  #transit: Transit[] = [];
  /** Ends the requests without an answer. */
  readonly #ends = new Set<() => void>();

  constructor(server: SteppedServer, delegate: WireDelegate, { isSimple }: { readonly isSimple: boolean }) {
    this.#server = server;
    this.#socket = new PollingSocket({ address: "", clock: server.clock, isSimple, request: this.#request });
    this.#socket.onopen = () => delegate.opened();
    this.#socket.onmessage = ({ data }) => delegate.received(new Uint8Array(data));
    this.#socket.onclose = () => delegate.closed();
  }

  get isMoving(): boolean {
    return this.#transit.length > 0;
  }

  get hasUnsent(): boolean {
    return this.#socket.bufferedAmount > 0;
  }

  send(frame: Frame): void {
    this.#socket.send(frame);
  }

  move(random: Random): void {
    if (this.#transit.length === 0) return;
    const at = random.below(this.#transit.length);
    const transit = this.#transit[at];
    // A request may come twice; an answer belongs to one request.
    if (random.below(10) > 0) this.#transit.splice(at, 1);
    transit();
  }

  cut(): void {
    this.#transit = [];
    for (const end of this.#ends) end();
  }

  close(): void {
    this.#socket.close();
  }

  readonly #request: typeof fetch = (input, { method, body, signal } = {}) =>
    new Promise<Response>((resolve, reject) => {
      const end = () => {
        this.#ends.delete(end);
        reject(new TypeError("the network is gone"));
      };
      this.#ends.add(end);
      // The request itself may still come.
      signal?.addEventListener("abort", end);
      const path = method === "DELETE" ? "leave" : String(input) === "/poll" ? "poll" : "updates";
      const answer = (response: Response) => {
        this.#ends.delete(end);
        resolve(response);
      };
      this.#transit.push(async () => {
        const response = await this.#server.request(path, body as Frame);
        this.#transit.push(() => answer(response));
      });
    });
}
