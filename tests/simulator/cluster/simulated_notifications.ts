import type { Listening, NotificationListener, Notifications } from "../../../server/database/database.ts";
import type { Network } from "../world/network.ts";
import type { Process } from "../world/process.ts";
import { type DatabaseServer, DatabaseUnavailable } from "./database_server.ts";

/** Interval of attempts to connect, ms. */
const RETRY_MS = 1_000;

/** Notifications of the database: lost, late, doubled or reordered as the network has it. */
export class SimulatedNotifications implements Notifications {
  readonly #server: DatabaseServer;
  readonly #network: Network;
  readonly #process: Process;

  constructor(server: DatabaseServer, network: Network, process: Process) {
    [this.#server, this.#network, this.#process] = [server, network, process];
  }

  notify(text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { scheduler } = this.#network;
    scheduler.after(this.#delay(), () => {
      const isLost = this.#server.isDown || this.#isCut;
      if (!isLost) { for (const tell of [...this.#server.listeners]) tell(text); }
      scheduler.after(this.#delay(), () => {
        if (isLost) reject(new DatabaseUnavailable("Cannot notify"));
        else resolve();
      }, this.#process);
    });
    return promise;
  }

  listen(listener: NotificationListener): Listening {
    const { scheduler } = this.#network;
    const { listeners } = this.#server;
    let isClosed = false;
    const tell = (text: string) => {
      if (!this.#process.isAlive || this.#server.isDown || this.#isCut) return this.#lost(tell, connect);
      const { lostAnswers, repeatedRequests } = this.#network.weather;
      if (this.#network.chance(lostAnswers)) return;
      for (let times = this.#network.chance(repeatedRequests) ? 2 : 1; times > 0; times--) {
        const late = this.#delay() + this.#network.delay([this.#server.machine, this.#process.machine]);
        scheduler.after(late, () => void (isClosed || listener.hear(text)), this.#process);
      }
    };
    const connect = () => {
      if (isClosed || listeners.has(tell)) return;
      if (this.#server.isDown || this.#isCut) return void scheduler.after(RETRY_MS, connect, this.#process);
      listeners.add(tell);
      listener.listening();
    };
    scheduler.after(this.#delay(), connect, this.#process);
    return {
      get isListening() {
        return listeners.has(tell);
      },
      restart: () => {
        listeners.delete(tell);
        scheduler.after(this.#delay(), connect, this.#process);
      },
      close: () => {
        isClosed = true;
        listeners.delete(tell);
      },
    };
  }

  #lost(tell: (text: string) => void, connect: () => void): void {
    this.#server.listeners.delete(tell);
    this.#network.scheduler.after(RETRY_MS, connect, this.#process);
  }

  get #isCut(): boolean {
    return this.#network.isCut([this.#process.machine, this.#server.machine]);
  }

  #delay(): number {
    return this.#server.disk.ms * this.#network.scheduler.random.float();
  }
}
