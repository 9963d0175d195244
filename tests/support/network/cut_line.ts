/** A connection between two places that can be cut: everything on it ends, and nobody gets through until it is mended. */
export class CutLine implements AsyncDisposable {
  /** Origin of the other end. */
  target = "";
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #open = new Set<Deno.TcpConn>();
  readonly #ended: Promise<void>;
  #isCut = false;

  constructor() {
    this.#ended = this.#accept();
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#listener.addr.port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const connection of this.#open) close(connection);
  }

  mend(): void {
    this.#isCut = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#ended;
  }

  async #accept(): Promise<void> {
    const running = new Set<Promise<void>>();
    for await (const near of this.#listener) {
      const run: Promise<void> = this.#carry(near).catch(() => {}).finally(() => running.delete(run));
      running.add(run);
    }
    await Promise.all(running);
  }

  async #carry(near: Deno.TcpConn): Promise<void> {
    if (this.#isCut) return close(near);
    this.#open.add(near);
    try {
      const { hostname, port } = new URL(this.target);
      const far = await Deno.connect({ hostname, port: Number(port) });
      this.#open.add(far);
      if (this.#isCut) close(near);
      const ways = [near.readable.pipeTo(far.writable), far.readable.pipeTo(near.writable)];
      await Promise.allSettled(ways.map((way) => way.finally(() => [near, far].forEach(close))));
      this.#open.delete(far);
    } finally {
      close(near);
      this.#open.delete(near);
    }
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // It has ended.
  }
}
