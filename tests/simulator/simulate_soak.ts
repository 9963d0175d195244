/** `deno task soak:simulate [runs] [seed] [minutes]`: default 200 runs of about one minute of trouble each. */
import { simulate } from "./simulation.ts";

/** Runs between two lines about the progress. */
const REPORT_RUNS = 100;

const [runs = 200, first = 1, minutes = 1] = Deno.args.map(Number);
const began = Date.now();
let [events, ms] = [0, 0];
const failed: number[] = [];
for (let seed = first; seed < first + runs; seed++) {
  const outcome = await simulate(seed, { minutes });
  events += outcome.events;
  ms += outcome.ms;
  if ((seed - first + 1) % REPORT_RUNS === 0) console.log(`${seed - first + 1} runs, ${failed.length} with violations`);
  if (outcome.violation === undefined) continue;
  failed.push(seed);
  console.log(`seed ${seed} (${outcome.hash}, ${outcome.events} events): ${outcome.violation}`);
  // The history of a single run is what somebody looks for.
  if (runs === 1) console.log(outcome.last.join("\n"));
}
const hours = (ms / 3_600_000).toFixed(1);
console.log(
  `${runs} runs: ${hours} h of the cluster in ${Math.round((Date.now() - began) / 1_000)} s, ${events} events, ` +
    `${failed.length} runs with violations${failed.length > 0 ? `: ${failed.slice(0, 50).join(", ")}` : ""}`,
);
Deno.exit(failed.length === 0 ? 0 : 1);
