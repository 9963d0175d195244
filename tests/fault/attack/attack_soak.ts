/**
 * `deno task soak:attack [seconds] [name]`: every attack whose name has the word, 30 s each unless told otherwise, from
 * one address and from 50.
 */
import { attack, type AttackFigures } from "./attack_run.ts";
import { ATTACKS } from "./attacks.ts";

const RSS_MB_MAX = 600;
const SLOWER_MAX = 2;
const HEALTH_MS_MAX = 250;
const ADDRESSES = [1, 50];

const seconds = Number(Deno.args[0] ?? 30);
const word = Deno.args[1] ?? "";

/** What was promised and is not so. */
function violations(figures: AttackFigures): string[] {
  const { before, during, quiet, healthMs, quietHealthMs, rssMb, disconnected, lost, exited, broken } = figures;
  const found = [...broken];
  if (lost > 0) found.push(`${lost} confirmed strokes lost`);
  if (exited !== undefined) found.push(`exited: ${exited}`);
  if (rssMb > RSS_MB_MAX) found.push(`over ${RSS_MB_MAX} MB`);
  if (disconnected > 0) found.push(`${disconnected} others disconnected`);
  if (during.some((ms, i) => !(ms <= Math.max(before[i], quiet) * SLOWER_MAX))) {
    found.push(`over ${SLOWER_MAX} times as slow`);
  }
  if (!(healthMs <= Math.max(HEALTH_MS_MAX, quietHealthMs * SLOWER_MAX))) {
    found.push(`/healthz over ${HEALTH_MS_MAX} ms`);
  }
  return found;
}

const pair = ([here, elsewhere]: readonly [number, number]) =>
  `${here.toFixed(1)} · ${elsewhere.toFixed(1)}`.padStart(16);

let isWell = true;
console.log("p95 ms on the attacked board · on another one · on a server that is not attacked, on the same machine");
console.log(
  "attack                 addresses     times          before          during    quiet     healthz  memory MB  cores",
);
for (const name of [...ATTACKS.keys()].filter((name) => name.includes(word))) {
  for (const addresses of ADDRESSES) {
    const figures = await attack(name, { ms: seconds * 1_000, addresses, compares: true });
    const { times, before, during, quiet, healthMs, quietHealthMs, rssMb, cores } = figures;
    const found = violations(figures);
    const columns = [
      name.padEnd(23),
      String(addresses).padStart(9),
      String(times).padStart(10),
      pair(before),
      pair(during),
      quiet.toFixed(1).padStart(9),
      `${healthMs.toFixed(0)} (${quietHealthMs.toFixed(0)})`.padStart(12),
      rssMb.toFixed(0).padStart(11),
      cores.toFixed(2).padStart(7),
    ];
    console.log(columns.join("") + (found.length ? `  ✗ ${found.join(", ")}` : ""));
    isWell &&= found.length === 0;
  }
}
Deno.exit(isWell ? 0 : 1);
