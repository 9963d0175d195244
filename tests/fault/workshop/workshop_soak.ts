/**
 * `deno task soak:workshop [minutes] [seed]`: a workshop of twelve people, three of them in browsers, for ten minutes.
 * Every copy of the board must be equal in the end, and every notice right.
 */
import { holdWorkshop } from "./workshop_run.ts";

const minutes = Number(Deno.args[0] ?? 10);
const { rounds, shapes, messages, faults } = await holdWorkshop(minutes, Number(Deno.args[1] ?? 14));
console.log(`${minutes} minutes: ${rounds} rounds, ${shapes} shapes, ${messages} messages, ${faults.length} faults`);
for (const fault of faults) console.log(fault);
Deno.exit(faults.length === 0 ? 0 : 1);
