/**
 * Runs one attack as a separate process, so that it does not delay measurements or the server. Prints the number of
 * strikes.
 */
import type { Target } from "./attack.ts";
import { ATTACKS } from "./attacks.ts";

/** How long an attack may take to notice that its time is up, ms. */
const LATE_MS = 2_000;

const { name, target, addresses } = JSON.parse(Deno.args[0]) as { name: string; target: Target; addresses: number };
const end = performance.now() + target.ms;
const attackers = Array.from({ length: addresses }, (_, i) => ({
  ...target,
  from: addresses === 1 ? undefined : `127.0.0.${2 + i}`,
}));
const goesOn = () => performance.now() < end;
// A write to a server that no longer reads may never end. Such an attack counts as one strike.
const late = new Promise<number>((resolve) => setTimeout(() => resolve(1), target.ms + LATE_MS));
const counts = await Promise.all(
  attackers.map((attacker) => Promise.race([ATTACKS.get(name)!(attacker, goesOn), late])),
);
console.log(counts.reduce((sum, count) => sum + count, 0));
Deno.exit(0);
