import { upgraded } from "./bare_socket.ts";

const PIECE_BYTES = 65_536;

/** A WebSocket message that has begun and does not end, on a bare connection: no real client can be made to do this. */
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
    // Binary, not the last one, masked with zeros, its length in 64 bits.
    this.#piece.set([0x02, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  }

  /** Sends the next piece. @returns false when the server has gone away */
  async goOn(): Promise<boolean> {
    try {
      for (let at = 0; at < this.#piece.length;) at += await this.#connection.write(this.#piece.subarray(at));
    } catch {
      return false;
    }
    this.#piece[0] = 0x00;
    return true;
  }

  /** Resolves when the server has ended the connection; reads what it still says. */
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
