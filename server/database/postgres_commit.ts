import { Buffer } from "node:buffer";
import type { Commit, Key } from "./database.ts";
import { encodeKey } from "./key_encoding.ts";
import { encodeValue } from "./value_encoding.ts";

/** Stands for a key that does not exist. */
const ABSENT = "00000000-0000-0000-0000-000000000000";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NULL = "NULL";

/** What a commit does with one key, as literals of PostgreSQL. */
interface Change {
  check: string;
  value: string;
  isDelete: boolean;
  lifetime: string;
}

/**
 * The arguments of `drawbridge_commit` after the version: arrays of equal length, in the order of the keys. Of several
 * mutations of one key only the last one counts.
 *
 * @returns undefined when a check can never pass
 */
export function commitArguments({ checks, mutations }: Commit): string | undefined {
  const changes = new Map<string, Change>();
  const changeOf = (key: Key): Change => {
    const name = Buffer.from(encodeKey(key)).toString("hex");
    let change = changes.get(name);
    if (change === undefined) {
      changes.set(name, change = { check: NULL, value: NULL, isDelete: false, lifetime: NULL });
    }
    return change;
  };
  for (const { key, version } of checks) {
    const change = changeOf(key);
    const check = version ?? ABSENT;
    const isOther = change.check !== NULL && change.check !== check;
    // A version of another database.
    if (isOther || !UUID.test(check)) return undefined;
    change.check = check;
  }
  for (const mutation of mutations) {
    const change = changeOf(mutation.key);
    const isDelete = change.isDelete = mutation.type === "delete";
    change.value = isDelete ? NULL : bytea(Buffer.from(encodeValue(mutation.value)).toString("hex"));
    change.lifetime = isDelete || mutation.expireIn === undefined ? NULL : String(Number(mutation.expireIn));
  }
  // The order of hexadecimal digits is the order of bytes.
  const sorted = [...changes].sort(([a], [b]) => a < b ? -1 : 1);
  const array = (of: (change: Change, key: string) => string) =>
    `'{${sorted.map(([key, change]) => of(change, key)).join(",")}}'`;
  return [
    array((_, key) => bytea(key)),
    array(({ check }) => check),
    array(({ value }) => value),
    array(({ isDelete }) => isDelete ? "t" : "f"),
    array(({ lifetime }) => lifetime),
  ].join(", ");
}

/** An element of an array of bytes. */
function bytea(hex: string): string {
  return `"\\\\x${hex}"`;
}
