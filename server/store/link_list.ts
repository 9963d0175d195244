import { Commit, type Database, entries, type MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { READS_MAX } from "../database/limits.ts";
import type { DomainEvent, Events } from "../events/events.ts";
import type { BoardId } from "./board_store.ts";
import type { LinkRecord } from "./link_record.ts";
import type { LinkId } from "./link_store.ts";

/** What a change of a board's links adds to its commit. */
export type LinkPlan<T> = (
  ids: readonly LinkId[],
  commit: Commit,
  caused: DomainEvent[],
) => T | undefined | Promise<T | undefined>;

/** The lists of links of all boards, and the links in them. */
export class LinkList {
  readonly #database: Database;
  readonly #events: Events;

  constructor(database: Database, events: Events) {
    this.#database = database;
    this.#events = events;
  }

  get(id: LinkId): Promise<MaybeEntry<LinkRecord>> {
    return this.#database.get<LinkRecord>(KEY.link(id));
  }

  async records(ids: readonly LinkId[]): Promise<Map<LinkId, LinkRecord>> {
    const records = new Map<LinkId, LinkRecord>();
    for (let first = 0; first < ids.length; first += READS_MAX) {
      const some = ids.slice(first, first + READS_MAX);
      const entries = await this.#database.getMany<LinkRecord>(some.map(KEY.link));
      entries.forEach(({ value }, i) => value !== null && records.set(some[i], value));
    }
    return records;
  }

  /** The ids of a board's links, oldest first, and the entry whose version every change of the list checks. */
  async listed(board: BoardId): Promise<{ entry: MaybeEntry<LinkId[]>; ids: readonly LinkId[] }> {
    const entry = await this.#database.get<LinkId[]>(KEY.linksOf(board));
    if (entry.value !== null) return { entry, ids: entry.value };
    // Boards created before the list was a single value have one key for each link.
    const old = await Array.fromAsync(entries(this.#database, { prefix: KEY.linksOf(board) }));
    return { entry, ids: old.map(({ key }) => key[2] as LinkId) };
  }

  /**
   * Changes the list of a board's links in one commit, and calls `plan` again after a conflict.
   *
   * @returns the result of `plan`; undefined when the board has no links or `plan` returned undefined
   */
  async relist<T>(board: BoardId, plan: LinkPlan<T>): Promise<T | undefined> {
    for (;;) {
      const { entry, ids } = await this.listed(board);
      if (ids.length === 0) return undefined;
      const commit = new Commit().check(entry);
      const caused: DomainEvent[] = [];
      const planned = await plan(ids, commit, caused);
      if (planned === undefined || await this.#events.commit(this.#database, commit, caused) !== undefined) {
        return planned;
      }
    }
  }
}
