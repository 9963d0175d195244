import type { BoardId, BoardStore, Head, Snapshot, StoredBoard } from "./board_store.ts";
import { type Chunked, deleteChunks, readChunks, writeChunks } from "./chunks.ts";

/**
 *     ["boards", id, "head"]            HeadRecord
 *     ["boards", id, "log", seq]        one entry: version byte, then the update's bytes, or a Chunked record
 *     ["boards", id, "chunks", cid, i]  64 KiB pieces of snapshots and of entries too large for one value
 *
 *     log:   … 41 42 43 | 44 45 46 | 47 48
 *                      ↑ previous  ↑ snapshot (entries before `previous` are gone)
 */
interface HeadRecord {
  readonly format: 1;
  readonly seq: number;
  readonly bytes: number;
  readonly snapshot?: SnapshotRecord;
  /** One generation back: with the log since, it is the board again if the newest cannot be read. */
  readonly previous?: SnapshotRecord;
}

interface SnapshotRecord extends Chunked {
  readonly upTo: number;
}

type Entry = Uint8Array | Chunked;

/** What `Head.mark` is for this store. */
interface Mark {
  readonly record?: HeadRecord;
  readonly versionstamp: string | null;
}

const ENTRY_VERSION = 1;
const INLINE_BYTES_MAX = 65_000;
const DELETES_PER_COMMIT = 500;

/** Boards in Deno KV: a local SQLite file, a KV Connect server, or the database of Deno Deploy. */
export class KvBoardStore implements BoardStore {
  readonly #kv: Deno.Kv;

  constructor(kv: Deno.Kv) {
    this.#kv = kv;
  }

  async load(board: BoardId): Promise<StoredBoard | undefined> {
    const entry = await this.#head(board);
    const record = entry.value;
    if (record === null) return undefined;
    if (record.snapshot === undefined) return this.#with(board, entry, [], 0);
    try {
      return await this.#with(board, entry, [await this.#read(board, record.snapshot)], record.snapshot.upTo);
    } catch (error) {
      // The log since the generation before is still there for exactly this.
      if (record.previous === undefined) throw error;
      return await this.#with(board, entry, [await this.#read(board, record.previous)], record.previous.upTo);
    }
  }

  async loadAfter(board: BoardId, head: Head): Promise<StoredBoard> {
    const entry = await this.#head(board);
    if (entry.value === null) throw new Error(`Cannot read board as it is gone: ${board}`);
    // Others may have compacted what this process has not seen; then the snapshot contains it.
    const base = entry.value.previous?.upTo ?? 0;
    if (head.seq < base) return (await this.load(board))!;
    return this.#with(board, entry, [], head.seq);
  }

