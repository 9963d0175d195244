import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { Internet, type Way } from "../world/internet.ts";
import type { Network } from "../world/network.ts";
import { Machine, type Process } from "../world/process.ts";
import { Instance, type Logged } from "./instance.ts";
import { DatabaseServer } from "./database_server.ts";

/** Where pages find the balancer. */
export const ORIGIN = "http://board.test";

export interface ClusterOptions {
  readonly instances: number;
  readonly hasNotifications: boolean;
  readonly onLog: (instance: Instance, logged: Logged) => void;
}

/** All machines of an operator: instances, their database, and a balancer in front of them. */
export class Cluster {
  readonly network: Network;
  readonly internet: Internet;
  readonly balancer = new Machine("balancer", "10.0.1.1");
  readonly database: DatabaseServer;
  readonly instances: readonly Instance[];
  /** What the balancer believes: it learns of a change only after a moment. */
  #ready: readonly Instance[] = [];
  #next = 0;

  constructor(network: Network, { instances, hasNotifications, onLog }: ClusterOptions) {
    this.network = network;
    this.internet = new Internet(network, (process, host) => this.#find(process, host));
    const { scheduler } = network;
    const content = new MemoryDatabase({ now: () => scheduler.now });
    this.database = new DatabaseServer(new Machine("database", "10.0.2.1"), content, { hasNotifications });
    const common = { network, internet: this.internet, database: this.database, balancer: this.balancer, onLog };
    this.instances = Array.from(
      { length: instances },
      (_, i) => new Instance(i, { ...common, isAlone: instances === 1 }),
    );
    this.#check();
  }

  get running(): Instance[] {
    return this.instances.filter(({ server }) => server);
  }

  #check(): void {
    this.#ready = this.instances.filter(({ isReady, machine }) =>
      isReady && !this.network.isCut([this.balancer, machine])
    );
    this.network.scheduler.after(CHECK_MS, () => this.#check());
  }

  #find(from: Process, host: string): Way | undefined {
    if (`http://${host}` !== ORIGIN) {
      const instance = this.instances.find((instance) => instance.host === host);
      return instance && this.#wayTo(instance, [from.machine], {});
    }
    const ready = this.#ready.length > 0 ? this.#ready : this.instances;
    const instance = ready[this.#next++ % ready.length];
    return this.#wayTo(instance, [from.machine, this.balancer], { "x-forwarded-for": from.machine.address });
  }

  #wayTo(instance: Instance, before: readonly Machine[], headers: Record<string, string>): Way | undefined {
    const { process, server, machine } = instance;
    if (process === undefined || server === undefined) return undefined;
    const answer = (request: Request, info: Partial<Deno.ServeHandlerInfo>) => server.fetch(request, info);
    return { endpoint: { process, answer }, route: [...before, machine], headers };
  }
}

/** Interval of the health checks, ms. */
const CHECK_MS = 1_000;
