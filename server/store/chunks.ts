import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { release } from "../../board/bytes/release.ts";
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

/** @param pieces of the bytes. They are read twice, and give the same bytes each time */
export async function writeChunks(
  database: Database,
  prefix: Key,
  pieces: Iterable<Uint8Array>,
  now = Date.now(),
): Promise<Written> {
  const id = `${now.toString(16).padStart(12, "0")}-${crypto.randomUUID()}`;
  const sha256 = createHash("sha256");
  let bytes = 0, count = 0;
  let firstVersion: Version | undefined;
  for (const chunks of pagesOf(pieces)) {
    const commit = new Commit();
    for (const chunk of chunks) {
      sha256.update(chunk);
      commit.set([...prefix, id, count++], chunk);
      bytes += chunk.length;
    }
    const version = await database.commit(commit);
    firstVersion ??= version;
    chunks.forEach(release);
  }
  const chunked = { id, bytes, count, sha256: sha256.digest("hex") };
  await compareChunks(database, [...prefix, id], pieces);
  return { chunked, guard: { key: [...prefix, id, 0], version: firstVersion! } };
}

/** The chunks of each commit. */
function* pagesOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array[]> {
  let page: Uint8Array[] = [];
  for (const chunk of chunksOf(pieces)) {
    page.push(chunk);
    if (page.length < CHUNKS_PER_COMMIT) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Zero bytes are one empty chunk, so that there is always one for the guard. */
function* chunksOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK_BYTES), length = 0, isFirst = true;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const taken = piece.subarray(from, from + CHUNK_BYTES - length);
      chunk.set(taken, length);
      length += taken.length;
      from += taken.length;
      if (length < CHUNK_BYTES) continue;
      yield chunk;
      [chunk, length, isFirst] = [new Uint8Array(CHUNK_BYTES), 0, false];
    }
  }
  if (length > 0 || isFirst) yield chunk.subarray(0, length);
}

/** Reads one page of chunks after the other: the bytes are large. @throws {Damaged} */
async function compareChunks(database: Database, prefix: Key, pieces: Iterable<Uint8Array>): Promise<void> {
  const expected = chunksOf(pieces);
  for await (const { value } of entries<Uint8Array>(database, { prefix }, { pageSize: CHUNKS_PER_COMMIT })) {
    const chunk = expected.next();
    const isSame = !chunk.done && value instanceof Uint8Array && Buffer.compare(value, chunk.value) === 0;
    if (!isSame) throw new Damaged(`Cannot store chunks as they differ when they are read: ${prefix.at(-1)}`);
    release(value);
    release(chunk.value);
  }
  if (!expected.next().done) throw new Damaged(`Cannot store chunks as some are missing: ${prefix.at(-1)}`);
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
    release(value);
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
