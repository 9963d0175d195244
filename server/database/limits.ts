import { serialize } from "node:v8";
import type { Commit, Key } from "./database.ts";
import { encodeKey } from "./key_encoding.ts";

/** The limits of Deno KV, which are the lowest of all implementations. Every implementation enforces them. */

/** Bytes of an encoded key. */
export const KEY_BYTES_MAX = 2_048;
/** Bytes of a value: of bytes themselves, or of any other value after serialization. */
export const VALUE_BYTES_MAX = 65_536;
/** Keys of one `getMany`. */
export const READS_MAX = 10;
/** Entries of one `list`. */
export const LIST_MAX = 500;
export const CHECKS_MAX = 100;
export const MUTATIONS_MAX = 1_000;
/** Bytes of all keys and values of one commit. */
export const COMMIT_BYTES_MAX = 819_200;
/** Bytes of all keys of one commit. */
export const COMMIT_KEY_BYTES_MAX = 81_920;

/** @throws when the commit is beyond a limit */
export function requireWithinLimits({ checks, mutations }: Commit): void {
  requireAtMost("checks", checks.length, CHECKS_MAX);
  requireAtMost("mutations", mutations.length, MUTATIONS_MAX);
  let keyBytes = 0, valueBytes = 0;
  for (const { key } of checks) keyBytes += keySize(key);
  for (const mutation of mutations) {
    keyBytes += keySize(mutation.key);
    if (mutation.type === "set") valueBytes += valueSize(mutation.value);
  }
  requireAtMost("bytes of keys", keyBytes, COMMIT_KEY_BYTES_MAX);
  requireAtMost("bytes", keyBytes + valueBytes, COMMIT_BYTES_MAX);
}

/** @throws when there are too many */
export function requireAtMost(what: string, count: number, max: number): void {
  if (count > max) throw new RangeError(`Cannot use the database as there are too many ${what}: ${count} of ${max}`);
}

function keySize(key: Key): number {
  const { length } = encodeKey(key);
  requireAtMost("bytes in a key", length, KEY_BYTES_MAX);
  return length;
}

function valueSize(value: unknown): number {
  const { length } = value instanceof Uint8Array ? value : serialize(value);
  requireAtMost("bytes in a value", length, VALUE_BYTES_MAX);
  return length;
}
