import type { ClientSocket } from "../../../client/sync/client_socket.ts";
import type { Pipe } from "./pipe.ts";
import type { Process } from "./process.ts";

type Listener = (event: { data?: unknown; code?: number; reason?: string }) => void;

const OPEN = 1, CLOSING = 2, CLOSED = 3;

/** What travels to the other end: a frame, the answer to the handshake, or a close frame. */
export type Message =
  | Uint8Array<ArrayBuffer>
  | { readonly protocol: string }
  | { readonly code: number; readonly reason: string };

/**
 * One end of a simulated WebSocket. It has the parts of a WebSocket that the product uses. `close()` without a code ends
 * the connection at once on the server, as `terminate` does, and sends a close frame from a page.
 */
export class SocketEnd implements ClientSocket {
  binaryType: BinaryType = "arraybuffer";
  protocol = "";
  readonly extensions = "";
  readonly OPEN = OPEN;
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly process: Process;
  readonly #isServer: boolean;
  readonly #listeners = new Map<string, Set<Listener>>();
  #out: Pipe<Message> | undefined;
  /** Breaks the whole connection. */
  #breakOff: () => void = () => {};

  constructor(process: Process, { isServer }: { isServer: boolean }) {
    this.process = process;
    this.#isServer = isServer;
  }

  connect(out: Pipe<Message>, breakOff: () => void): void {
    this.#out = out;
    this.#breakOff = breakOff;
  }

  get bufferedAmount(): number {
    return this.#out?.bytes ?? 0;
  }

  addEventListener(type: string, listener: Listener, { once = false } = {}): void {
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all);
    const added: Listener = once
      ? (event) => {
        all.delete(added);
        listener(event);
      }
      : listener;
    all.add(added);
  }

  send(frame: Uint8Array<ArrayBuffer> | string): void {
    if (this.readyState === 0) throw new DOMException("Cannot send as the socket is not open", "InvalidStateError");
    if (this.readyState !== OPEN) return;
    const bytes = typeof frame === "string" ? new TextEncoder().encode(frame) : frame.slice();
    this.#out!.send(bytes, bytes.length);
  }

  close(code?: number, reason = ""): void {
    if (this.readyState === CLOSED) return;
    if (this.readyState === 0) {
      this.readyState = CLOSED;
      return this.#breakOff();
    }
    if (this.#isServer && code === undefined) return this.#breakOff();
    if (this.readyState === CLOSING) return;
    this.readyState = CLOSING;
    this.#out!.send({ code: code ?? 1005, reason }, 4);
  }

  opened(protocol = ""): void {
    if (this.readyState !== 0) return;
    this.protocol = protocol;
    this.readyState = OPEN;
    this.#fire("open", {});
  }

  receive(message: Message): void {
    if (this.readyState === CLOSED) return;
    if ("protocol" in message) return this.opened(message.protocol);
    if (message instanceof Uint8Array) {
      if (this.readyState === OPEN || this.#isServer) this.#fire("message", { data: message.slice().buffer });
      return;
    }
    // The answer to our close frame, or a close frame that we answer.
    if (this.readyState === OPEN) this.#out!.send(message, 4);
    this.ended(message.code, message.reason);
  }

  /** The connection is gone; without a code, no close frame came. */
  ended(code = 1006, reason = ""): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    if (code === 1006) this.#fire("error", {});
    this.#fire("close", { code, reason });
  }

  #fire(type: "open" | "message" | "close" | "error", event: Parameters<Listener>[0]): void {
    this[`on${type}`]?.(event as never);
    for (const listener of [...this.#listeners.get(type) ?? []]) listener(event);
  }
}
