import { crc32 } from "node:zlib";
import { Commit, type Database } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import { VALUE_BYTES_MAX } from "../../database/limits.ts";
import { deleteKeys, keysOf } from "../bulk_delete.ts";
import { Damaged } from "../damage.ts";
import type { AssetBytes, Written } from "./asset_bytes.ts";
import type { BlobId, Range, StoredBlob } from "./asset_record.ts";
import { Turns } from "./turns.ts";

const SUM_BYTES = 4;
const CHUNK_BYTES = VALUE_BYTES_MAX - SUM_BYTES;
const CHUNKS_PER_COMMIT = 8;
/** Commits of assets that wait in the database at a time: the changes of people who draw wait behind them. */
const COMMITS_AT_ONCE = 2;

/**
 * Bytes of assets in the database:
 *
 *     ["asset_chunks", blob, i]   a CRC-32 of the following bytes, and at most 64 KiB - 4 bytes
 */
export class ChunkedAssets implements AssetBytes {
  readonly place = "database";
  readonly #database: Database;
  readonly #turns = new Turns(COMMITS_AT_ONCE);

  constructor(database: Database) {
    this.#database = database;
  }

  /** The chunks of one commit, and those that are being made for the next one. */
  heldBytes(bytes: number): number {
    return Math.min(2 * bytes, 2 * CHUNKS_PER_COMMIT * CHUNK_BYTES);
  }

  async write(id: BlobId, pieces: AsyncIterable<Uint8Array>, { start }: Written): Promise<StoredBlob> {
    let commit = new Commit();
    let chunks = 0, hasStarted = false;
    const flush = async () => {
      if (!hasStarted) await start();
      hasStarted = true;
      const full = commit;
      commit = new Commit();
      await this.#turns.run(() => this.#database.commit(full));
    };
    for await (const chunk of inChunks(pieces)) {
      commit.set(KEY.assetChunk(id, chunks++), chunk);
      if (commit.mutations.length === CHUNKS_PER_COMMIT) await flush();
    }
    if (commit.mutations.length > 0) await flush();
    return { id, place: this.place, chunks };
  }

  async *read({ id }: StoredBlob, { start, end }: Range): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (let at = start; at < end;) {
      const i = Math.floor(at / CHUNK_BYTES);
      const { value } = await this.#database.get<Uint8Array<ArrayBuffer>>(KEY.assetChunk(id, i));
      const first = at - i * CHUNK_BYTES;
      const length = Math.min(CHUNK_BYTES - first, end - at);
      const chunk = value && opened(value);
      if (!chunk || chunk.length < first + length) {
        throw new Damaged(`Cannot read chunk ${i} of asset as it is ${value ? "damaged" : "missing"}: ${id}`);
      }
      yield chunk.subarray(first, first + length);
      at += length;
    }
  }

  async delete({ id, chunks }: StoredBlob): Promise<void> {
    const range = { prefix: KEY.assetChunks(id) };
    // An upload that was cut off has no count. To list its keys, their values have to be read.
    const keys = chunks > 0
      ? Array.from({ length: chunks }, (_, i) => KEY.assetChunk(id, i))
      : await keysOf(this.#database, range, { pageSize: CHUNKS_PER_COMMIT });
    await deleteKeys(this.#database, keys);
  }
}

/** Chunks with their checksums, all but the last one as long as a value may be. */
async function* inChunks(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(VALUE_BYTES_MAX);
  let at = SUM_BYTES;
  for await (let piece of pieces) {
    while (piece.length > 0) {
      const taken = piece.subarray(0, chunk.length - at);
      chunk.set(taken, at);
      at += taken.length;
      piece = piece.subarray(taken.length);
      if (at < chunk.length) continue;
      yield sealed(chunk);
      chunk = new Uint8Array(VALUE_BYTES_MAX);
      at = SUM_BYTES;
    }
  }
  if (at > SUM_BYTES) yield sealed(chunk.slice(0, at));
}

function sealed(chunk: Uint8Array): Uint8Array {
  new DataView(chunk.buffer).setUint32(0, crc32(chunk.subarray(SUM_BYTES)));
  return chunk;
}

/** Undefined when the chunk is damaged. */
function opened(chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  if (!(chunk instanceof Uint8Array) || chunk.length <= SUM_BYTES) return undefined;
  const bytes = chunk.subarray(SUM_BYTES);
  return new DataView(chunk.buffer, chunk.byteOffset).getUint32(0) === crc32(bytes) ? bytes : undefined;
}
