/** The part of `localStorage` that this page uses. */
export type Memory = Pick<Storage, "getItem" | "setItem">;

/** `localStorage`; undefined when it is blocked (reading the property may throw). */
export function browserMemory(): Memory | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** The JSON value of a key; undefined when there is none, it is not valid JSON, or the storage throws. */
export function recall(memory: Memory | undefined, key: string): unknown {
  try {
    return JSON.parse(memory?.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Stores a JSON value. @returns false when the storage is full or blocked; the page works without it */
export function keep(memory: Memory | undefined, key: string, value: unknown): boolean {
  try {
    memory?.setItem(key, JSON.stringify(value));
    return memory !== undefined;
  } catch {
    return false;
  }
}
