/**
 * `deno task soak:churn [boards]`: 10,000 boards are made, opened, drawn on and left, by five connections each. The
 * server's memory after it, when the last board has been unloaded, is within 10 % of what it was after a warm-up of
 * three tenths of that: before, the compiler and the allocator have not seen the work yet. Resident memory comes and
 * goes by tens of megabytes as the allocator likes, so the lowest of several looks counts.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Peer } from "../support/peer.ts";
import { seeded } from "../support/random.ts";
import { RealServer } from "../support/real_server.ts";
import { stroke } from "../support/strokes.ts";
import { until } from "../support/until.ts";

const boards = Number(Deno.args[0] ?? 10_000);
const CONNECTS = 5;
const AT_ONCE = 20;
/** Boards stay for 30 s after the last has left. */
const UNLOADED_MS = 33_000;
const GROWTH_MAX = 1.1;
const LOOKS = 8;
const LOOK_EVERY_MS = 4_000;

const random = seeded(1);
const main = fileURLToPath(new URL("churn_server.ts", import.meta.url));
const server = await RealServer.start({}, { flags: ["--v8-flags=--expose-gc"], main });

/** Makes boards, and opens and leaves each. */
async function churn(count: number): Promise<void> {
  let made = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (made++ < count) {
      const { links } = await server.createBoard();
      for (let i = 0; i < CONNECTS; i++) {
        await using peer = await Peer.join(server.socketUrl(links.editor));
        peer.change((board) => board.add(stroke(`s.${i}`, random)));
        await peer.untilSaved();
      }
    }
  }));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The lowest of what is used once all boards are unloaded. */
async function memory(): Promise<Deno.MemoryUsage> {
  await pause(UNLOADED_MS);
  const looks: Deno.MemoryUsage[] = [];
  const path = join(server.folder, "memory.json");
  while (looks.length < LOOKS) {
    Deno.kill(server.pid, "SIGUSR1");
    await until("the server has written down its memory", () => Deno.stat(path).then(() => true, () => false));
    looks.push(JSON.parse(await Deno.readTextFile(path)));
    await Deno.remove(path);
    await pause(LOOK_EVERY_MS);
  }
  const lowest = (of: keyof Deno.MemoryUsage) => Math.min(...looks.map((look) => look[of]));
  return { ...looks[0], rss: lowest("rss"), heapUsed: lowest("heapUsed"), external: lowest("external") };
}

function line(when: string, { rss, heapUsed, external }: Deno.MemoryUsage): string {
  const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  return `${when}: ${mb(rss)} resident, heap ${mb(heapUsed)}, outside of it ${mb(external)}`;
}

const warmUp = boards * 0.3;
await churn(warmUp);
const before = await memory();
console.log(line(`after the warm-up of ${warmUp} boards`, before));
const from = performance.now();
await churn(boards);
const seconds = (performance.now() - from) / 1_000;
const after = await memory();
console.log(line(`after ${boards} boards and ${boards * CONNECTS} connects in ${seconds.toFixed(0)} s`, after));
const [rss, heap] = [after.rss / before.rss, after.heapUsed / before.heapUsed];
const percent = (part: number) => `${((part - 1) * 100).toFixed(1)} %`;
console.log(`growth: resident ${percent(rss)}, heap ${percent(heap)}`);
await server[Symbol.asyncDispose]();
Deno.exit(rss <= GROWTH_MAX && heap <= GROWTH_MAX ? 0 : 1);
