import { encodeHex } from "../../board/hex.ts";

/**
 * Bytes of any length in Deno KV: a value holds 64 KiB at most, a commit 800 KiB. They are written under a fresh id
 * in several commits, read back and compared, and only then may anything refer to them.
 */
export interface Chunked {
  readonly id: string;
  readonly bytes: number;
  readonly count: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

const CHUNK_BYTES = 65_536;
const CHUNKS_PER_COMMIT = 8;

export async function writeChunks(kv: Deno.Kv, prefix: Deno.KvKey, bytes: Uint8Array): Promise<Chunked> {
  const id = crypto.randomUUID();
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  for (let first = 0; first < count; first += CHUNKS_PER_COMMIT) {
    const commit = kv.atomic();
    for (let i = first; i < Math.min(count, first + CHUNKS_PER_COMMIT); i++) {
      commit.set([...prefix, id, i], bytes.slice(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
    }
    await commit.commit();
  }
  const chunked = { id, bytes: bytes.length, count, sha256: await sha256(bytes) };
  await readChunks(kv, prefix, chunked);
  return chunked;
}

/** @throws when a chunk is missing or the bytes are not those that were written. */
export async function readChunks(kv: Deno.Kv, prefix: Deno.KvKey, chunked: Chunked): Promise<Uint8Array> {
  const out = new Uint8Array(chunked.bytes);
  let at = 0, count = 0;
  for await (const { value } of kv.list<Uint8Array>({ prefix: [...prefix, chunked.id] }, { batchSize: 8 })) {
    if (at + value.length > out.length) break;
    out.set(value, at);
    at += value.length;
    count++;
  }
  if (count !== chunked.count || at !== out.length || await sha256(out) !== chunked.sha256) {
    throw new Error(`Cannot read chunks as they are damaged: ${chunked.id}`);
  }
  return out;
}

export async function deleteChunks(kv: Deno.Kv, prefix: Deno.KvKey, chunked: Chunked): Promise<void> {
  for (let first = 0; first < chunked.count; first += 500) {
    const commit = kv.atomic();
    for (let i = first; i < Math.min(chunked.count, first + 500); i++) commit.delete([...prefix, chunked.id, i]);
    await commit.commit();
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)));
}
