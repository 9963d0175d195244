import { SimulatedConnection } from "./connection.ts";
import type { Network } from "./network.ts";
import type { Machine, Process, ProcessNetwork } from "./process.ts";
import { SimulatedSocketStream } from "./socket_stream.ts";
import { SocketEnd } from "./socket_end.ts";

/** A process that answers requests. */
export interface Endpoint {
  readonly process: Process;
  readonly answer: (request: Request, info: Partial<Deno.ServeHandlerInfo>) => Promise<Response>;
}

/** The way to an endpoint. */
export interface Way {
  readonly endpoint: Endpoint;
  /** The machines from the sender to the endpoint. */
  readonly route: readonly Machine[];
  /** What a proxy on the way adds. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A connection that is refused is refused within this, ms. */
const REFUSED_MS = 50;
/** What is lost on the way shows after at most this, ms. */
const LOST_MS = 5_000;

/** HTTP requests and WebSockets between simulated processes. */
export class Internet implements ProcessNetwork {
  readonly network: Network;
  readonly connections = new Set<SimulatedConnection>();
  readonly #find: (from: Process, host: string) => Way | undefined;
  /** How requests fail that a process has not answered. */
  readonly #unanswered = new Map<Process, Set<() => void>>();
  /** Upgrades that are being answered. */
  readonly #upgrades = new Map<Request, (process: Process) => SocketEnd>();

  /** @param find the way to a host at this moment; undefined when nobody answers there */
  constructor(network: Network, find: (from: Process, host: string) => Way | undefined) {
    this.network = network;
    this.#find = find;
  }

