/** A raw request on a bare connection: it may be malformed, or its response unread. */
export class BareRequest implements Disposable {
  readonly #connection: Deno.TcpConn;
  #isClosed = false;

  /** @param lines the request line and the headers */
  static async send(origin: string, lines: readonly string[]): Promise<BareRequest> {
    const { hostname, port } = new URL(origin);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    await connection.write(new TextEncoder().encode([...lines, "", ""].join("\r\n")));
    return new BareRequest(connection);
  }

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  /** Sends a part of the body. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#connection.write(bytes.subarray(at));
  }

  /** The first bytes of the response as text, as received by the first read; empty when the connection was closed. */
  async head(): Promise<string> {
    const bytes = new Uint8Array(4_096);
    const count = await this.#connection.read(bytes);
    return new TextDecoder().decode(bytes.subarray(0, count ?? 0));
  }

  /** Reads until the connection ends. @returns the number of bytes read */
  async readToEnd(): Promise<number> {
    const bytes = new Uint8Array(1024 * 1024);
    let total = 0;
    for (;;) {
      const count = await this.#connection.read(bytes).catch(() => null);
      if (count === null) return total;
      total += count;
    }
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection.close();
  }
}
