import { release } from "../../board/bytes/release.ts";
import { Commit, type Database, entries, type Entry, type MaybeEntry, type Version } from "../database/database.ts";
import type { Events } from "../events/events.ts";
import { LocalEvents } from "../events/local_events.ts";
import { LIST_MAX, VALUE_BYTES_MAX } from "../database/limits.ts";
import { BoardGone, type BoardId, type BoardStore, type Head, type StoredBoard } from "./board_store.ts";
import { type Chunked, deleteChunks, readChunks, writeChunks, type Written } from "./chunks.ts";
import { Damaged } from "./damage.ts";
import { type HeadRecord, seal, type SnapshotRecord, unseal } from "./head_record.ts";
import { KEY } from "../database/keys.ts";
import type { Author, EntryOrigin } from "./entry_origin.ts";
import {
  type ChunkedEntry,
  isSetAside,
  type LogEntry,
  originOf,
  packEntry,
  type Unpacked,
  unpackEntry,
} from "./log_entry.ts";
import { prune, sweep } from "./pruning.ts";
import { DELETE_CONTAINED, type RetentionPolicy } from "./retention.ts";

/**
 *     ["boards", id, "head"]            HeadRecord
 *     ["boards", id, "log", seq]        one entry: see `LogEntry`
 *     ["boards", id, "chunks", cid, i]  64 KiB pieces of snapshots and of entries too large for one value
 *     ["boards", id, "aside", …]        set aside as damaged: ["log", seq] an entry, ["snapshot", cid] a SnapshotRecord
 *
 *     log:   … 41 42 43 | 44 45 46 | 47 48
 *                      ↑ previous  ↑ snapshot (entries before `previous` are deleted, see `RetentionPolicy`)
 */

/** The content of `Head.mark` in this store. */
interface Mark {
  readonly record?: HeadRecord;
  readonly version: Version | null;
}

type Loaded = Required<Pick<StoredBoard, "updates" | "seqs" | "origins">>;
const NOTHING: Loaded = { updates: [], seqs: [], origins: [] };

/** Another process changed the board during the read, so the parts that were read may be inconsistent. */
const CHANGED = Symbol("changed");

export interface BoardStoreOptions {
  readonly now?: () => number;
  readonly retention?: RetentionPolicy;
  readonly events?: Events;
}

