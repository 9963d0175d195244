import { upgraded } from "./bare_socket.ts";

const FRAMES_PER_WRITE = 10_000;

/** First bytes of frames that a script can hardly send: without a payload, masked with zeros. */
export const OPCODES = { continuation: 0x00, text: 0x81, binary: 0x82, ping: 0x89, pong: 0x8a } as const;

/** A WebSocket on a bare connection that sends empty frames of one kind as fast as the server reads them. */
export class FrameFlood implements Disposable {
  readonly #connection: Deno.TcpConn;
  readonly #frames: Uint8Array<ArrayBuffer>;
  #isClosed = false;

  static async begin(
    { origin, slug, from }: { origin: string; slug: string; from?: string },
    kind: keyof typeof OPCODES,
  ): Promise<FrameFlood> {
    const flood = new FrameFlood(await upgraded(origin, slug, { from }), OPCODES[kind]);
    // A continuation must belong to a message in progress.
    if (kind === "continuation") await flood.#write(new Uint8Array([0x02, 0x80, 0, 0, 0, 0]));
    return flood;
  }

  private constructor(connection: Deno.TcpConn, opcode: number) {
    this.#connection = connection;
    this.#frames = new Uint8Array(FRAMES_PER_WRITE * 6);
    for (let at = 0; at < this.#frames.length; at += 6) this.#frames.set([opcode, 0x80], at);
  }

  /** Sends the next 10,000 frames. @returns false when the server has ended the connection */
  goOn(): Promise<boolean> {
    return this.#write(this.#frames);
  }

  async #write(bytes: Uint8Array): Promise<boolean> {
    try {
      for (let at = 0; at < bytes.length;) at += await this.#connection.write(bytes.subarray(at));
      return true;
    } catch {
      return false;
    }
  }

  /** Resolves when the server has ended the connection. Reads the remaining output until then. */
  async ended(): Promise<void> {
    const bytes = new Uint8Array(4_096);
    while (await this.#connection.read(bytes).catch(() => null) !== null);
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection.close();
  }
}
