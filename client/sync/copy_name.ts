/** Name of the IndexedDB database with the local copy of the board behind a link. */
export function copyName(slug: string): string {
  return `drawbridge-${slug}`;
}

/** Name of the database with the pictures that wait to be sent. No slug contains the slash. */
export function assetsName(slug: string): string {
  return `drawbridge-assets/${slug}`;
}

/** Deletes the local copy of a board, so that the next user of the browser cannot read it. */
export function forgetCopy(slug: string): void {
  try {
    indexedDB.deleteDatabase(copyName(slug));
    indexedDB.deleteDatabase(assetsName(slug));
  } catch {
    // Without access to storage there is no copy.
  }
}
