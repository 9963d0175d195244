import type { Memory } from "./browser_storage.ts";

/** `sessionStorage`, which a reload keeps; undefined when it is blocked (reading the property may throw). */
export function tabMemory(): Memory | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
