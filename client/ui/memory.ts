/** Where this browser remembers things: `localStorage`, or less when it is switched off. */
export type Memory = Pick<Storage, "getItem" | "setItem">;

/** The browser's memory; undefined where the person or the browser forbids it (reading the property may throw). */
export function browserMemory(): Memory | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** The JSON value under a key; undefined when there is none, it is not JSON, or the memory throws. */
export function recall(memory: Memory | undefined, key: string): unknown {
  try {
    return JSON.parse(memory?.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a JSON value. @returns false when the memory is full or forbidden: the person goes on without it. */
export function keep(memory: Memory | undefined, key: string, value: unknown): boolean {
  try {
    memory?.setItem(key, JSON.stringify(value));
    return memory !== undefined;
  } catch {
    return false;
  }
}