  async append(board: BoardId, head: Head, update: Uint8Array): Promise<Head | "conflict"> {
    const key = headKey(board);
    // What a head was read from comes along with it, so that an append need not read it again.
    const { record: before, versionstamp } = (head.mark ?? { versionstamp: null }) as Mark;
    const seq = head.seq + 1;
    const record: HeadRecord = { ...before, format: 1, seq, bytes: head.bytes + update.length };
    const committed = await this.#kv.atomic()
      .check({ key, versionstamp })
      .set(logKey(board, seq), await this.#entry(board, update))
      .set(key, record)
      .commit();
    return committed.ok ? toHead(record, committed.versionstamp) : "conflict";
  }

  async compact(board: BoardId, { update, upTo }: Snapshot): Promise<Head | "conflict"> {
    const before = (await this.#head(board)).value;
    const snapshot = { ...await writeChunks(this.#kv, chunksKey(board), update), upTo };
    for (;;) {
      const { value: record, versionstamp } = await this.#head(board);
      if (record === null || record.snapshot?.id !== before?.snapshot?.id || record.seq < upTo) {
        await deleteChunks(this.#kv, chunksKey(board), snapshot);
        return "conflict";
      }
      const key = headKey(board);
      const next: HeadRecord = {
        ...record,
        snapshot,
        previous: record.snapshot,
        bytes: await this.#logBytes(board, upTo),
      };
      const flipped = await this.#kv.atomic().check({ key, versionstamp }).set(key, next).commit();
      if (!flipped.ok) continue; // an append came between
      await this.#prune(board, record);
      return toHead(next, flipped.versionstamp);
    }
  }

  #head(board: BoardId): Promise<Deno.KvEntryMaybe<HeadRecord>> {
    return this.#kv.get<HeadRecord>(headKey(board));
  }

  async #with(
    board: BoardId,
    { value: record, versionstamp }: Deno.KvEntry<HeadRecord> | Deno.KvEntryMaybe<HeadRecord>,
    snapshot: Uint8Array[],
    after: number,
  ): Promise<StoredBoard> {
    if (record!.format !== 1) throw new Error(`Cannot read board as its format is newer: ${record!.format}`);
    const updates = [...snapshot];
    let expected = after + 1;
    const range = { start: logKey(board, expected), end: logKey(board, record!.seq + 1) };
    for await (const { key, value } of this.#kv.list<Entry>(range, { batchSize: 500 })) {
      if (key.at(-1) !== expected) break;
      updates.push(await this.#update(board, value));
      expected++;
    }
    if (expected !== record!.seq + 1) throw new Error(`Cannot read board as entry ${expected} of its log is missing`);
    return { head: toHead(record!, versionstamp!), updates };
  }

  #read(board: BoardId, chunked: Chunked): Promise<Uint8Array> {
    return readChunks(this.#kv, chunksKey(board), chunked);
  }

  async #entry(board: BoardId, update: Uint8Array): Promise<Entry> {
    if (update.length > INLINE_BYTES_MAX) return await writeChunks(this.#kv, chunksKey(board), update);
    const entry = new Uint8Array(1 + update.length);
    entry[0] = ENTRY_VERSION;
    entry.set(update, 1);
    return entry;
  }

  async #update(board: BoardId, entry: Entry): Promise<Uint8Array> {
    if (!(entry instanceof Uint8Array)) return await this.#read(board, entry);
    if (entry[0] !== ENTRY_VERSION) throw new Error(`Cannot read entry as its version is newer: ${entry[0]}`);
    return entry.subarray(1);
  }

  async #logBytes(board: BoardId, after: number): Promise<number> {
    let bytes = 0;
    for await (const { value } of this.#kv.list<Entry>({ prefix: logPrefix(board), start: logKey(board, after + 1) })) {
      bytes += value instanceof Uint8Array ? value.length : value.bytes;
    }
    return bytes;
  }

  /** Deletes what only the generation before the last needed: its snapshot and the entries up to it. */
  async #prune(board: BoardId, before: HeadRecord): Promise<void> {
    if (before.previous) await deleteChunks(this.#kv, chunksKey(board), before.previous);
    if (before.snapshot === undefined) return;
    const range = { prefix: logPrefix(board), end: logKey(board, before.snapshot.upTo + 1) };
    let commit = this.#kv.atomic();
    let deletes = 0;
    for await (const { key, value } of this.#kv.list<Entry>(range, { batchSize: 500 })) {
      if (!(value instanceof Uint8Array)) await deleteChunks(this.#kv, chunksKey(board), value);
      commit.delete(key);
      if (++deletes % DELETES_PER_COMMIT === 0) {
        await commit.commit();
        commit = this.#kv.atomic();
      }
    }
    await commit.commit();
  }
}

const headKey = (board: BoardId): Deno.KvKey => ["boards", board, "head"];
const logPrefix = (board: BoardId): Deno.KvKey => ["boards", board, "log"];
const logKey = (board: BoardId, seq: number): Deno.KvKey => ["boards", board, "log", seq];
const chunksKey = (board: BoardId): Deno.KvKey => ["boards", board, "chunks"];

function toHead(record: HeadRecord, versionstamp: string): Head {
  const upTo = record.snapshot?.upTo ?? 0;
  return {
    seq: record.seq,
    entries: record.seq - upTo,
    bytes: record.bytes,
    snapshotBytes: record.snapshot?.bytes ?? 0,
    mark: { record, versionstamp } satisfies Mark,
  };
}
