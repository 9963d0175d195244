import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type Check, Commit, type Database, entries, type Key, type Version } from "../database/database.ts";
import { VALUE_BYTES_MAX } from "../database/limits.ts";
import { deleteKeys, keysOf } from "./bulk_delete.ts";
import { Damaged } from "./damage.ts";

/**
 * Refers to bytes of any length: a value of the database holds at most 64 KiB, and a commit 800 KiB. The bytes are
 * written under a new id in several commits, read back and verified. Only then may another record refer to them.
 */
export interface Chunked {
  /** Milliseconds since 1970 in hex, then randomness. */
  readonly id: string;
  readonly bytes: number;
  readonly count: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Written {
  readonly chunked: Chunked;
  /** A check for the commit that first refers to the chunks. It fails if they were swept in the meantime. */
  readonly guard: Check;
}

const CHUNK_BYTES = VALUE_BYTES_MAX;
const CHUNKS_PER_COMMIT = 8;

/** Unreferenced chunks may belong to a running compaction. After this time it must have crashed, ms. */
const ORPHAN_AGE_MS = 60 * 60 * 1000;

export async function writeChunks(
  database: Database,
  prefix: Key,
  bytes: Uint8Array,
  now = Date.now(),
): Promise<Written> {
  const id = `${now.toString(16).padStart(12, "0")}-${crypto.randomUUID()}`;
  // Zero bytes are stored as one empty chunk, so that there is always one for the guard.
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  const sha256 = createHash("sha256");
  let firstVersion: Version | undefined;
  for (let first = 0; first < count; first += CHUNKS_PER_COMMIT) {
    const commit = new Commit();
    for (let i = first; i < Math.min(count, first + CHUNKS_PER_COMMIT); i++) {
      // Not copied, and hashed in pieces: copies of a large board would be in memory until garbage is collected.
      const chunk = bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES);
      sha256.update(chunk);
      commit.set([...prefix, id, i], chunk);
    }
    const version = await database.commit(commit);
    firstVersion ??= version;
  }
  const chunked = { id, bytes: bytes.length, count, sha256: sha256.digest("hex") };
  await compareChunks(database, [...prefix, id], bytes);
  return { chunked, guard: { key: [...prefix, id, 0], version: firstVersion! } };
}

/** Reads one page of chunks after the other: the bytes are large, and are in memory once. @throws {Damaged} */
async function compareChunks(database: Database, prefix: Key, bytes: Uint8Array): Promise<void> {
  let at = 0;
  for await (const { value } of entries<Uint8Array>(database, { prefix }, { pageSize: CHUNKS_PER_COMMIT })) {
    const isSame = value instanceof Uint8Array &&
      Buffer.compare(value, bytes.subarray(at, at + value.length)) === 0;
    if (!isSame) throw new Damaged(`Cannot store chunks as they differ when they are read: ${prefix.at(-1)}`);
    at += value.length;
  }
  if (at !== bytes.length) throw new Damaged(`Cannot store chunks as some are missing: ${prefix.at(-1)}`);
}

/** @throws {Damaged} when a chunk is missing or the bytes differ from those that were written */
export async function readChunks(database: Database, prefix: Key, chunked: Chunked): Promise<Uint8Array> {
  const out = new Uint8Array(chunked.bytes);
  const sha256 = createHash("sha256");
  let at = 0, count = 0;
  for await (const { value } of entries<Uint8Array>(database, { prefix: [...prefix, chunked.id] }, { pageSize: 8 })) {
    if (!(value instanceof Uint8Array) || at + value.length > out.length) break;
    out.set(value, at);
    sha256.update(value);
    at += value.length;
    count++;
  }
  if (count !== chunked.count || at !== out.length || sha256.digest("hex") !== chunked.sha256) {
    throw new Damaged(`Cannot read chunks as they are damaged: ${chunked.id}`);
  }
  return out;
}

export async function deleteChunks(database: Database, prefix: Key, { id, count }: Chunked): Promise<void> {
  await deleteKeys(database, Array.from({ length: count }, (_, i) => [...prefix, id, i]));
}

/** The ids of all stored chunks; reads one chunk of each id. */
export async function* chunkIds(database: Database, prefix: Key): AsyncGenerator<string> {
  const end = [...prefix, "\uffff"];
  let start: Key = [...prefix, ""];
  for (;;) {
    const [entry] = await database.list({ start, end }, { limit: 1 });
    if (entry === undefined) return;
    const id = entry.key[prefix.length] as string;
    yield id;
    start = [...prefix, id, Number.MAX_VALUE];
  }
}

/**
 * Deletes unreferenced chunks that a crash left behind. If their writer is still alive, this does no harm: the first
 * commit deletes the chunk that its guard checks, provided that `unchanged` still holds. So only one of the two commits
 * can succeed.
 *
 * @returns false when the key of `unchanged` has changed
 */
export async function sweepChunks(
  database: Database,
  prefix: Key,
  { referred, unchanged, now }: { referred: ReadonlySet<string>; unchanged: Check; now: number },
): Promise<boolean> {
  for await (const id of chunkIds(database, prefix)) {
    if (referred.has(id) || parseInt(id.split("-")[0], 16) > now - ORPHAN_AGE_MS) continue;
    const keys = await keysOf(database, { prefix: [...prefix, id] }, { pageSize: 8 });
    if (!await deleteKeys(database, keys, { unless: [unchanged] })) return false;
  }
  return true;
}