/** Boards in a key-value database. */
export class KvBoardStore implements BoardStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #retention: RetentionPolicy;
  readonly #events: Events;

  constructor(
    database: Database,
    { now = Date.now, retention = DELETE_CONTAINED, events = new LocalEvents() }: BoardStoreOptions = {},
  ) {
    this.#database = database;
    this.#now = now;
    this.#retention = retention;
    this.#events = events;
  }

  async load(board: BoardId): Promise<StoredBoard | undefined> {
    const damage: string[] = [];
    for (;;) {
      const entry = await this.#head(board);
      if (entry.value === null) {
        if ((await this.#database.get(KEY.deletion(board))).value !== null) throw new BoardGone(board);
        return undefined;
      }
      const { snapshot } = unseal(entry.value);
      try {
        const loaded = snapshot
          ? { updates: [await this.#read(board, snapshot)], seqs: [snapshot.upTo], origins: [undefined] }
          : NOTHING;
        const stored = await this.#with(board, entry, { loaded, after: snapshot?.upTo ?? 0, damage });
        if (stored !== CHANGED) return stored;
      } catch (error) {
        if (!(error instanceof Damaged) || snapshot === undefined) throw error;
        // The previous generation and the log since then are kept for this case.
        const done = await this.#setSnapshotAside(board, entry, snapshot);
        if (done !== CHANGED) damage.push(error.message);
      }
    }
  }

  async storedBytes(board: BoardId): Promise<number> {
    const { value } = await this.#head(board);
    return value === null ? 0 : value.bytes + (value.snapshot?.bytes ?? 0);
  }

  async loadAfter(board: BoardId, head: Head): Promise<StoredBoard> {
    const entry = await this.#head(board);
    if (entry.value === null) throw new BoardGone(board);
    // Others may have compacted entries that this process has not read; then the snapshot contains them.
    const { previous, snapshot } = unseal(entry.value);
    const base = (previous ?? snapshot)?.upTo ?? 0;
    if (head.seq < base) return await this.#reload(board);
    const stored = await this.#with(board, entry, { loaded: NOTHING, after: head.seq, damage: [] });
    return stored !== CHANGED ? stored : await this.#reload(board);
  }

  async append(
    board: BoardId,
    head: Head,
    update: Uint8Array,
    { authors = [] }: { authors?: readonly Author[] } = {},
  ): Promise<Head | "conflict"> {
    const key = KEY.head(board);
    // The mark contains the record that was read, so that an append need not read it again.
    const { record: before, version } = (head.mark ?? { version: null }) as Mark;
    const seq = head.seq + 1;
    const record: HeadRecord = { ...before, format: 1, seq, bytes: head.bytes + update.length };
    const commit = new Commit().check({ key, version });
    // A deleted board has no head either; an append must not create it again.
    if (version === null) commit.check({ key: KEY.deletion(board), version: null });
    const origin: EntryOrigin = { committed: this.#now(), authors };
    const packed = update.length < VALUE_BYTES_MAX ? packEntry(update, origin) : undefined;
    if (packed && packed.length <= VALUE_BYTES_MAX) {
      commit.set(KEY.logEntry(board, seq), packed);
    } else {
      const { chunked, guard } = await this.#write(board, [update]);
      const record = { ...chunked, origin: packEntry(new Uint8Array(), origin) };
      commit.check(guard).set(KEY.logEntry(board, seq), record);
    }
    const caused = [{ type: "board changed", board, seq } as const];
    const committed = await this.#events.commit(this.#database, commit.set(key, seal(record)), caused);
    return committed !== undefined ? toHead(record, committed) : "conflict";
  }

  async compact(board: BoardId, head: Head, update: Iterable<Uint8Array>): Promise<Head | "conflict"> {
    const loaded = (head.mark as Mark).record?.snapshot;
    const { chunked, guard } = await this.#write(board, update);
    const snapshot = { ...chunked, upTo: head.seq };
    for (;;) {
      const entry = await this.#head(board);
      const swept = (await this.#database.get(guard.key)).version !== guard.version;
      const record = entry.value === null ? undefined : unseal(entry.value);
      // The update is based on the loaded snapshot. After another one, it may lack entries that are already pruned.
      if (record === undefined || record.snapshot?.id !== loaded?.id || record.seq < head.seq || swept) {
        await deleteChunks(this.#database, KEY.chunks(board), snapshot);
        return "conflict";
      }
      const bytes = await this.#logBytes(board, head.seq);
      const next: HeadRecord = { ...record, snapshot, previous: record.snapshot, bytes };
      const flipped = await this.#database.commit(new Commit().check(entry, guard).set(entry.key, seal(next)));
      if (flipped === undefined) continue; // another process appended in the meantime
      await prune(this.#database, board, { before: record, retention: this.#retention });
      await sweep(this.#database, board, this.#now());
      return toHead(next, flipped);
    }
  }

  async setAside(
    board: BoardId,
    stored: StoredBoard,
    { index, why }: { index: number; why: string },
  ): Promise<boolean> {
    const seq = stored.seqs![index];
    const head = await this.#head(board);
    const { snapshot } = unseal(head.value);
    if (snapshot?.id !== (stored.head.mark as Mark).record?.snapshot?.id) return false;
    if (snapshot?.upTo === seq) return await this.#setSnapshotAside(board, head, snapshot) !== CHANGED;
    const entry = await this.#database.get<LogEntry>(KEY.logEntry(board, seq));
    if (entry.value === null || isSetAside(entry.value)) return false;
    return await this.#setEntryAside(board, { entry, seq, why }) !== CHANGED;
  }

  #head(board: BoardId): Promise<MaybeEntry<HeadRecord>> {
    return this.#database.get<HeadRecord>(KEY.head(board));
  }

  /**
   * Adds the entries after `after` to `loaded`. A damaged entry is set aside and a missing one is left out; `damage`
   * names both. Returns CHANGED when others compacted or replaced the board meanwhile, because they prune entries.
   */
  async #with(
    board: BoardId,
    { value, version }: MaybeEntry<HeadRecord>,
    { loaded, after, damage: known }: { loaded: Loaded; after: number; damage: readonly string[] },
  ): Promise<StoredBoard | typeof CHANGED> {
    const damage = [...known];
    const updates = [...loaded.updates];
    const seqs = [...loaded.seqs];
    const origins = [...loaded.origins];
    const record = unseal(value);
    const missing: string[] = [];
    const skip = (from: number, to: number) => from <= to && missing.push(`entries ${from} to ${to} are missing`);
    let read = after;
    const range = { start: KEY.logEntry(board, read + 1), end: KEY.logEntry(board, record.seq + 1) };
    for await (const entry of entries<LogEntry>(this.#database, range, { pageSize: LIST_MAX })) {
      const seq = entry.key.at(-1) as number;
      skip(read + 1, seq - 1);
      read = seq;
      try {
        if (isSetAside(entry.value)) damage.push(entry.value.setAside);
        else {
          const { update, origin } = await this.#unpack(board, entry.value);
          updates.push(update);
          origins.push(origin);
          seqs.push(seq);
        }
      } catch (error) {
        if (!(error instanceof Damaged)) throw error;
        const why = `entry ${seq}: ${error.message}`;
        if (await this.#setEntryAside(board, { entry, seq, why }) === CHANGED) return CHANGED;
        damage.push(why);
      }
    }
    skip(read + 1, record.seq);
    if (missing.length > 0 && !await this.#isStill(board, record.snapshot)) return CHANGED;
    damage.push(...missing);
    return { head: toHead(record, version!), updates, seqs, origins, ...(damage.length > 0 && { damage }) };
  }

  /** True while the board has this snapshot: no entry after it is pruned until then. */
  async #isStill(board: BoardId, snapshot: SnapshotRecord | undefined): Promise<boolean> {
    const { value } = await this.#head(board);
    return value !== null && unseal(value).snapshot?.id === snapshot?.id;
  }

  async #reload(board: BoardId): Promise<StoredBoard> {
    const stored = await this.load(board);
    if (stored === undefined) throw new BoardGone(board);
    return stored;
  }

  #read(board: BoardId, chunked: Chunked): Promise<Uint8Array> {
    return readChunks(this.#database, KEY.chunks(board), chunked);
  }

  #write(board: BoardId, update: Iterable<Uint8Array>): Promise<Written> {
    return writeChunks(this.#database, KEY.chunks(board), update, this.#now());
  }

  async #unpack(board: BoardId, entry: Uint8Array | ChunkedEntry): Promise<Unpacked> {
    if (entry instanceof Uint8Array) return unpackEntry(entry);
    return { update: await this.#read(board, entry), origin: originOf(entry) };
  }

  /**
   * Reverts the board to the previous generation. The chunks of the damaged snapshot stay for inspection. The check of
   * the head proves the damage: chunks that were merely pruned are no longer in it.
   */
  async #setSnapshotAside(
    board: BoardId,
    head: MaybeEntry<HeadRecord>,
    snapshot: SnapshotRecord,
  ): Promise<typeof CHANGED | undefined> {
    const { previous, ...record } = unseal(head.value);
    const bytes = await this.#logBytes(board, previous?.upTo ?? 0);
    const next: HeadRecord = { ...record, bytes, snapshot: previous };
    const commit = new Commit()
      .check(head)
      .set(head.key, seal(next))
      .set(KEY.snapshotAside(board, snapshot.id), snapshot);
    return await this.#database.commit(commit) === undefined ? CHANGED : undefined;
  }

  async #setEntryAside(
    board: BoardId,
    { entry, seq, why }: { entry: Entry<LogEntry>; seq: number; why: string },
  ): Promise<typeof CHANGED | undefined> {
    const commit = new Commit()
      .check(entry)
      .set(KEY.logAside(board, seq), entry.value)
      .set(entry.key, { setAside: why });
    return await this.#database.commit(commit) === undefined ? CHANGED : undefined;
  }

  async #logBytes(board: BoardId, after: number): Promise<number> {
    let bytes = 0;
    const range = { prefix: KEY.log(board), start: KEY.logEntry(board, after + 1) };
    for await (const { value } of entries<LogEntry>(this.#database, range)) {
      if (isSetAside(value)) continue;
      bytes += value instanceof Uint8Array ? value.length : value.bytes;
      if (value instanceof Uint8Array) release(value);
    }
    return bytes;
  }
}

function toHead(record: HeadRecord, version: Version): Head {
  const upTo = record.snapshot?.upTo ?? 0;
  return {
    seq: record.seq,
    entries: record.seq - upTo,
    bytes: record.bytes,
    snapshotBytes: record.snapshot?.bytes ?? 0,
    mark: { record, version } satisfies Mark,
  };
}
