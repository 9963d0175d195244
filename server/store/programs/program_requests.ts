import { Commit, type Database, type MaybeEntry } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import { READS_MAX, VALUE_BYTES_MAX } from "../../database/limits.ts";
import type { BoardId } from "../board_store.ts";

/** A request of a program can be repeated for this long, ms. */
export const REPEATED_MS = 86_400_000;

/** Bytes of the answer and the change of one request: they are stored in one commit. */
export const REQUEST_BYTES_MAX = 700 * 1024;

/** A request that a program may repeat, because it has a key. */
export interface ProgramRequest {
  /** A digest of what it asks for: the same key must not be used for something else. */
  readonly digest: string;
  readonly answer: string;
  /** The change of the board, until it is known to be durable. A change that is applied again changes nothing. */
  readonly update: Uint8Array | undefined;
}

/** The value at the key of a request. Its parts are the answer as UTF-8 and the update. */
interface RequestRecord {
  readonly digest: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly parts: number;
  readonly answerBytes: number;
  /** True while the change may not be durable. */
  readonly isOpen: boolean;
}

/**
 *     ["boards", board, "requests", request]           RequestRecord
 *     ["boards", board, "request_parts", request, i]   pieces of the answer and the update
 *
 * The keys are deleted with the board, and by the database a day later. Backups do not contain them.
 */
export class ProgramRequests {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, { now = Date.now }: { readonly now?: (() => number) | undefined } = {}) {
    [this.#database, this.#now] = [database, now];
  }

  /** @param request a name that only this request has; see `requestName` */
  async find(board: BoardId, request: string): Promise<ProgramRequest | undefined> {
    for (;;) {
      const entry = await this.#record(board, request);
      const record = entry.value;
      if (record === null || record.at + REPEATED_MS <= this.#now()) return undefined;
      const bytes = await this.#parts(board, request, record.parts);
      // Another instance may have marked it as done in the meantime.
      if ((await this.#record(board, request)).version !== entry.version) continue;
      const answer = new TextDecoder().decode(bytes.subarray(0, record.answerBytes));
      const update = record.isOpen ? bytes.subarray(record.answerBytes) : undefined;
      return { digest: record.digest, answer, update };
    }
  }

  /**
   * Stores a request before its change is made.
   *
   * @returns "known" when it is stored already, "gone" when the board was deleted
   */
  async begin(
    board: BoardId,
    request: string,
    { digest, answer, update }: ProgramRequest,
  ): Promise<"begun" | "known" | "gone"> {
    const entry = await this.#record(board, request);
    const isOver = entry.value !== null && entry.value.at + REPEATED_MS <= this.#now();
    if (entry.value !== null && !isOver) return "known";
    const deletion = await this.#database.get(KEY.deletion(board));
    if (deletion.value !== null) return "gone";
    const said = new TextEncoder().encode(answer);
    const commit = new Commit().check(entry, deletion);
    const parts = this.#putParts(commit, { board, request }, [said, update ?? new Uint8Array()]);
    const record = { digest, at: this.#now(), parts, answerBytes: said.length, isOpen: update !== undefined };
    commit.set(entry.key, record satisfies RequestRecord, { expireIn: REPEATED_MS });
    return await this.#database.commit(commit) === undefined ? "known" : "begun";
  }

  /** Its change is durable. */
  async done(board: BoardId, request: string, { digest, answer }: ProgramRequest): Promise<void> {
    const entry = await this.#record(board, request);
    if (entry.value?.isOpen !== true) return;
    const said = new TextEncoder().encode(answer);
    const commit = new Commit().check(entry);
    const parts = this.#putParts(commit, { board, request }, [said]);
    for (let i = parts; i < entry.value.parts; i++) commit.delete(KEY.requestPart(board, request, i));
    const record = { digest, at: entry.value.at, parts, answerBytes: said.length, isOpen: false };
    commit.set(entry.key, record satisfies RequestRecord, { expireIn: REPEATED_MS });
    // When somebody else was first, it is done.
    await this.#database.commit(commit);
  }

  /** Its change was refused, so that it may be tried again. */
  async forget(board: BoardId, request: string): Promise<void> {
    const entry = await this.#record(board, request);
    if (entry.value?.isOpen !== true) return;
    const commit = new Commit().check(entry).delete(entry.key);
    for (let i = 0; i < entry.value.parts; i++) commit.delete(KEY.requestPart(board, request, i));
    await this.#database.commit(commit);
  }

  #record(board: BoardId, request: string): Promise<MaybeEntry<RequestRecord>> {
    return this.#database.get<RequestRecord>(KEY.request(board, request));
  }

  #putParts(
    commit: Commit,
    { board, request }: { readonly board: BoardId; readonly request: string },
    pieces: readonly Uint8Array[],
  ): number {
    const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    const parts = Math.ceil(bytes.length / VALUE_BYTES_MAX);
    for (let i = 0; i < parts; i++) {
      const part = bytes.slice(i * VALUE_BYTES_MAX, (i + 1) * VALUE_BYTES_MAX);
      commit.set(KEY.requestPart(board, request, i), part, { expireIn: REPEATED_MS });
    }
    return parts;
  }

  async #parts(board: BoardId, request: string, count: number): Promise<Uint8Array> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let first = 0; first < count; first += READS_MAX) {
      const keys = Array.from({ length: Math.min(READS_MAX, count - first) }, (_, i) => {
        return KEY.requestPart(board, request, first + i);
      });
      for (const { value } of await this.#database.getMany<Uint8Array<ArrayBuffer>>(keys)) {
        if (value) pieces.push(value);
      }
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }
}
