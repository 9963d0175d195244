/** Figures of a process on Linux, by its id; 0 when it has ended. */

/** `sysconf(_SC_CLK_TCK)` is 100 wherever Linux runs. */
const TICKS_PER_SECOND = 100;

/** Memory it has, MB. */
export async function rssMb(pid: number): Promise<number> {
  const status = await read(pid, "status");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

/** Processor time it has used, all threads together. */
export async function cpuSeconds(pid: number): Promise<number> {
  // The name in brackets may have spaces; user and system time are fields 14 and 15.
  const fields = (await read(pid, "stat")).split(") ").at(-1)!.split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function read(pid: number, file: string): Promise<string> {
  return Deno.readTextFile(`/proc/${pid}/${file}`).catch(() => "");
}
