import { type Clock } from "../../board/clock.ts";
import { FRAME_BYTES_MAX } from "../../board/limits.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { OpenSocket } from "../http/instance_client.ts";
import { terminate } from "../session/terminate.ts";

/** While this much waits for a client, nothing more is read for it, bytes. */
const WAITING_BYTES = 1_048_576;
/** Interval at which a slow client is looked at again, ms: a WebSocket has no event for it. */
const DRAINED_MS = 20;
/**
 * More than this may not wait for the other instance, bytes. That instance reads all the time and ends floods itself,
 * and a WebSocket cannot be told to stop reading.
 */
const PENDING_BYTES_MAX = 4 * FRAME_BYTES_MAX;
/** Time from our close frame until a connection that the client does not close is dropped, ms. */
const FAREWELL_MS = 10_000;

/** Deno 2.9 sets `closeCode`, the name in the specification. Its types declare `code`. */
interface CloseInfo {
  readonly closeCode?: number;
  readonly code?: number;
  readonly reason?: string;
}

export interface ForwardedSocketOptions {
  readonly clock: Clock;
  /** Called once when the client's socket has ended. */
  readonly onEnd: () => void;
}

/**
 * The socket of a client whose board another instance serves. Frames are copied both ways, unread. A slow client slows
 * the other instance down, which then treats it as any slow client.
 */
export class ForwardedSocket {
  readonly #socket: WebSocket;
  readonly #other: OpenSocket;
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  readonly #writer: WritableStreamDefaultWriter<string | Uint8Array<ArrayBufferLike>>;
  #pendingBytes = 0;
  #isClosing = false;
  #hasEnded = false;
  #cancel: (() => void) | undefined;

  constructor(socket: WebSocket, other: OpenSocket, { clock, onEnd }: ForwardedSocketOptions) {
    [this.#socket, this.#other, this.#clock, this.#onEnd] = [socket, other, clock, onEnd];
    this.#writer = other.writable.getWriter();
    this.#writer.closed.catch(() => {});
    socket.binaryType = "arraybuffer";
    // A handshake that is reset may fire no event at all.
    this.#cancel = clock.after(FAREWELL_MS, () => this.#ended());
    socket.addEventListener("open", () => {
      this.#cancel?.();
      if (this.#hasEnded) socket.close(CLOSE.tryAgain, "the connection took too long to open");
      else void this.#read();
    }, { once: true });
    socket.addEventListener("message", ({ data }) => this.#write(data));
    socket.addEventListener("error", () => this.#ended());
    socket.addEventListener("close", () => this.#ended());
  }

  /** Safe to call twice. */
  close(code: number, reason: string): void {
    if (this.#isClosing || this.#hasEnded) return;
    this.#isClosing = true;
    this.#cancel?.();
    this.#cancel = this.#clock.after(FAREWELL_MS, () => {
      terminate(this.#socket);
      this.#ended();
    });
    this.#socket.close(code, reason);
  }

  #write(message: string | ArrayBuffer): void {
    if (this.#isClosing) return;
    const frame = typeof message === "string" ? message : new Uint8Array(message);
    this.#pendingBytes += frame.length;
    if (this.#pendingBytes > PENDING_BYTES_MAX) return this.close(CLOSE.tryAgain, "the server is busy");
    this.#writer.write(frame).then(() => void (this.#pendingBytes -= frame.length), () => {});
  }

  /** Ends with the code of the other instance. Without one it is gone, and the client tries again. */
  async #read(): Promise<void> {
    let info: CloseInfo = {};
    try {
      for await (const frame of this.#other.readable) {
        while (this.#socket.bufferedAmount > WAITING_BYTES && !this.#hasEnded) await this.#pause(DRAINED_MS);
        if (this.#isClosing || this.#hasEnded) return;
        this.#socket.send(frame as Uint8Array<ArrayBuffer>);
      }
      info = await this.#other.stream.closed as CloseInfo;
    } catch {
      // The other instance was lost.
    }
    const code = info.closeCode ?? info.code ?? CLOSE.tryAgain;
    // Such codes stand for a missing close frame, and cannot be sent.
    const isSendable = code !== 1005 && code !== 1006 && code !== 1015;
    this.close(isSendable ? code : CLOSE.tryAgain, isSendable ? info.reason ?? "" : "the connection was lost");
  }

  #ended(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#cancel?.();
    closeStream(this.#other);
    this.#onEnd();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}

/** Safe to call twice. */
export function closeStream({ stream }: OpenSocket): void {
  try {
    stream.close();
  } catch {
    // It has ended.
  }
}
