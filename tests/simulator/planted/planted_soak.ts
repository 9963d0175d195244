/** `deno task soak:planted [runs] [part of a rule]`: plants each fault in a copy and shows that simulations find it. */
import { FAULTS } from "./faults.ts";
import { PlantedCopy } from "./planted_copy.ts";

const [runs = "1000", part = ""] = Deno.args;
let missed = 0;
for (const fault of FAULTS.filter(({ rule }) => rule.includes(part))) {
  await using copy = await PlantedCopy.make(fault);
  const { isFound, text } = await copy.simulate(Number(runs), { first: 1, minutes: 1 });
  console.log(`${fault.rule}: ${isFound ? `found ${text}` : `NOT found in ${runs} runs`}`);
  if (!isFound) missed++;
}
Deno.exit(missed === 0 ? 0 : 1);
