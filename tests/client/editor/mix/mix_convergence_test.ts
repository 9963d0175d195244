import assert from "node:assert/strict";
import { allTools } from "../../../../client/tools/tool_registry.ts";
import "../../../../client/tools/tools.ts";
import { seeded } from "../../../support/random.ts";
import { ACTS, type Tally } from "./acts.ts";
import { alone, served, together } from "./mix_run.ts";
import { Person } from "./person.ts";

const RUNS = 300;
const RUNS_ALONE = 100;
const RUNS_SERVED = 30;

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** @throws with the seed, so that the run can be repeated */
async function eachSeed(seeds: readonly number[], run: (seed: number) => void | Promise<void>): Promise<void> {
  for (const seed of seeds) {
    try {
      await run(seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
    }
    // Lets commands finish that wait for this module. Otherwise it would keep every person in memory.
    await import("../../../../client/ui/links/share_choices.ts");
  }
}

// The long form is `deno task soak:mix`.
Deno.test(`two people perform all editor actions on the same shapes, often offline: ${RUNS} seeded runs`, async () => {
  const tally: Tally = new Map();
  await eachSeed(upTo(RUNS), (seed) => together(seed, tally));
  const person = new Person(seeded(1), 0x4e00);
  const all = [
    ...person.commands.map(({ id }) => `command ${id}`),
    ...allTools().map(({ name }) => `tool ${name}`),
    ...Object.keys(ACTS).map((name) => `act ${name}`),
  ];
  person.close();
  assert.deepEqual(all.filter((what) => !tally.has(what)), [], "all that can be done was done");
});

Deno.test(`two people act together through a server, each over another transport: ${RUNS_SERVED} seeded runs`, async () => {
  // In the last four, undo took back the edit of another person that had come late.
  await eachSeed([...upTo(RUNS_SERVED), 70, 530, 544, 826], (seed) => served(seed, new Map()));
});

Deno.test(`one person alone undoes everything to the start and redoes it to the end: ${RUNS_ALONE} seeded runs`, async () => {
  await eachSeed(upTo(RUNS_ALONE), alone);
});
