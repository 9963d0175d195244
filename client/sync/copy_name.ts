/** The IndexedDB database that holds the copy of the board a link opens. */
export function copyName(slug: string): string {
  return `drawbridge-${slug}`;
}

/** Removes the copy of a board from this device, so that the next user of the browser finds nothing of it. */
export function forgetCopy(slug: string): void {
  try {
    indexedDB.deleteDatabase(copyName(slug));
  } catch {
    // Storage is forbidden here, so there is no copy either.
  }
}
