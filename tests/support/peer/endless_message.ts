import { upgraded } from "./bare_socket.ts";

const PIECE_BYTES = 65_536;

/** An unfinished WebSocket message on a bare connection; a real client cannot send one. */
export class EndlessMessage implements Disposable {
  readonly #connection: Deno.TcpConn;
  readonly #piece = new Uint8Array(14 + PIECE_BYTES);
  #isClosed = false;

  static async begin(
    { origin, slug, from }: { origin: string; slug: string; from?: string },
  ): Promise<EndlessMessage> {
    return new EndlessMessage(await upgraded(origin, slug, { from }));
  }

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    // A binary frame, not final, masked with zeros, with a 64-bit length.
    this.#piece.set([0x02, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  }

  /** Sends the next piece. @returns false when the server has closed the connection */
  async goOn(): Promise<boolean> {
    try {
      for (let at = 0; at < this.#piece.length;) at += await this.#connection.write(this.#piece.subarray(at));
    } catch {
      return false;
    }
    this.#piece[0] = 0x00;
    return true;
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
