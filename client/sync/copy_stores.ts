/** Stores of a copy: Yjs updates by ascending number, and numbers by name. */
export const UPDATES = "updates";
export const FACTS = "facts";

/**
 * Facts: the number of unsaved changes, one per tab under this prefix. Older versions used the prefix itself as the
 * key.
 */
export const UNSAVED = "unsaved";

export function createCopyStores(fresh: IDBDatabase): void {
  fresh.createObjectStore(UPDATES, { autoIncrement: true });
  fresh.createObjectStore(FACTS);
}

/** The store of pictures that wait to be sent. */
export const ASSETS = "bytes";
