import assert from "node:assert/strict";
import { Commit, type Database, entries, type Key } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { type Fault, FaultyDatabase } from "./faulty_database.ts";

/** A change of a database in steps; a step is acknowledged when it resolves. */
export interface Deed<State> {
  /** Prepares the database. */
  prepare(kv: Database): Promise<void>;
  /** Runs the steps, as one process does. */
  steps(kv: Database): (() => Promise<unknown>)[];
  /** Reads the whole content of an intact database. */
  look(kv: Database): Promise<State>;
}

/** Either a single operation fails and the process continues, or the process crashes at it. */
const FAULTS: readonly { fault: Fault; once: boolean }[] = [
  { fault: "before", once: true },
  { fault: "after", once: true },
  { fault: "before", once: false },
  { fault: "after", once: false },
];

/**
 * Runs the deed on a fresh database for every operation and every way in which it can fail. Afterwards all acknowledged
 * steps must be there, and the step without an answer completely or not at all. Repeating the deed, in the same process
 * or in another one, must lead to the same result.
 *
 * @returns the number of operations of the deed
 */
export async function crashEverywhere<State>(deed: Deed<State>): Promise<number> {
  const prepared = await withKv([], async (kv) => (await deed.prepare(kv), await entriesOf(kv)));
  const { states, operations } = await withKv(prepared, async (kv) => {
    const counting = new FaultyDatabase(kv);
    // On a copy: inspecting damaged content changes it.
    const states = [await withKv(prepared, deed.look)];
    for (const step of deed.steps(counting)) states.push((await step(), await deed.look(kv)));
    return { states, operations: counting.operations };
  });
  for (const { fault, once } of FAULTS) {
    for (let at = 0; at < operations; at++) {
      const where = `operation ${at} failed ${fault} its effect, ${once ? "the process went on" : "the process ended"}`;
      await withKv(prepared, async (kv) => {
        const steps = deed.steps(new FaultyDatabase(kv, { at, fault, once }));
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

/** @returns the number of acknowledged steps */
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

type Entry = { key: Key; value: unknown };

export function entriesOf(kv: Database): Promise<Entry[]> {
  return Array.fromAsync(entries(kv, { prefix: [] }), ({ key, value }) => ({ key, value }));
}

/** A separate database with these entries. */
export async function withKv<T>(entries: readonly Entry[], run: (kv: Database) => Promise<T>): Promise<T> {
  const kv = await openDatabase(":memory:");
  try {
    for (let first = 0; first < entries.length; first += 10) {
      const commit = new Commit();
      for (const { key, value } of entries.slice(first, first + 10)) commit.set(key, value);
      await kv.commit(commit);
    }
    return await run(kv);
  } finally {
    kv.close();
  }
}
