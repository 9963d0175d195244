/**
 * `deno task soak:churn [boards]`: 10,000 boards are created, opened, drawn on and left, by five connections each. When
 * the last board is unloaded, the server's memory must be within 10 % of its value after a warm-up of three tenths of
 * that work: before, the compiler and the allocator have not seen the work yet. Resident memory varies by some
 * megabytes with the allocator, so the lowest of several measurements counts.
 */
import { Churn, CONNECTS } from "./churn_run.ts";

const boards = Number(Deno.args[0] ?? 10_000);
/** Boards stay loaded for 30 s after the last session has left. */
const UNLOADED_MS = 33_000;
const GROWTH_MAX = 1.1;
const LOOKS = 3;
const LOOK_EVERY_MS = 4_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The lowest memory use once all boards are unloaded. */
async function memory(): Promise<Deno.MemoryUsage> {
  await pause(UNLOADED_MS);
  const looks: Deno.MemoryUsage[] = [];
  for (; looks.length < LOOKS; await pause(LOOK_EVERY_MS)) looks.push(await churn.memory());
  const lowest = (of: keyof Deno.MemoryUsage) => Math.min(...looks.map((look) => look[of]));
  return { ...looks[0], rss: lowest("rss"), heapUsed: lowest("heapUsed"), external: lowest("external") };
}

function line(when: string, { rss, heapUsed, external }: Deno.MemoryUsage): string {
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  return `${when}: ${mb(rss)} resident, heap ${mb(heapUsed)}, outside of it ${mb(external)}`;
}

const churn = await Churn.start();
const warmUp = boards * 0.3;
await churn.boards(warmUp);
const before = await memory();
console.log(line(`after the warm-up of ${warmUp} boards`, before));
const from = performance.now();
await churn.boards(boards);
const seconds = (performance.now() - from) / 1_000;
const after = await memory();
console.log(line(`after ${boards} boards and ${boards * CONNECTS} connects in ${seconds.toFixed(0)} s`, after));
const [rss, heap] = [after.rss / before.rss, after.heapUsed / before.heapUsed];
const percent = (part: number) => `${((part - 1) * 100).toFixed(1)} %`;
console.log(`growth: resident ${percent(rss)}, heap ${percent(heap)}`);
await churn[Symbol.asyncDispose]();
Deno.exit(rss <= GROWTH_MAX && heap <= GROWTH_MAX ? 0 : 1);
