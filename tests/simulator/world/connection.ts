import type { Network } from "./network.ts";
import { Pipe } from "./pipe.ts";
import type { Machine, Process } from "./process.ts";
import { type Message, SocketEnd } from "./socket_end.ts";

/** A connection whose way stays cut is given up after this, ms. */
const GIVEN_UP_MS = 30_000;

/** A simulated WebSocket between a page and an instance, or between two instances. */
export class SimulatedConnection {
  readonly client: SocketEnd;
  readonly server: SocketEnd;
  readonly route: readonly Machine[];
  readonly #network: Network;
  readonly #pipes: Pipe<Message>[];
  #isBroken = false;

  constructor(network: Network, route: readonly Machine[], { client, server }: {
    readonly client: SocketEnd;
    readonly server: Process;
  }) {
    this.#network = network;
    this.route = route;
    this.client = client;
    this.server = new SocketEnd(server, { isServer: true });
    const { trace } = network.scheduler;
    const [up, down] = [route, route.toReversed()].map((way, i) => {
      const end = i === 0 ? this.server : this.client;
      return new Pipe<Message>(network, {
        route: way,
        receiver: end.process,
        receive: (message) => {
          const bytes = message instanceof Uint8Array ? message : undefined;
          const what = bytes ? "frame" : "code" in message ? `close ${message.code}` : "open";
          trace.note(network.scheduler.now, `${way[0].name} → ${way.at(-1)!.name} ${what}`, bytes);
          if (network.chance(network.weather.breaks)) return this.breakOff();
          end.receive(message);
        },
      });
    });
    this.#pipes = [up, down];
    client.connect(up, () => this.breakOff());
    this.server.connect(down, () => this.breakOff());
  }

  /** The server accepted the upgrade: both ends open. */
  open(protocol: string): void {
    const { scheduler } = this.#network;
    const { client, server } = this;
    if (client.readyState === 3) return this.breakOff();
    scheduler.after(0, () => server.opened(protocol), server.process);
    this.#pipes[1].send({ protocol }, 100);
    this.#watch();
  }

  /** The connection ends without close frames. Ends that the network still reaches notice it. */
  breakOff(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    for (const pipe of this.#pipes) pipe.close();
    for (const end of [this.client, this.server]) this.#tell(end);
  }

  /** The client does not read for some time. */
  stall(ms: number): void {
    const down = this.#pipes[1];
    down.isRead = false;
    this.#network.scheduler.after(ms, () => down.resume());
  }

  get isOver(): boolean {
    return this.#isBroken || this.client.readyState === 3 && this.server.readyState === 3;
  }

  #tell(end: SocketEnd): void {
    const { scheduler } = this.#network;
    const late = this.#network.isCut(this.route) ? GIVEN_UP_MS * scheduler.random.float() : 0;
    scheduler.after(late + this.#network.delay(this.route), () => end.ended(), end.process);
  }

  /** The other side of a process that was killed is told by the operating system, or gives up in the end. */
  #watch(): void {
    const { scheduler } = this.#network;
    scheduler.after(GIVEN_UP_MS, () => {
      if (this.isOver) return;
      const isDead = !this.client.process.isAlive || !this.server.process.isAlive;
      if (isDead || this.#network.isCut(this.route)) this.breakOff();
      else this.#watch();
    });
  }
}
