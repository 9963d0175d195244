/** Below the limit of Deno KV for one commit, which is 1,000 changes and 80 KiB of keys. */
const DELETES_PER_COMMIT = 400;

/**
 * Deletes keys in as many commits as they need, in their order.
 *
 * @param unless a commit that finds one of these changed deletes nothing
 * @returns false when one was changed: the keys from there on are still there
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

/** All keys there are at one moment. The database reads their values too, `batchSize` at a time. */
export async function keysOf(
  kv: Deno.Kv,
  selector: Deno.KvListSelector,
  options: Deno.KvListOptions = {},
): Promise<Deno.KvKey[]> {
  return await Array.fromAsync(kv.list(selector, options), ({ key }) => key);
}
