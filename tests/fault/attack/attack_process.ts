/** One attack as a process of its own: those who measure, and the server, must not wait for it. Prints how often it struck. */
import type { Target } from "./attack.ts";
import { ATTACKS } from "./attacks.ts";

const { name, target, addresses } = JSON.parse(Deno.args[0]) as { name: string; target: Target; addresses: number };
const end = performance.now() + target.ms;
const attackers = Array.from({ length: addresses }, (_, i) => ({
  ...target,
  from: addresses === 1 ? undefined : `127.0.0.${2 + i}`,
}));
const goesOn = () => performance.now() < end;
const counts = await Promise.all(attackers.map((attacker) => ATTACKS.get(name)!(attacker, goesOn)));
console.log(counts.reduce((sum, count) => sum + count, 0));
Deno.exit(0);
