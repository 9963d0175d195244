import v8 from "node:v8";
import vm from "node:vm";

/**
 * A function that collects garbage. V8 does not know `MEMORY_MB`, and lets garbage pile up beyond it.
 *
 * @returns undefined where the platform does not allow it
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
