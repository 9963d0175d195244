/** `deno task soak:convergence [runs] [seed]`: default 2,000 runs. */
import { converge } from "./convergence_run.ts";

const runs = Number(Deno.args[0] ?? 2_000);
const first = Number(Deno.args[1] ?? 1);
const total = { steps: 0, restarts: 0, cuts: 0, shapes: 0 };
const failed: string[] = [];
for (let seed = first; seed < first + runs; seed++) {
  const { differing, ...counts } = await converge(seed);
  for (const key of ["steps", "restarts", "cuts", "shapes"] as const) total[key] += counts[key];
  if (differing.length > 0) failed.push(`seed ${seed}: ${differing.join(", ")} differ from the stored board`);
}
console.log(
  `${runs} runs: ${total.steps} steps, ${total.cuts} cuts, ${total.restarts} restarts, ${total.shapes} shapes left, ` +
    `${failed.length} runs with differences`,
);
for (const line of failed.slice(0, 20)) console.log(line);
Deno.exit(failed.length === 0 ? 0 : 1);
