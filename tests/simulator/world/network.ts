import type { Machine } from "./process.ts";
import type { Scheduler } from "./scheduler.ts";

/** How the network behaves at the moment. */
export interface Weather {
  /** Typical time between two machines, ms. */
  latencyMs: number;
  /** Probability that a message takes up to `slowMs` longer. */
  slow: number;
  slowMs: number;
  /** Probability that a connection breaks when a message is sent. */
  breaks: number;
  /** Probability that a request does not arrive, that its answer does not arrive, and that a proxy sends it twice. */
  lostRequests: number;
  lostAnswers: number;
  repeatedRequests: number;
}

export const FINE: Weather = {
  latencyMs: 2,
  slow: 0,
  slowMs: 0,
  breaks: 0,
  lostRequests: 0,
  lostAnswers: 0,
  repeatedRequests: 0,
};

/** The network between machines: delays, and cuts between machines or around one. */
export class Network {
  readonly scheduler: Scheduler;
  weather: Weather = FINE;
  /** When the network was last changed, ms. */
  changedAt = 0;
  readonly #cuts = new Set<string>();
  readonly #alone = new Set<Machine>();
  readonly #waiting = new Set<() => void>();

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  /** Nothing passes between the two until `mend`. */
  cut(a: Machine, b: Machine): void {
    this.#cuts.add(pair(a, b));
    this.#changed();
  }

  /** Nothing reaches or leaves the machine until `mend`. */
  isolate(machine: Machine): void {
    this.#alone.add(machine);
    this.#changed();
  }

  /** Mends what was cut: between two machines, around one, or everything. */
  mend(a?: Machine, b?: Machine): void {
    if (a === undefined) {
      this.#cuts.clear();
      this.#alone.clear();
    } else if (b === undefined) this.#alone.delete(a);
    else this.#cuts.delete(pair(a, b));
    this.#changed();
    for (const wake of [...this.#waiting]) wake();
  }

  get isWhole(): boolean {
    return this.#cuts.size === 0 && this.#alone.size === 0;
  }

  /** True when something on the way is cut. */
  isCut(route: readonly Machine[]): boolean {
    if (this.isWhole) return false;
    return route.some((machine, i) =>
      this.#alone.has(machine) || (i > 0 && this.#cuts.has(pair(route[i - 1], machine)))
    );
  }

  /** Time that a message takes on the way, ms. */
  delay(route: readonly Machine[]): number {
    const { random } = this.scheduler;
    const { latencyMs, slow, slowMs } = this.weather;
    let ms = 0;
    for (let i = 1; i < route.length; i++) ms += latencyMs * (0.5 + random.float());
    return slow > 0 && random.float() < slow ? ms + slowMs * random.float() : ms;
  }

  /** Calls once when something is mended. @returns a function that ends the wait */
  onMend(wake: () => void): () => void {
    const once = () => {
      this.#waiting.delete(once);
      wake();
    };
    this.#waiting.add(once);
    return () => void this.#waiting.delete(once);
  }

  chance(probability: number): boolean {
    return probability > 0 && this.scheduler.random.float() < probability;
  }

  #changed(): void {
    this.changedAt = this.scheduler.now;
  }
}

function pair(a: Machine, b: Machine): string {
  return a.name < b.name ? `${a.name} ${b.name}` : `${b.name} ${a.name}`;
}
