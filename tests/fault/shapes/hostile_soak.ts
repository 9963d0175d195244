/** `deno task soak:hostile [shapes] [seed]`: hostile shapes; default 100,000. */
import { hostile, type HostileCounts } from "./hostile_run.ts";

const shapes = Number(Deno.args[0] ?? 100_000);
const seed = Number(Deno.args[1] ?? 1);

function line({ shapes, read, faults, dearest, longest }: HostileCounts): string {
  return `${shapes} shapes, ${read} read, ${faults.length} faults, the dearest costs ${Math.ceil(dearest)}, ` +
    `the longest SVG has ${longest} characters`;
}

const counts = await hostile({ shapes, seed, report: (counts) => console.log(line(counts)) });
for (const fault of counts.faults.slice(0, 20)) console.log(fault);
Deno.exit(counts.faults.length === 0 ? 0 : 1);
