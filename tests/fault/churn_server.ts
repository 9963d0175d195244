/**
 * The real server, whose waits are so many times as short as `HURRY` says; it collects its garbage and writes down its
 * memory when it gets SIGUSR1.
 */
const hurry = Number(Deno.env.get("HURRY") ?? 1);
const wait = globalThis.setTimeout;
Object.assign(globalThis, { setTimeout: (run: () => void, ms = 0) => wait(run, ms / hurry) });

Deno.addSignalListener("SIGUSR1", () => {
  (globalThis as { gc?: () => void }).gc?.();
  Deno.writeTextFileSync("memory.tmp", JSON.stringify(Deno.memoryUsage()));
  Deno.renameSync("memory.tmp", "memory.json");
});

await import("../../main.ts");
