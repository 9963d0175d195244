import type { Random } from "../support/random.ts";
import type { Cluster } from "./cluster/cluster.ts";
import type { Person } from "./people/person.ts";
import type { Plan } from "./plan.ts";
import type { Network } from "./world/network.ts";
import type { Scheduler } from "./world/scheduler.ts";

/** A board and its links, as the server answers when it creates them. */
export interface BoardLinks {
  readonly id: string;
  readonly links: { readonly owner: string; readonly editor: string; readonly viewer: string };
}

/** Everything in a run. */
export interface Situation {
  readonly plan: Plan;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly people: readonly Person[];
  /** One entry for each board. */
  readonly boards: readonly BoardLinks[];
  /** False while everything is mended and has to become well again. */
  readonly isTroubled: boolean;
}
