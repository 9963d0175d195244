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
