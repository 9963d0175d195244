import { outsidePromises } from "./world/platform.ts";
import { type Random, seeded } from "../support/random.ts";
import { Cluster } from "./cluster/cluster.ts";
import type { Logged } from "./cluster/instance.ts";
import { FAST_DISK } from "./cluster/database_server.ts";
import { Intruder } from "./people/intruder.ts";
import { Person } from "./people/person.ts";
import { type Plan, planOf } from "./plan.ts";
import { FORBIDDEN } from "./rules/rights.ts";
import { Rules } from "./rules/rules.ts";
import type { BoardLinks, Situation } from "./situation.ts";
import { startTroubles } from "./troubles.ts";
import { FINE, Network } from "./world/network.ts";
import { Machine, Process } from "./world/process.ts";
import { Scheduler } from "./world/scheduler.ts";
import { Trace } from "./world/trace.ts";

export interface Outcome {
  readonly seed: number;
  /** Of everything that happened. Equal seeds give equal hashes. */
  readonly hash: string;
  readonly events: number;
  /** Simulated time, ms. */
  readonly ms: number;
  /** The rule that was broken; undefined when all were kept. */
  readonly violation: string | undefined;
  /** The newest events. */
  readonly last: readonly string[];
}

export interface SimulationOptions {
  /** About how long trouble lasts, minutes. */
  readonly minutes?: number;
}

/** Runs a cluster through the time that belongs to a seed. */
export function simulate(seed: number, options: SimulationOptions = {}): Promise<Outcome> {
  return outsidePromises(() => new Simulation(seed, options).run());
}

/** After trouble, everything has to be well again within this, ms. */
const RECOVERY_MS = 120_000;
/** Interval at which rules are checked, ms. */
const CHECK_MS = 2_000;

/** A page is told that its link ended within this, ms: two seconds of the server, and the way. */
const WITHDRAWN_MS = 5_000;
/** How often the operator repeats a request. An instance may still be suspended. */
const TRIES_MAX = 5;
/** Interval of intrusions, ms. */
const INTRUSION_MS = 2_000;
/** How long the others stay after somebody left, ms. */
const LEFT_MS = 12_000;

class Violation extends Error {}

export class Simulation implements Situation {
  readonly seed: number;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly plan: Plan;
  readonly rules: Rules;
  readonly people: Person[] = [];
  readonly boards: BoardLinks[] = [];
  readonly observer: Process;
  isTroubled = false;
  #violation: string | undefined;

  constructor(seed: number, options: SimulationOptions) {
    this.seed = seed;
    this.random = seeded(seed);
    this.plan = planOf(this.random, options);
    this.scheduler = new Scheduler(this.random, new Trace());
    this.network = new Network(this.scheduler);
    const onLog = (_: unknown, logged: Logged) => this.rules.log(logged);
    this.cluster = new Cluster(this.network, { ...this.plan, onLog });
    this.observer = new Process(new Machine("observer", "10.9.9.9"), this.scheduler, this.cluster.internet, {
      origin: "http://board.test",
    });
    this.scheduler.background = this.observer;
    this.rules = new Rules(this);
  }

  run(): Outcome {
    return this.observer.run(() => this.#run());
  }

  #run(): Outcome {
    try {
      this.#start();
      for (let round = 0; round < this.plan.rounds; round++) {
        this.#trouble();
        this.#calm();
        if (!this.plan.withdrawsLinks) continue;
        this.#withdrawLink();
        this.#calm();
      }
      this.#end();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.#violation = error.message;
    }
    this.#shutDown();
    const { trace, now } = this.scheduler;
    return {
      seed: this.seed,
      hash: trace.hash,
      events: trace.events,
      ms: now,
      violation: this.#violation,
      last: trace.last,
    };
  }

  /** Runs for some time while the rules are checked. */
  pass(ms: number): void {
    for (const end = this.scheduler.now + ms; this.scheduler.now < end;) {
      this.scheduler.runUntil(Math.min(end, this.scheduler.now + CHECK_MS));
      this.#check(() => this.rules.always());
    }
  }

  #start(): void {
    for (const instance of this.cluster.instances) instance.start();
    this.pass(1_500);
    for (let i = 0; i < this.plan.boards; i++) this.boards.push(this.#request("", "POST"));
    for (const [index, { board, role, choice, isSocketBlocked }] of this.plan.people.entries()) {
      const person = new Person({
        index,
        board: `b${board}`,
        slug: this.boards[board].links[role],
        choice,
        isSocketBlocked,
        internet: this.cluster.internet,
        role,
        onSaved: (clocks) => this.rules.saved.note(this.boards[board].id, clocks),
      });
      this.people.push(person);
      this.scheduler.after(this.random.float() * 5_000, () => person.come());
      this.scheduler.every(this.plan.actMs, () => {
        if (this.isTroubled) person.act(this.random);
      });
    }
    if (this.plan.hasIntruder) this.#letIn(new Intruder(this.cluster.internet, this.boards[0].links.viewer));
  }

