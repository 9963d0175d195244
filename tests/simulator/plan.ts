import type { Random } from "../support/random.ts";
import type { Disk } from "./cluster/database_server.ts";
import type { Device } from "./people/device.ts";
import type { Weather } from "./world/network.ts";

/** Everything about a run that is decided at its start. Runs differ much, so that each fault also occurs alone. */
export interface Plan {
  readonly instances: number;
  /** The database notifies instances, as PostgreSQL does. */
  readonly hasNotifications: boolean;
  readonly boards: number;
  readonly people: readonly PersonPlan[];
  /** A program sends changes with a link that may only view. */
  readonly hasIntruder: boolean;
  /** An owner withdraws links when all is calm. */
  readonly withdrawsLinks: boolean;
  /** How often trouble and calm take turns, and how long trouble lasts, ms. */
  readonly rounds: number;
  readonly troubleMs: number;
  /** Interval between two acts of one person, ms. */
  readonly actMs: number;
  readonly weather: Weather;
  readonly disk: Disk;
  /** Interval between troubles of each kind, ms; kinds that are missing do not occur. */
  readonly troubles: ReadonlyMap<Trouble, number>;
}

export interface PersonPlan {
  readonly board: number;
  readonly role: "editor" | "viewer";
  readonly choice: Device["choice"] | "stock";
  readonly isSocketBlocked: boolean;
}

export const TROUBLES = [
  "person leaves",
  "page crashes",
  "machine off",
  "person offline",
  "instance killed",
  "instance stopped",
  "instance paused",
  "instances cut",
  "database cut",
  "database down",
  "slow disk",
  "clock jumps",
  "stalled reader",
] as const;

export type Trouble = typeof TROUBLES[number];

const CHOICES = ["automatic", "automatic", "websocket", "long polling", "simple polling", "stock"] as const;

export function planOf(random: Random, { minutes = 1 }: { minutes?: number } = {}): Plan {
  const maybe = (value: number, probability = 0.4) => random.float() < probability ? value : 0;
  const instances = 1 + random.below(3);
  const boards = 1 + random.below(2);
  const count = 2 + random.below(6);
  const isMixed = random.float() < 0.6;
  const people = Array.from({ length: count }, (_, i): PersonPlan => {
    const isSocketBlocked = isMixed && random.float() < 0.2;
    const choice = isMixed ? random.pick(CHOICES) : "automatic";
    return {
      board: i % boards,
      role: random.float() < 0.15 ? "viewer" : "editor",
      choice: isSocketBlocked && (choice === "websocket" || choice === "stock") ? "automatic" : choice,
      isSocketBlocked,
    };
  });
  const weather: Weather = {
    latencyMs: random.pick([0.5, 2, 20, 80]),
    slow: maybe(random.float() * 0.2),
    slowMs: random.pick([50, 500, 3_000]),
    breaks: maybe(0.003 * random.float()),
    lostRequests: maybe(0.1 * random.float()),
    lostAnswers: maybe(0.1 * random.float()),
    repeatedRequests: maybe(0.1 * random.float()),
  };
  const disk: Disk = {
    ms: random.pick([0.3, 2, 20]),
    failsBefore: maybe(0.05 * random.float(), 0.3),
    failsAfter: maybe(0.05 * random.float(), 0.3),
  };
  const troubles = new Map<Trouble, number>();
  for (const trouble of TROUBLES) {
    if (random.float() < 0.35) troubles.set(trouble, random.pick([5_000, 15_000, 40_000]));
  }
  const rounds = 1 + random.below(2);
  const troubleMs = minutes * 60_000 * (0.3 + random.float()) / rounds;
  const hasNotifications = random.float() < 0.5;
  const [hasIntruder, withdrawsLinks] = [random.float() < 0.3, random.float() < 0.3];
  return {
    hasIntruder,
    hasNotifications,
    withdrawsLinks,
    instances,
    boards,
    people,
    rounds,
    troubleMs,
    actMs: random.pick([300, 1_000, 3_000]),
    weather,
    disk,
    troubles,
  };
}
