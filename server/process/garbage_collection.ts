import v8 from "node:v8";
import vm from "node:vm";

/**
 * Returns a function that collects garbage. V8 does not know `MEMORY_MB` and accumulates garbage beyond it.
 *
 * @returns undefined if the platform does not allow it
 */
export function garbageCollection(): (() => void) | undefined {
  try {
    v8.setFlagsFromString("--expose-gc");
    const collect: unknown = vm.runInNewContext("gc");
    v8.setFlagsFromString("--no-expose-gc");
    return typeof collect === "function" ? () => void collect() : undefined;
  } catch {
    return undefined;
  }
}
