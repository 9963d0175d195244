import v8 from "node:v8";

/** The part of the memory limit that free memory of the heap may take without counting as used: scripts use it first. */
const FREE_HEAP_SHARE = 0.06;

/** Bytes that count against a limit. */
export function usedBytes({ rss, heapTotal, heapUsed }: Deno.MemoryUsage, limitBytes: number): number {
  return rss - Math.min(heapTotal - heapUsed, limitBytes * FREE_HEAP_SHARE);
}

/** Bytes of the heap in use and of buffers outside of it. */
export function liveBytes({ heapUsed, external }: Deno.MemoryUsage): number {
  return heapUsed + external;
}

/** The heap without new objects, bytes: V8 collects those often, whatever their number. Infinity where it is not known. */
export function oldBytes(): number {
  try {
    const spaces = v8.getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith("new_"));
    return spaces.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
  } catch {
    return Infinity;
  }
}
