/** Below Deno KV's limits for one commit: 1,000 mutations and 80 KiB of keys. */
const DELETES_PER_COMMIT = 400;

/**
 * Deletes keys in their order, in as many commits as necessary.
 *
 * @param unless checks of each commit: if one of these keys has changed, the commit deletes nothing
 * @returns false when a check failed: the remaining keys still exist
 */
export async function deleteKeys(
  kv: Deno.Kv,
  keys: Iterable<Deno.KvKey> | AsyncIterable<Deno.KvKey>,
  { unless = [] }: { unless?: readonly Deno.AtomicCheck[] } = {},
): Promise<boolean> {
  let some: Deno.KvKey[] = [];
  const flush = async () => {
    const commit = kv.atomic().check(...unless);
    for (const key of some) commit.delete(key);
    some = [];
    return (await commit.commit()).ok;
  };
  for await (const key of keys) {
    if (some.push(key) >= DELETES_PER_COMMIT && !await flush()) return false;
  }
  return some.length === 0 || await flush();
}

/** All keys that match the selector. The database reads their values too, `batchSize` at a time. */
export async function keysOf(
  kv: Deno.Kv,
  selector: Deno.KvListSelector,
  options: Deno.KvListOptions = {},
): Promise<Deno.KvKey[]> {
  return await Array.fromAsync(kv.list(selector, options), ({ key }) => key);
}
