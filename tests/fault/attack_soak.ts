/** `deno task soak:attack [seconds] [word]`: every attack whose name has the word, 3 s each unless told otherwise. */
import { attack } from "./attack_run.ts";
import { ATTACKS } from "./attacks.ts";

const seconds = Number(Deno.args[0] ?? 3);
const word = Deno.args[1] ?? "";
let isWell = true;
console.log("attack                     times  p95 before  during ms   memory MB  disconnected  lost");
for (const name of [...ATTACKS.keys()].filter((name) => name.includes(word))) {
  const { times, before, during, rssMb, disconnected, lost, backMs } = await attack(name, seconds * 1_000);
  const columns = [before.toFixed(1).padStart(12), during.toFixed(1).padStart(11), rssMb.toFixed(0).padStart(12)];
  console.log(
    name.padEnd(22) + String(times).padStart(10) + columns.join("") + String(disconnected).padStart(14) +
      String(lost).padStart(6) +
      (backMs === undefined ? "" : `  the server left, and was back in ${backMs.toFixed(0)} ms`),
  );
  isWell &&= lost === 0 && rssMb < 600;
}
Deno.exit(isWell ? 0 : 1);
