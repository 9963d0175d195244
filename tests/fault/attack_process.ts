/** One attack as a process of its own: those who measure, and the server, must not wait for it. Prints how often it struck. */
import { ATTACKS, type Target } from "./attacks.ts";

const { name, target } = JSON.parse(Deno.args[0]) as { name: string; target: Target };
const end = performance.now() + target.ms;
console.log(await ATTACKS.get(name)!(target, () => performance.now() < end));
Deno.exit(0);
