import { SUBPROTOCOL } from "../../../board/wire/protocol.ts";
import { upgraded } from "./bare_socket.ts";

/**
 * A peer that opens a WebSocket and never reads. It uses a bare connection, because a real WebSocket reads by itself.
 */
export class StuckReader implements Disposable {
  readonly #connection: Deno.TcpConn;
  #isClosed = false;

  static async join(origin: string, slug: string, from?: string): Promise<StuckReader> {
    return new StuckReader(await upgraded(origin, slug, { protocol: SUBPROTOCOL, from }));
  }

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection.close();
  }
}
