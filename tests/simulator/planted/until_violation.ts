/** Runs in a copy with a planted fault: simulates until a rule is broken, and exits with 1 then. */
import { simulate } from "../simulation.ts";

const [runs, first, minutes] = Deno.args.map(Number);
for (let seed = first; seed < first + runs; seed++) {
  const violation = await simulate(seed, { minutes }).then((outcome) => outcome.violation, (error) => `${error}`);
  if (violation === undefined) continue;
  console.log(`after ${seed - first + 1} runs (seed ${seed}): ${violation.split("\n")[0].slice(0, 200)}`);
  Deno.exit(1);
}