  /** A process was ended: the operating system closes its connections. */
  ended(process: Process): void {
    for (const connection of this.connections) {
      if (connection.server.process === process || connection.client.process === process) connection.breakOff();
      if (connection.isOver) this.connections.delete(connection);
    }
    for (const fail of this.#unanswered.get(process) ?? []) fail();
    this.#unanswered.delete(process);
  }

  fetch(process: Process, url: string, init: RequestInit): Promise<Response> {
    const { scheduler } = this.network;
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const fail = (ms: number) =>
      void scheduler.after(ms, () => reject(new TypeError("Cannot fetch as the connection failed")), process);
    const way = this.#find(process, new URL(url).host);
    const signal = init.signal;
    if (signal?.aborted) return Promise.reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    const { weather } = this.network;
    if (way === undefined) fail(REFUSED_MS * scheduler.random.float());
    else if (this.network.chance(weather.lostRequests)) fail(LOST_MS * scheduler.random.float());
    else {
      const answered = (response: Response) => this.#return(way, response, { process, resolve, fail });
      this.#request(way, url, init, answered, fail);
      if (!(init.body instanceof ReadableStream) && this.network.chance(weather.repeatedRequests)) {
        const other = this.#find(process, new URL(url).host);
        if (other) this.#request(other, url, init, () => {}, () => {});
      }
    }
    return promise;
  }

  openStream(process: Process, url: string, { protocols, headers, signal }: WebSocketStreamOptions): WebSocketStream {
    const client = new SocketEnd(process, { isServer: false });
    const stream = new SimulatedSocketStream(client, signal);
    this.connect(client, url, { protocols: protocols ?? [], headers: new Headers(headers) });
    return stream as unknown as WebSocketStream;
  }

  /** Opens a WebSocket for a page or an instance. */
  connect(client: SocketEnd, url: string, { protocols, headers = new Headers() }: {
    readonly protocols: readonly string[];
    readonly headers?: Headers;
  }): void {
    const { scheduler } = this.network;
    const { process } = client;
    const failed = (ms: number) => void scheduler.after(ms, () => client.ended(), process);
    const way = this.#find(process, new URL(url).host);
    if (way === undefined) return failed(REFUSED_MS * scheduler.random.float());
    headers.set("upgrade", "websocket");
    headers.set("connection", "upgrade");
    headers.set("sec-websocket-version", "13");
    headers.set("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==");
    if (protocols.length > 0) headers.set("sec-websocket-protocol", protocols.join(", "));
    this.#pass(way.route, way.endpoint.process, async () => {
      const request = requestOf(url.replace(/^ws/, "http"), { headers }, way);
      let connection: SimulatedConnection | undefined;
      this.#upgrades.set(request, (server) => {
        connection = new SimulatedConnection(this.network, way.route, { client, server });
        return connection.server;
      });
      const response = await this.#answer(way, request, () => failed(this.network.delay(way.route)));
      this.#upgrades.delete(request);
      scheduler.trace.note(scheduler.now, `${way.endpoint.process.machine.name} upgrade ${response.status}`);
      if (connection === undefined) return failed(this.network.delay(way.route));
      this.connections.add(connection);
      connection.open(response.headers.get("sec-websocket-protocol") ?? "");
    }, () => failed(0));
  }

  upgrade(process: Process, request: Request, { protocol }: Deno.UpgradeWebSocketOptions): Deno.WebSocketUpgrade {
    const accept = this.#upgrades.get(request);
    if (accept === undefined) throw new TypeError("Cannot upgrade as the request is no handshake");
    const headers = protocol === undefined ? undefined : { "sec-websocket-protocol": protocol };
    const response = new Response(null, { headers });
    Object.defineProperty(response, "status", { value: 101 });
    return { socket: accept(process) as unknown as WebSocket, response };
  }

  #request(
    way: Way,
    url: string,
    init: RequestInit,
    answered: (response: Response) => void,
    fail: (ms: number) => void,
  ): void {
    const { scheduler } = this.network;
    const { endpoint, route } = way;
    const body = init.body instanceof Uint8Array ? init.body.slice() : init.body;
    this.#pass(route, endpoint.process, async () => {
      const request = requestOf(url, { ...init, body: body ?? null, signal: null }, way);
      const isBody = body instanceof Uint8Array ? body : undefined;
      const name = endpoint.process.machine.name;
      scheduler.trace.note(
        scheduler.now,
        `${name} ${request.method} ${new URL(url).pathname.split("/").at(-1)}`,
        isBody,
      );
      const response = await this.#answer(way, request, () => fail(this.network.delay(route)));
      const bytes = new Uint8Array(await response.arrayBuffer());
      const isEmpty = [101, 204, 304].includes(response.status);
      answered(new Response(isEmpty ? null : bytes, { status: response.status, headers: response.headers }));
    }, () => fail(0));
  }

  /** @param fail called when the process ends before it answers */
  async #answer(way: Way, request: Request, fail: () => void): Promise<Response> {
    const { process, answer } = way.endpoint;
    const unanswered = this.#unanswered.get(process) ?? new Set();
    this.#unanswered.set(process, unanswered.add(fail));
    try {
      return await answer(request, this.#infoOf(way));
    } finally {
      unanswered.delete(fail);
    }
  }

  #return(
    way: Way,
    response: Response,
    { process, resolve, fail }: {
      readonly process: Process;
      readonly resolve: (response: Response) => void;
      readonly fail: (ms: number) => void;
    },
  ): void {
    const { scheduler, weather } = this.network;
    scheduler.trace.note(scheduler.now, `${process.machine.name} gets ${response.status}`);
    if (this.network.chance(weather.lostAnswers)) return fail(LOST_MS * scheduler.random.float());
    this.#pass(way.route.toReversed(), process, () => resolve(response), () => fail(0));
  }

  /** Runs an action at the other end of a route. While the route is cut it waits, as TCP repeats what was lost. */
  #pass(route: readonly Machine[], process: Process, run: () => void, fail: () => void): void {
    const { scheduler } = this.network;
    const deadline = scheduler.now + LOST_MS;
    const arrive = () => {
      if (!process.isAlive) return fail();
      if (!this.network.isCut(route)) return this.#deliver(process, run, fail);
      if (scheduler.now >= deadline) return fail();
      const stop = this.network.onMend(() => {
        cancel();
        scheduler.after(this.network.delay(route), arrive);
      });
      const cancel = scheduler.after(deadline - scheduler.now, () => {
        stop();
        fail();
      });
    };
    scheduler.after(this.network.delay(route), arrive);
  }

  /** A process may be suspended and end before it reads: then the operating system breaks the connection off. */
  #deliver(process: Process, run: () => void, fail: () => void): void {
    const unread = this.#unanswered.get(process) ?? new Set();
    this.#unanswered.set(process, unread.add(fail));
    this.network.scheduler.after(0, () => {
      unread.delete(fail);
      run();
    }, process);
  }

  #infoOf({ route }: Way): Partial<Deno.ServeHandlerInfo> {
    return {
      remoteAddr: { transport: "tcp", hostname: route.at(-2)!.address, port: 1 },
      completed: Promise.resolve(),
    };
  }
}

function requestOf(url: string, init: RequestInit, { headers }: Way): Request {
  const all = new Headers(init.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Request(url, { ...init, headers: all });
}
