/** `deno task soak:attack [seconds] [word]`: every attack whose name has the word, 30 s each unless told otherwise. */
import { attack, type AttackFigures } from "./attack_run.ts";
import { ATTACKS } from "./attacks.ts";

const RSS_MB_MAX = 600;
const SLOWER_MAX = 2;

const seconds = Number(Deno.args[0] ?? 30);
const word = Deno.args[1] ?? "";

/** What was promised and is not so. */
function violations({ before, during, quiet, rssMb, disconnected, lost }: AttackFigures): string[] {
  const found: string[] = [];
  if (lost > 0) found.push(`${lost} confirmed strokes lost`);
  if (rssMb > RSS_MB_MAX) found.push(`over ${RSS_MB_MAX} MB`);
  if (disconnected > 0) found.push(`${disconnected} others disconnected`);
  if (during.some((ms, i) => !(ms <= Math.max(before[i], quiet) * SLOWER_MAX))) {
    found.push(`over ${SLOWER_MAX} times as slow`);
  }
  return found;
}

const pair = ([here, elsewhere]: readonly [number, number]) =>
  `${here.toFixed(1)} · ${elsewhere.toFixed(1)}`.padStart(14);

let isWell = true;
console.log("p95 ms on the attacked board · on another one · on a server that is not attacked, on the same machine");
console.log("attack                     times        before        during    quiet   memory MB  cores");
for (const name of [...ATTACKS.keys()].filter((name) => name.includes(word))) {
  const figures = await attack(name, seconds * 1_000);
  const { times, before, during, quiet, rssMb, cores, backMs } = figures;
  const found = violations(figures);
  const columns = [
    pair(before),
    pair(during),
    quiet.toFixed(1).padStart(9),
    rssMb.toFixed(0).padStart(12),
    cores.toFixed(2).padStart(7),
  ];
  const left = backMs === undefined ? "" : `  the server left, and was back in ${backMs.toFixed(0)} ms`;
  console.log(
    name.padEnd(22) + String(times).padStart(10) + columns.join("") + left + (found.length ? `  ✗ ${found}` : ""),
  );
  isWell &&= found.length === 0;
}
Deno.exit(isWell ? 0 : 1);
