import { readConfig } from "../../../server/process/config.ts";
import type { Fields, Level } from "../../../server/process/log.ts";
import type { Pages } from "../../../server/routes/pages.ts";
import { createServer, type Server } from "../../../server/server.ts";
import type { Internet } from "../world/internet.ts";
import type { Network } from "../world/network.ts";
import { Machine, Process } from "../world/process.ts";
import type { DatabaseServer } from "./database_server.ts";
import { SimulatedDatabase } from "./simulated_database.ts";

/** A line that an instance logged. */
export interface Logged {
  readonly level: Level;
  readonly event: string;
  readonly fields: Fields | undefined;
}

export interface InstanceOptions {
  readonly network: Network;
  readonly internet: Internet;
  readonly database: DatabaseServer;
  readonly balancer: Machine;
  readonly isAlone: boolean;
  readonly onLog: (instance: Instance, logged: Logged) => void;
}

const NO_PAGES: Pages = { page: () => undefined, respond: () => undefined };
const SECRET = "0123456789abcdef0123456789abcdef";

/** The process exits this long after the signal at the latest, as `main.ts` does, ms. */
const DRAIN_MS = 4_000;
/** A process needs this long to start, ms. */
const START_MS = 300;

/** One instance of the server: a machine, on which a process runs, is killed, and starts again. */
export class Instance {
  readonly machine: Machine;
  readonly #options: InstanceOptions;
  #process: Process | undefined;
  #server: Server | undefined;
  #isLeaving = false;
  /** When it last started or ended, ms. */
  changedAt = 0;

  constructor(index: number, options: InstanceOptions) {
    this.machine = new Machine(`instance ${index}`, `10.0.0.${index + 1}`);
    this.#options = options;
  }

  get host(): string {
    return `${this.machine.address}:8000`;
  }

  get process(): Process | undefined {
    return this.#process;
  }

  /** Undefined while no process runs. */
  get server(): Server | undefined {
    return this.#server;
  }

  /** False for the balancer while it does not run or is leaving. */
  get isReady(): boolean {
    return this.#server !== undefined && !this.#isLeaving;
  }

  start(): void {
    if (this.#process) return;
    const { network, internet, database, balancer, isAlone } = this.#options;
    const process = this.#process = new Process(this.machine, network.scheduler, internet);
    this.#isLeaving = false;
    this.changedAt = network.scheduler.now;
    network.scheduler.after(START_MS, () => {
      const config = {
        ...readConfig({ MEMORY_MB: "0" }),
        boardsPerAddress: Infinity,
        trustedProxies: new Set([balancer.address]),
        instance: isAlone ? undefined : { address: `http://${this.host}`, secret: SECRET },
      };
      const log = (level: Level, event: string, fields?: Fields) => this.#options.onLog(this, { level, event, fields });
      const own = new SimulatedDatabase(database, network, process);
      this.#server = createServer(config, own, { pages: NO_PAGES, log, clock: process });
    }, process);
  }

  /** Ends the process at once, as `kill -9` and power cuts do. */
  kill(): void {
    this.#process?.kill();
    this.#ended();
  }

  /** Ends the process as a signal does: it saves and says goodbye first. */
  stop(): void {
    const [process, server] = [this.#process, this.#server];
    if (process === undefined || server === undefined || this.#isLeaving) return;
    this.#isLeaving = true;
    const { scheduler } = this.#options.network;
    const exit = () => {
      if (this.#process === process) this.kill();
    };
    scheduler.after(DRAIN_MS, exit);
    scheduler.after(0, () => {
      server.drain({ goodbyeMs: 500 }).then(() => {
        server.close();
        scheduler.after(0, exit);
      });
    }, process);
  }

  /** The operating system closes the connections of an ended process. */
  #ended(): void {
    const { internet, network } = this.#options;
    const process = this.#process;
    this.#process = this.#server = undefined;
    this.changedAt = network.scheduler.now;
    if (process) internet.ended(process);
  }
}
