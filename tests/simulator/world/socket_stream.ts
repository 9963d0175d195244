import type { SocketEnd } from "./socket_end.ts";

/** A simulated `WebSocketStream`, with which one instance speaks to another. */
export class SimulatedSocketStream {
  readonly opened: Promise<WebSocketConnection>;
  readonly closed: Promise<{ closeCode: number; reason: string }>;
  readonly #end: SocketEnd;

  constructor(end: SocketEnd, signal?: AbortSignal | null) {
    this.#end = end;
    const opened = Promise.withResolvers<WebSocketConnection>();
    const closed = Promise.withResolvers<{ closeCode: number; reason: string }>();
    this.opened = opened.promise;
    this.closed = closed.promise;
    let controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
    let isOver = false;
    const readable = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (given) => void (controller = given),
      cancel: () => void (isOver = true),
    });
    const writable = new WritableStream<Uint8Array<ArrayBuffer>>({ write: (frame) => this.#end.send(frame) });
    const failed = () => new DOMException("Cannot read as the connection was lost", "WebSocketError");
    end.onopen = () =>
      opened.resolve({ readable, writable, protocol: end.protocol, extensions: "" } as unknown as WebSocketConnection);
    end.onmessage = ({ data }) => void (isOver || controller.enqueue(new Uint8Array(data as ArrayBuffer)));
    end.onclose = ({ code = 1006, reason = "" }) => {
      const wasOver = isOver;
      isOver = true;
      if (code === 1006) {
        if (!wasOver) controller.error(failed());
        closed.reject(failed());
      } else {
        if (!wasOver) controller.close();
        closed.resolve({ closeCode: code, reason });
      }
      opened.reject(failed());
    };
    // Whoever waits learns of it; nobody has to.
    opened.promise.catch(() => {});
    closed.promise.catch(() => {});
    signal?.addEventListener("abort", () => {
      opened.reject(signal.reason);
      end.close();
    }, { once: true });
  }

  close({ closeCode, reason }: { closeCode?: number; reason?: string } = {}): void {
    this.#end.close(closeCode, reason);
  }
}
