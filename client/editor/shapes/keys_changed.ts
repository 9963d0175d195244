import type * as Y from "yjs";

/** The keys of a map that a transaction added, changed or removed. */
export function keysChanged({ changed }: Y.Transaction, map: Y.Map<unknown>): Set<string> {
  // `changed` is keyed by a union of all Yjs types; a map's entry holds its changed keys.
  return (changed.get(map as unknown as Parameters<typeof changed.get>[0]) ?? new Set()) as Set<string>;
}
