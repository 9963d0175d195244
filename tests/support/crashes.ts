import assert from "node:assert/strict";
import { type Fault, FaultyKv } from "./faulty_kv.ts";

/** Something done to a database in steps, each of which is acknowledged when it resolves. */
export interface Deed<State> {
  /** What is there before. */
  prepare(kv: Deno.Kv): Promise<void>;
  /** The steps as one process does them. */
  steps(kv: Deno.Kv): (() => Promise<unknown>)[];
  /** All that can be had of a database in good health. */
  look(kv: Deno.Kv): Promise<State>;
}

/** The one operation fails and the process goes on, or it is the last thing that the process does. */
const FAULTS: readonly { fault: Fault; once: boolean }[] = [
  { fault: "before", once: true },
  { fault: "after", once: true },
  { fault: "before", once: false },
  { fault: "after", once: false },
];

/**
 * Does the deed on a fresh database for every operation and every way in which that can fail. Afterwards there is what
 * was acknowledged; of the step whose answer was lost, all or nothing; and whoever repeats it, the same process or another one, comes to the
 * same end.
 *
 * @returns how many operations the deed takes
 */
export async function crashEverywhere<State>(deed: Deed<State>): Promise<number> {
  const prepared = await withKv([], async (kv) => (await deed.prepare(kv), await entriesOf(kv)));
  const { states, operations } = await withKv(prepared, async (kv) => {
    const counting = new FaultyKv(kv);
    // On a copy: looking at what is damaged changes it.
    const states = [await withKv(prepared, deed.look)];
    for (const step of deed.steps(counting.kv)) states.push((await step(), await deed.look(kv)));
    return { states, operations: counting.operations };
  });
  for (const { fault, once } of FAULTS) {
    for (let at = 0; at < operations; at++) {
      const where = `operation ${at} failed ${fault} its effect, ${once ? "the process went on" : "the process ended"}`;
      await withKv(prepared, async (kv) => {
        const steps = deed.steps(new FaultyKv(kv, { at, fault, once }).kv);
        const done = await untilFailure(steps);
        const found = await deed.look(kv);
        if (!isSame(found, states[done + 1])) assert.deepEqual(found, states[done], `${where} in step ${done}`);
        for (const step of (once ? steps : deed.steps(kv)).slice(done)) await step();
        assert.deepEqual(await deed.look(kv), states.at(-1), `repeated after ${where}`);
      });
    }
  }
  return operations;
}

/** @returns how many steps were acknowledged */
async function untilFailure(steps: (() => Promise<unknown>)[]): Promise<number> {
  for (const [done, step] of steps.entries()) {
    try {
      await step();
    } catch {
      return done;
    }
  }
  return steps.length;
}

function isSame(found: unknown, expected: unknown): boolean {
  try {
    assert.deepEqual(found, expected);
    return true;
  } catch {
    return false;
  }
}

type Entry = { key: Deno.KvKey; value: unknown };

export function entriesOf(kv: Deno.Kv): Promise<Entry[]> {
  return Array.fromAsync(kv.list({ prefix: [] }), ({ key, value }) => ({ key, value }));
}

/** A database of its own with these entries. */
export async function withKv<T>(entries: readonly Entry[], run: (kv: Deno.Kv) => Promise<T>): Promise<T> {
  const kv = await Deno.openKv(":memory:");
  try {
    for (let first = 0; first < entries.length; first += 10) {
      const commit = kv.atomic();
      for (const { key, value } of entries.slice(first, first + 10)) commit.set(key, value);
      await commit.commit();
    }
    return await run(kv);
  } finally {
    kv.close();
  }
}
