import { type Check, Commit, type Database, entries, type Key, type KeyRange } from "../database/database.ts";

/** Below the limits of the database for one commit: 1,000 mutations and 80 KiB of keys. */
const DELETES_PER_COMMIT = 400;

/**
 * Deletes keys in their order, in as many commits as necessary.
 *
 * @param unless checks of each commit: if one of these keys has changed, the commit deletes nothing
 * @returns false when a check failed: the remaining keys still exist
 */
export async function deleteKeys(
  database: Database,
  keys: Iterable<Key> | AsyncIterable<Key>,
  { unless = [] }: { unless?: readonly Check[] } = {},
): Promise<boolean> {
  let commit = new Commit().check(...unless);
  const flush = async () => {
    const full = commit;
    commit = new Commit().check(...unless);
    return await database.commit(full) !== undefined;
  };
  for await (const key of keys) {
    if (commit.delete(key).mutations.length >= DELETES_PER_COMMIT && !await flush()) return false;
  }
  return commit.mutations.length === 0 || await flush();
}

/** All keys of a range. The database reads their values too, `pageSize` at a time. */
export async function keysOf(
  database: Database,
  range: KeyRange,
  options: { pageSize?: number } = {},
): Promise<Key[]> {
  return await Array.fromAsync(entries(database, range, options), ({ key }) => key);
}
