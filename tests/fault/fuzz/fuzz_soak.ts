/** `deno task soak:fuzz [frames] [seed]`: hostile frames at function level; default 1,000,000. */
import { fuzz, type FuzzCounts } from "./fuzz_run.ts";

const frames = Number(Deno.args[0] ?? 1_000_000);
const seed = Number(Deno.args[1] ?? 1);

function line({ frames, refused, boards, rebuilt, differences, crashes, slowestMs }: FuzzCounts): string {
  return `${frames} frames on ${boards} boards: ${refused} refused, ${rebuilt} rebuilds, ` +
    `${differences.length} differences, ${crashes.length} crashes, slowest ${slowestMs.toFixed(1)} ms`;
}

const counts = await fuzz({ frames, seed, report: (counts) => console.log(line(counts)) });
console.log(line(counts));
for (const [cause, times] of counts.causes) console.log(`${times} × ${cause}`);
for (const text of [...counts.differences, ...counts.crashes].slice(0, 20)) console.log(text);
const growth = counts.heapAfter / counts.heapBefore - 1;
console.log(`memory ${(counts.heapBefore / 1e6).toFixed(1)} → ${(counts.heapAfter / 1e6).toFixed(1)} MB`);
Deno.exit(counts.differences.length + counts.crashes.length === 0 && growth < 0.05 ? 0 : 1);
