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
  // Any other flavour leaves V8's free pages in its pool, up to 60 MB of them, for as long as it likes.
  (globalThis as { gc?: (how: unknown) => void }).gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  Deno.writeTextFileSync("memory.tmp", JSON.stringify(Deno.memoryUsage()));
  Deno.renameSync("memory.tmp", "memory.json");
});

await import("../../main.ts");
