import type { Database } from "../../../server/database/database.ts";
import { WrappedDatabase } from "../../../server/database/wrapped_database.ts";

/** A process that works on the shared database: every operation on `kv` waits for its turn. */
export type Actor = (kv: Database) => Promise<unknown>;

/** One step of a run: the actors that were waiting, and the actor that took it. */
interface Step {
  readonly waiting: readonly number[];
  readonly taken: number;
}

/** Chooses the actor whose operation comes next. */
export type Pick = (waiting: readonly number[], step: number) => number;

/** Runs the actors concurrently, one operation of one actor at a time, in the order chosen by `pick`. */
export async function interleave(kv: Database, actors: readonly Actor[], pick: Pick): Promise<Step[]> {
  const parked = new Map<number, () => void>();
  let running = actors.length;
  let idle = Promise.withResolvers<void>();
  const rest = () => --running === 0 && idle.resolve();
  const ends = actors.map(async (actor, i) => {
    const turn = new WrappedDatabase(kv, async (operation) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      parked.set(i, resolve);
      rest();
      await promise;
      return await operation();
    });
    try {
      await actor(turn);
    } finally {
      rest();
    }
  });
  const all = Promise.allSettled(ends);
  const steps: Step[] = [];
  for (;;) {
    await idle.promise;
    const waiting = [...parked.keys()].sort();
    if (waiting.length === 0) break;
    const taken = pick(waiting, steps.length);
    steps.push({ waiting, taken });
    idle = Promise.withResolvers();
    running = 1;
    const release = parked.get(taken)!;
    parked.delete(taken);
    release();
  }
  const failed = (await all).find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return steps;
}

/**
 * Runs `run` for every order of operations with at most `switches` interruptions of an actor that could continue. A few
 * interruptions find most concurrency faults, and all orders are too many. @returns the number of orders
 */
export async function everyInterleaving(
  run: (pick: Pick) => Promise<Step[]>,
  { switches }: { switches: number },
): Promise<number> {
  const prefixes: number[][] = [[]];
  let runs = 0;
  for (let prefix = prefixes.pop(); prefix !== undefined; prefix = prefixes.pop()) {
    const forced = prefix;
    let last = -1;
    const steps = await run((waiting, step) => {
      return last = forced[step] ?? (waiting.includes(last) ? last : waiting[0]);
    });
    runs++;
    let interrupted = 0;
    for (const [i, { waiting, taken }] of steps.entries()) {
      const before = steps[i - 1]?.taken;
      const mayGoOn = before !== undefined && waiting.includes(before);
      if (i >= forced.length && (!mayGoOn || interrupted < switches)) {
        for (const other of waiting) {
          if (other !== taken) prefixes.push([...steps.slice(0, i).map(({ taken }) => taken), other]);
        }
      }
      if (mayGoOn && taken !== before) interrupted++;
    }
  }
  return runs;
}
