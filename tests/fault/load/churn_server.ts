/**
 * The real server. On SIGUSR1 it collects garbage and writes its memory use. Long waits, such as the 30 s before a
 * board is unloaded, are divided by `HURRY`.
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

await import("../../../main.ts");
