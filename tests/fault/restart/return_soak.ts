/**
 * `deno task soak:return [clients]`: a server with 1,000 people on boards of ten is killed, and then stopped, and
 * restarts each time. Measures the time until everybody is back: connected, in sync with the board, and aware of the
 * nine others. They use the page's own `Provider`, with its random delays. Time counts from the signal and includes the
 * start.
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
