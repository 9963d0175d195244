/**
 * The real server, which collects its garbage and writes down its memory when it gets SIGUSR1. Waits of half a minute,
 * as for a board to be unloaded, are so many times as short as `HURRY` says.
 */
const LONG_MS = 30_000;
const hurry = Number(Deno.env.get("HURRY") ?? 1);
const wait = globalThis.setTimeout;
const hurried = (run: () => void, ms = 0) => wait(run, ms >= LONG_MS ? ms / hurry : ms);
Object.assign(globalThis, { setTimeout: hurried });

Deno.addSignalListener("SIGUSR1", () => {
  (globalThis as { gc?: () => void }).gc?.();
  Deno.writeTextFileSync("memory.tmp", JSON.stringify(Deno.memoryUsage()));
  Deno.renameSync("memory.tmp", "memory.json");
});

await import("../../main.ts");
