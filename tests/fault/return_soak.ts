/**
 * `deno task soak:return [clients]`: a server with 1,000 people on boards of ten is killed, and is asked to end, and
 * starts again. How long until everybody is back: connected, in step with the board, and told of the nine others. They
 * are the page's own `Provider`, with its waiting and its chance. Time counts from the signal, the start included.
 */
import { comeBack } from "./return_run.ts";

const clients = Number(Deno.args[0] ?? 1_000);
const PROMISED_MS = 20_000;

let isKept = true;
for await (const { how, upMs, backMs, people, drawn, seen } of comeBack(clients)) {
  const seconds = (ms: number | undefined) => `${((ms ?? NaN) / 1_000).toFixed(1)} s`;
  const at = (part: number) => seconds(backMs[Math.floor((backMs.length - 1) * part)]);
  console.log(
    `${how}: up after ${seconds(upMs)}; of ${people} people ${backMs.length} are back: half after ${at(0.5)}, ` +
      `99 of 100 after ${at(0.99)}, all after ${at(1)}; everybody has at least ${seen} of ${drawn} strokes`,
  );
  isKept &&= backMs.length === people && backMs.at(-1)! <= PROMISED_MS && seen === drawn;
}
Deno.exit(isKept ? 0 : 1);
