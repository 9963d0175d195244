import type { Random } from "../../support/random.ts";
import { drainMicrotasks, inProcess } from "./platform.ts";
import type { Runner, Scheduler } from "./scheduler.ts";
import type { Surroundings } from "./surroundings.ts";

/** A computer on the network. Its processes share its address, its wall clock and its pauses. */
export class Machine {
  readonly name: string;
  readonly address: string;
  /** How far its wall clock is ahead, ms. */
  wallOffset = 0;
  #pausedUntil = 0;

  constructor(name: string, address: string) {
    this.name = name;
    this.address = address;
  }

  /** Until then nothing runs on it, as on a machine that is suspended, ms. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Suspends it. A shorter pause within a longer one ends nothing: events already wait for the end of the longer one. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }
}

/** What a process sees of the network. */
export interface ProcessNetwork {
  fetch(process: Process, url: string, init: RequestInit): Promise<Response>;
  openStream(process: Process, url: string, options: WebSocketStreamOptions): WebSocketStream;
  upgrade(process: Process, request: Request, options: Deno.UpgradeWebSocketOptions): Deno.WebSocketUpgrade;
}

/** Wall-clock time at the start of every run. */
const WALL_START = Date.UTC(2026, 0, 1);

/** A program on a machine: the server of one instance, or one page. It has its own clock, which ends with it. */
export class Process implements Surroundings, Runner {
  readonly machine: Machine;
  readonly network: ProcessNetwork;
  readonly scheduler: Scheduler;
  readonly origin: string | undefined;
  readonly #start: number;
  #isAlive = true;
  #timers = 0;

  constructor(machine: Machine, scheduler: Scheduler, network: ProcessNetwork, { origin }: { origin?: string } = {}) {
    this.machine = machine;
    this.scheduler = scheduler;
    this.network = network;
    this.origin = origin;
    this.#start = scheduler.now;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get pausedUntil(): number {
    return this.machine.pausedUntil;
  }

  get random(): Random {
    return this.scheduler.random;
  }

  /** Number of timers that have not run. */
  get timers(): number {
    return this.#timers;
  }

  now(): number {
    return this.scheduler.now - this.#start;
  }

  /** ms since 1970 */
  today(): number {
    return Math.floor(WALL_START + this.scheduler.now + this.machine.wallOffset);
  }

  after(ms: number, run: () => void): () => void {
    this.#timers++;
    let isPending = true;
    const ended = () => {
      if (isPending) this.#timers--;
      isPending = false;
    };
    const cancel = this.scheduler.after(ms, () => {
      ended();
      run();
    }, this);
    return () => {
      ended();
      cancel();
    };
  }

  /** Runs code as part of this process: clocks, randomness and sockets are those of the simulation. */
  run<T>(code: () => T): T {
    return inProcess(this, code);
  }

  /** Runs code, and everything that follows from it without an event. */
  happen(code: () => void): void {
    inProcess(this, code);
    drainMicrotasks(this);
  }

  fetch(url: string, init: RequestInit): Promise<Response> {
    return this.network.fetch(this, url, init);
  }

  openStream(url: string, options: WebSocketStreamOptions): WebSocketStream {
    return this.network.openStream(this, url, options);
  }

  upgrade(request: Request, options: Deno.UpgradeWebSocketOptions): Deno.WebSocketUpgrade {
    return this.network.upgrade(this, request, options);
  }

  /** Ends at once. Nothing of it runs any more. */
  kill(): void {
    this.#isAlive = false;
  }
}
