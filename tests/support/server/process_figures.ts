/** Figures of a Linux process by its id; 0 when it has ended. */

/** `sysconf(_SC_CLK_TCK)` is 100 on all Linux systems. */
const TICKS_PER_SECOND = 100;

/** Memory of the process, MB. */
export async function rssMb(pid: number): Promise<number> {
  const status = await read(pid, "status");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

/** Processor time used by all threads. */
export async function cpuSeconds(pid: number): Promise<number> {
  // The name in parentheses may contain spaces; user and system time are fields 14 and 15.
  const fields = (await read(pid, "stat")).split(") ").at(-1)!.split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function read(pid: number, file: string): Promise<string> {
  return Deno.readTextFile(`/proc/${pid}/${file}`).catch(() => "");
}
