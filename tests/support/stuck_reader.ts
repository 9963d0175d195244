/** A peer that opens a WebSocket and then never reads: on a bare connection, as a real WebSocket reads by itself. */
export class StuckReader implements Disposable {
  readonly #connection: Deno.TcpConn;
  #isClosed = false;

  static async join(origin: string, slug: string): Promise<StuckReader> {
    const { hostname, port, host } = new URL(origin);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    const request = [
      `GET /ws/${slug} HTTP/1.1`,
      `Host: ${host}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Protocol: drawbridge.1",
    ];
    await connection.write(new TextEncoder().encode(request.join("\r\n") + "\r\n\r\n"));
    // The answer's first bytes say that it is in; nothing is read from here on.
    const answer = new Uint8Array(12);
    await connection.read(answer);
    if (new TextDecoder().decode(answer) !== "HTTP/1.1 101") throw new Error("Cannot join as the upgrade is refused");
    return new StuckReader(connection);
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
