/** `deno task soak:mix [runs] [seed]`: 20,000 runs unless told otherwise. */
import type { Tally } from "./acts.ts";
import { alone, served, together } from "./mix_run.ts";

const runs = Number(Deno.args[0] ?? 20_000);
const first = Number(Deno.args[1] ?? 1);
const tally: Tally = new Map();
const failed: string[] = [];
for (let seed = first; seed < first + runs; seed++) {
  for (const run of [together, served, alone]) {
    try {
      await run(seed, tally);
    } catch (error) {
      failed.push(`${run.name}, seed ${seed}: ${(error as Error).message.split("\n")[0]}`);
    }
  }
  // Lets commands finish that wait for this module. Otherwise it would keep every person in memory.
  await import("../../../../client/ui/links/share_choices.ts");
}
const done = [...tally].filter(([what]) => what.startsWith("act ")).reduce((sum, [, count]) => sum + count, 0);
console.log(`${runs} runs together, through a server and alone: ${done} acts together, ${failed.length} runs failed`);
for (const line of failed.slice(0, 20)) console.log(line);
Deno.exit(failed.length === 0 ? 0 : 1);
