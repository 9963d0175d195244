import type { Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import { type LogEntry, originOf } from "./log_entry.ts";

export interface LastChange {
  /** Ms since 1970. */
  readonly at: number;
  /** The names of those who made it, without empty ones. */
  readonly by: readonly string[];
}

/** When and by whom a board was changed last; undefined when it is empty, or the change is older than such records. */
export async function lastChange(database: Database, board: BoardId): Promise<LastChange | undefined> {
  const [entry] = await database.list<LogEntry>({ prefix: KEY.log(board) }, { limit: 1, isReverse: true });
  const origin = entry && originOf(entry.value);
  if (origin === undefined) return undefined;
  return {
    at: origin.committed,
    by: [...new Set(origin.authors.map(({ name }) => name))].filter((name) => name !== ""),
  };
}
