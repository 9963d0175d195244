import type { EntryOrigin } from "./entry_origin.ts";

/** An entry that a snapshot and the generation before it both contain. */
export interface ContainedEntry {
  readonly seq: number;
  /** Undefined for entries of earlier versions. */
  readonly origin?: EntryOrigin;
}

/**
 * What a compaction deletes from a board's log. Entries that one of the two generations still needs are never deleted,
 * and kept entries are never read when a board is loaded.
 */
export interface RetentionPolicy {
  deletes(entry: ContainedEntry): boolean;
}

/** The log is a safety net for the snapshots and not a history. */
export const DELETE_CONTAINED: RetentionPolicy = { deletes: () => true };
