/** The real server, which collects its garbage and writes down its memory when it gets SIGUSR1. */
Deno.addSignalListener("SIGUSR1", () => {
  (globalThis as { gc?: () => void }).gc?.();
  Deno.writeTextFileSync("memory.tmp", JSON.stringify(Deno.memoryUsage()));
  Deno.renameSync("memory.tmp", "memory.json");
});

await import("../../main.ts");