  #letIn(intruder: Intruder): void {
    this.scheduler.every(INTRUSION_MS, () => {
      if (this.isTroubled) intruder.act(FORBIDDEN);
      else intruder.leave();
    });
  }

  /** A request of the operator, repeated until it is answered. */
  #request<T>(path: string, method: string, body?: unknown): T {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    let answer: { readonly value: T } | undefined;
    const ask = async () => {
      const response = await fetch(`/api/boards${path}`, init);
      if (response.ok) answer = { value: await response.json().catch(() => undefined) };
    };
    const isAnswered = () => {
      this.scheduler.after(0, () => void ask().catch(() => {}), this.observer);
      return this.scheduler.runUntilTrue(5_000, () => answer !== undefined);
    };
    for (let tries = 0; !isAnswered(); tries++) {
      if (tries === TRIES_MAX) throw new Violation(`${method} ${path} is not answered`);
    }
    return answer!.value;
  }

  /** Withdraws the link of a person: the page must be told within a few seconds, and comes back with another link. */
  #withdrawLink(): void {
    const person = this.random.pick(this.people);
    const { links: { owner } } = this.boards[Number(person.board.slice(1))];
    const link = () => this.#request<{ id: string; slug: string }>(`/${owner}/links`, "POST", { role: person.role });
    const { id, slug } = link();
    this.#giveLink(person, slug);
    this.#untilWell(() => this.rules.whenCalm());
    this.#request(`/${owner}/links/${id}`, "DELETE");
    this.pass(WITHDRAWN_MS);
    if (person.page?.refusal === undefined) {
      throw new Violation(`${person.page?.name} was not told that its link ended`);
    }
    this.#giveLink(person, link().slug);
  }

  #giveLink(person: Person, slug: string): void {
    person.leave();
    person.slug = slug;
    person.come();
  }

  #trouble(): void {
    this.isTroubled = true;
    this.network.weather = this.plan.weather;
    this.cluster.database.disk = this.plan.disk;
    startTroubles(this);
    this.pass(this.plan.troubleMs);
  }

  /** Mends everything and waits until all copies are equal. */
  #calm(): void {
    this.isTroubled = false;
    this.network.weather = FINE;
    this.network.mend();
    const { database, instances } = this.cluster;
    Object.assign(database, { disk: FAST_DISK, isDown: false, changedAt: this.scheduler.now });
    for (const { machine } of instances) machine.wallOffset = 0;
    for (const instance of instances) instance.start();
    for (const person of this.people) {
      if (person.page) person.page.nudge();
      else person.come();
    }
    // Suspended machines run again.
    this.pass(Math.max(0, ...instances.map(({ machine }) => machine.pausedUntil - this.scheduler.now)));
    this.#untilWell(() => this.rules.whenCalm());
  }

  #untilWell(check: () => Promise<string | undefined>): void {
    for (const end = this.scheduler.now + RECOVERY_MS;;) {
      this.pass(CHECK_MS);
      const problem = this.#look(check);
      if (problem === undefined) return;
      if (this.scheduler.now > end) throw new Violation(`still after ${RECOVERY_MS} ms: ${problem}`);
    }
  }

  /** Everybody leaves: nothing may be left of them. */
  #end(): void {
    // The others see that somebody leaves.
    this.people[0].goAway();
    this.pass(LEFT_MS);
    for (const person of this.people) person.goAway();
    this.#untilWell(() => this.rules.whenAlone());
  }

  #check(check: () => Promise<string | undefined>): void {
    const problem = this.#look(check);
    if (problem !== undefined) throw new Violation(problem);
  }

  /** Runs a check between two events. @returns what it found */
  #look(check: () => Promise<string | undefined>): string | undefined {
    let result: string | undefined = "the check did not end";
    this.scheduler.after(0, () => {
      check().then((problem) => void (result = problem), (error) => void (result = `${error.stack}`));
    }, this.observer);
    this.scheduler.runUntil(this.scheduler.now);
    return result;
  }

  #shutDown(): void {
    for (const person of this.people) person.page?.process.kill();
    for (const instance of this.cluster.instances) instance.kill();
  }
}
