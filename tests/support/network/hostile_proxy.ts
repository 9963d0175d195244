/** What a proxy does to the connections through it. */
export interface HostileProxyOptions {
  /** What becomes of an upgrade to a WebSocket: it is refused, or no frame passes after it. */
  readonly sockets?: "pass" | "refused" | "silent";
  /** Answers are passed on when they are complete: after this long without another byte, ms. */
  readonly bufferMs?: number;
  /** A request that takes longer is cut, ms. */
  readonly cutMs?: number;
}

/** Clients use a connection for several requests. */
const KEEP_ALIVE = /\r\nconnection: keep-alive\r\n/i;

/** A proxy between a browser and a server that treats connections as some networks do. */
export class HostileProxy implements AsyncDisposable {
  /** May be changed at any time; applies to new connections. */
  options: HostileProxyOptions;
  /** Number of upgrades that were asked for. */
  upgrades = 0;
  /** Number of requests that were cut. */
  cuts = 0;
  /** Number of connections so far, of which each goes to the next server. */
  connections = 0;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #targets: readonly URL[];
  readonly #open = new Set<Deno.Conn>();
  readonly #running: Promise<unknown>[] = [];

  /** @param targets the origins of servers; if there are several, each request goes to the next one */
  constructor(targets: string | readonly string[], options: HostileProxyOptions = {}) {
    this.#targets = [targets].flat().map((target) => new URL(target));
    this.options = options;
    this.#running.push(this.#accept());
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#listener.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#open) close(connection);
    await Promise.all(this.#running);
  }

  async #accept(): Promise<void> {
    try {
      for await (const client of this.#listener) this.#running.push(this.#serve(client).catch(() => {}));
    } catch {
      // The listener was closed.
    }
  }

  async #serve(client: Deno.Conn): Promise<void> {
    this.#open.add(client);
    const { hostname, port } = this.#targets[this.connections++ % this.#targets.length];
    const server = await Deno.connect({ hostname, port: Number(port) });
    this.#open.add(server);
    const end = () => [client, server].forEach(close);
    const passing = new Passing(client, { ...this.options, cut: () => (this.cuts++, end()) });
    try {
      await Promise.race([
        this.#up(client, server, passing),
        passing.down(server),
      ]);
    } finally {
      end();
      passing.close();
      this.#open.delete(client);
      this.#open.delete(server);
    }
  }

  /** Passes requests on, except upgrades that are refused. */
  async #up(client: Deno.Conn, server: Deno.Conn, passing: Passing): Promise<void> {
    for await (const bytes of client.readable.values({ preventCancel: true })) {
      const isUpgrade = /^GET .*\r\n[^]*?upgrade: *websocket/i.test(new TextDecoder().decode(bytes.subarray(0, 4_096)));
      if (isUpgrade) {
        this.upgrades++;
        if (this.options.sockets === "refused") {
          await write(client, new TextEncoder().encode("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"));
          return;
        }
        passing.upgrade();
      }
      passing.asked();
      await write(server, this.#targets.length > 1 && !isUpgrade ? withoutKeepAlive(bytes) : bytes);
    }
  }
}

/** The way from the server to one client. */
class Passing {
  readonly #client: Deno.Conn;
  readonly #options: HostileProxyOptions & { readonly cut: () => void };
  #isSocket = false;
  #isSilent = false;
  #cutTimer: ReturnType<typeof setTimeout> | undefined;
  #bufferTimer: ReturnType<typeof setTimeout> | undefined;
  #buffer: Uint8Array[] = [];

  constructor(client: Deno.Conn, options: HostileProxyOptions & { readonly cut: () => void }) {
    this.#client = client;
    this.#options = options;
  }

  upgrade(): void {
    this.#isSocket = true;
  }

  asked(): void {
    const { cutMs, cut } = this.#options;
    clearTimeout(this.#cutTimer);
    if (cutMs !== undefined && !this.#isSocket) this.#cutTimer = setTimeout(cut, cutMs);
  }

  async down(server: Deno.Conn): Promise<void> {
    const { bufferMs, sockets } = this.#options;
    for await (const bytes of server.readable.values({ preventCancel: true })) {
      clearTimeout(this.#cutTimer);
      if (this.#isSilent) continue;
      // The first bytes are the answer to the upgrade.
      if (this.#isSocket && sockets === "silent") this.#isSilent = true;
      if (bufferMs === undefined || this.#isSocket) await write(this.#client, this.#isSilent ? onlyHead(bytes) : bytes);
      else {
        this.#buffer.push(bytes);
        clearTimeout(this.#bufferTimer);
        this.#bufferTimer = setTimeout(() => this.#flush(), bufferMs);
      }
    }
    await this.#flush();
  }

  close(): void {
    clearTimeout(this.#cutTimer);
    clearTimeout(this.#bufferTimer);
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#bufferTimer);
    for (const bytes of this.#buffer.splice(0)) await write(this.#client, bytes).catch(() => {});
  }
}

/** The server then ends the connection after its answer, and the client needs a new one for its next request. */
function withoutKeepAlive(bytes: Uint8Array): Uint8Array {
  const head = new TextDecoder().decode(onlyHead(bytes));
  if (!KEEP_ALIVE.test(head)) return bytes;
  const closing = new TextEncoder().encode(head.replace(KEEP_ALIVE, "\r\nconnection: close\r\n"));
  return new Uint8Array([...closing, ...bytes.subarray(onlyHead(bytes).length)]);
}

/** The first frames may come together with the answer to the upgrade. */
function onlyHead(bytes: Uint8Array): Uint8Array {
  const end = new TextDecoder("latin1").decode(bytes).indexOf("\r\n\r\n");
  return end === -1 ? bytes : bytes.subarray(0, end + 4);
}

async function write(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It was closed already.
  }
}
